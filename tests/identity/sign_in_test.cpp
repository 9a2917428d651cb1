#include <boost/test/unit_test.hpp>

#include "http/message.hpp"
#include "identity/base64url.hpp"
#include "identity/routes.hpp"
#include "identity/secrets.hpp"
#include "identity/sqlite_sessions.hpp"
#include "made_provider.hpp"
#include "test_files.hpp"

namespace {

using namespace samtycke::server;
using made::in_quotes;
using made::Members;

std::string parameter(const std::string& url, const std::string& name) {
  Request request;
  request.query = url.substr(url.find('?') + 1);
  return request.query_value(name).value_or("");
}

std::string cookie_of(const Response& response, const std::string& name) {
  for (const auto& [header, value] : response.headers) {
    if (header != "Set-Cookie" || value.rfind(name + "=", 0) != 0) continue;
    return value.substr(name.size() + 1, value.find(';') - name.size() - 1);
  }
  return "";
}

// One browser before our four calls, and a provider that answers as a test tells it.
struct Setting {
  made::Folder folder;
  made::Provider provider;
  std::unique_ptr<SessionStore> store = open_sqlite_sessions(folder / "sessions.db");
  std::int64_t now = made::now_ms;
  Identity identity{{made::audience, provider.issuer, "mitt-foretag", "a secret:+/ of ours"},
                    *store,
                    [](const Request&, const Refusal& refusal) {
                      Response response;
                      response.status = refusal.status();
                      response.body = name_of(refusal.code);
                      for (const auto& [name, value] : refusal.headers) response.set(name, value);
                      return response;
                    },
                    [this] { return now; },
                    provider.fetcher()};
  std::string session;
  std::string login;
  std::string nonce;
  Members changed_claims;
  Fetch token_request;

  Setting() {
    provider.token_endpoint = [this](const Fetch& what) {
      token_request = what;
      return Fetched{200, made::json({{"access_token", in_quotes("x")},
                                      {"token_type", in_quotes("Bearer")},
                                      {"id_token", in_quotes(id_token())}})};
    };
  }

  Members id_claims() const {
    Members claims{{"iss", in_quotes(provider.issuer)},
                   {"aud", in_quotes("mitt-foretag")},
                   {"sub", in_quotes("anna")},
                   {"sid", in_quotes("sid-1")},
                   {"name", in_quotes("Anna Ekstr\xC3\xB6m")},
                   {"nonce", in_quotes(nonce)},
                   {"iat", std::to_string(now / 1000)},
                   {"exp", std::to_string(now / 1000 + 600)}};
    for (const auto& [name, value] : changed_claims) {
      claims[name] = value;
      if (value.empty()) claims.erase(name);
    }
    return claims;
  }
  std::string id_token() const {
    return made::token({{"alg", in_quotes("RS256")}, {"kid", in_quotes("rsa-1")}}, id_claims(),
                       made::Provider::rsa(), "RS256");
  }

  Request request(std::string method, std::string query = {}) const {
    Request made;
    made.method = std::move(method);
    made.query = std::move(query);
    std::string cookies;
    if (!session.empty()) cookies += "__Host-samtycke=" + session;
    if (!login.empty())
      cookies += (cookies.empty() ? "" : "; ") + ("__Host-samtycke-login=" + login);
    if (!cookies.empty()) made.headers.emplace_back("cookie", cookies);
    return made;
  }
  // Leaves for the provider; gives the address.
  std::string leave(const std::string& query = {}) {
    const Response response = identity.login(request("GET", query));
    BOOST_REQUIRE(response.status == 303u);
    login = cookie_of(response, "__Host-samtycke-login");
    const std::string location(response.header("Location"));
    nonce = parameter(location, "nonce");
    return location;
  }
  static std::string answer(const std::string& state, const std::string& more = {}) {
    return "code=one&state=" + state + "&iss=http%3A%2F%2Flocalhost%3A8781" + more;
  }
  // Comes back; keeps the session's cookie when there is one.
  Response arrive(const std::string& query) {
    Response response = identity.callback(request("GET", query));
    if (response.status == 303) session = cookie_of(response, "__Host-samtycke");
    return response;
  }
  Response sign_in() { return arrive(answer(parameter(leave(), "state"))); }
  bool signed_in() { return std::holds_alternative<Session>(identity.signed_in(request("GET"))); }

  Request post(const std::string& origin, const std::string& site) const {
    Request made = request("POST");
    if (!origin.empty()) made.headers.emplace_back("origin", origin);
    if (!site.empty()) made.headers.emplace_back("sec-fetch-site", site);
    return made;
  }

  Members logout_claims() const {
    return {{"iss", in_quotes(provider.issuer)},
            {"aud", in_quotes("mitt-foretag")},
            {"iat", std::to_string(now / 1000)},
            {"exp", std::to_string(now / 1000 + 120)},
            {"jti", in_quotes("word-1")},
            {"sid", in_quotes("sid-1")},
            {"events", R"({"http://schemas.openid.net/event/backchannel-logout":{}})"}};
  }
  Response say(const Members& claims, const std::string& typ = "logout+jwt") {
    Request made;
    made.method = "POST";
    made.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    made.body = "logout_token=" + made::token({{"alg", in_quotes("RS256")},
                                               {"kid", in_quotes("rsa-1")},
                                               {"typ", in_quotes(typ)}},
                                              claims, made::Provider::rsa(), "RS256");
    return identity.backchannel_logout(made);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in, Setting)

BOOST_AUTO_TEST_CASE(a_person_leaves_with_everything_that_binds_the_way_back) {
  const std::string location = leave("return_to=/samtycken?a=b&lang=en");
  BOOST_TEST(location.rfind("http://localhost:8781/auth?", 0) == 0u);
  BOOST_TEST(parameter(location, "response_type") == "code");
  BOOST_TEST(parameter(location, "client_id") == "mitt-foretag");
  BOOST_TEST(parameter(location, "redirect_uri") == "http://127.0.0.1:8780/auth/callback");
  BOOST_TEST(parameter(location, "code_challenge_method") == "S256");
  BOOST_TEST(parameter(location, "scope") == "openid profile");
  BOOST_TEST(parameter(location, "ui_locales") == "en");
  for (const char* name : {"state", "nonce", "code_challenge"}) {
    BOOST_TEST(base64url_bytes(parameter(location, name))->size() == 32u, name);
    BOOST_TEST(parameter(location, name) != parameter(leave(), name), name);
  }
}

BOOST_AUTO_TEST_CASE(a_person_comes_back_signed_in_to_where_they_wanted) {
  const std::string location = leave("return_to=%2Fsamtycken%3Fsubject%3Dsub-anna");
  const Response response = arrive(answer(parameter(location, "state")));
  BOOST_TEST(response.status == 303u);
  BOOST_TEST(response.header("Location") == "/samtycken?subject=sub-anna");
  BOOST_TEST(response.header("Cache-Control") == "no-store");
  const auto found = identity.signed_in(request("GET"));
  BOOST_REQUIRE(std::holds_alternative<Session>(found));
  BOOST_TEST(std::get<Session>(found).subject == "anna");
  BOOST_TEST(std::get<Session>(found).provider_session == "sid-1");
  BOOST_TEST(std::get<Session>(found).name == "Anna Ekstr\xC3\xB6m");
  BOOST_TEST(cookie_of(response, "__Host-samtycke-login").empty());

  Request form;
  form.query = token_request.form;
  BOOST_TEST(*form.query_value("grant_type") == "authorization_code");
  BOOST_TEST(*form.query_value("redirect_uri") == "http://127.0.0.1:8780/auth/callback");
  BOOST_TEST(base64url(sha256(*form.query_value("code_verifier"))) ==
             parameter(location, "code_challenge"));
  BOOST_TEST(token_request.authorization ==
             "Basic bWl0dC1mb3JldGFnOmElMjBzZWNyZXQlM0ElMkIlMkYlMjBvZiUyMG91cnM=");
}

BOOST_AUTO_TEST_CASE(A3_the_id_before_signing_in_is_not_the_id_after) {
  session = base64url(random_bytes(32));
  const std::string planted = session;
  sign_in();
  BOOST_TEST(session != planted);
  const std::string first = session;
  sign_in();
  BOOST_TEST(session != first);
  BOOST_TEST(signed_in());
  session = first;
  BOOST_TEST(!signed_in());
  session = planted;
  BOOST_TEST(!signed_in());
}

BOOST_AUTO_TEST_CASE(A3_after_signing_out_no_session_is_left) {
  sign_in();
  const Response response = identity.logout(post(made::audience, "same-origin"));
  BOOST_TEST(response.status == 303u);
  const std::string location(response.header("Location"));
  BOOST_TEST(location.rfind("http://localhost:8781/session/end?", 0) == 0u);
  BOOST_TEST(parameter(location, "post_logout_redirect_uri") == "http://127.0.0.1:8780/");
  BOOST_TEST(parameter(location, "client_id") == "mitt-foretag");
  BOOST_TEST(!parameter(location, "id_token_hint").empty());
  BOOST_TEST(!signed_in());
  const auto judged = identity.signed_in(request("GET"));
  BOOST_TEST(std::get<Refusal>(judged).status() == 401u);
  BOOST_TEST(identity.logout(post(made::audience, "same-origin")).header("Location") == "/");
}

BOOST_AUTO_TEST_CASE(A1_another_site_cannot_sign_anybody_out) {
  sign_in();
  for (const auto& [origin, site] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"null", "same-origin"},
                                                        {"https://evil.example", "cross-site"},
                                                        {"", "cross-site"}}) {
    const Response response = identity.logout(post(origin, site));
    BOOST_TEST(response.status == 403u);
    BOOST_TEST(response.body == "foreign_origin");
  }
  BOOST_TEST(signed_in());
}

BOOST_AUTO_TEST_CASE(A4_the_wrong_state_is_refused_and_no_code_is_sent) {
  const std::string state = parameter(leave(), "state");
  for (const std::string& wrong : {std::string(), std::string("x"), base64url(random_bytes(32)),
                                   state + "A", state.substr(1)}) {
    const Response response = arrive(answer(wrong));
    BOOST_TEST(response.status == 400u);
    BOOST_TEST(response.body == "sign_in_expired");
  }
  BOOST_TEST(arrive("code=one&iss=http%3A%2F%2Flocalhost%3A8781").status == 400u);
  BOOST_TEST(arrive(answer(state, "&state=" + state)).status == 400u);
  BOOST_TEST(token_request.url.empty());
  BOOST_TEST(arrive(answer(state)).status == 303u);
}

BOOST_AUTO_TEST_CASE(A4_another_browsers_answer_is_refused) {
  const std::string state = parameter(leave(), "state");
  const std::string own = login;
  login.clear();
  BOOST_TEST(arrive(answer(state)).status == 400u);
  leave();
  BOOST_TEST(arrive(answer(state)).status == 400u);
  login = own.substr(0, own.size() - 1) + (own.back() == 'A' ? "B" : "A");
  BOOST_TEST(arrive(answer(state)).status == 400u);
  login = std::string(100'000, 'A');
  BOOST_TEST(arrive(answer(state)).status == 400u);
  BOOST_TEST(token_request.url.empty());
}

BOOST_AUTO_TEST_CASE(A4_an_answer_counts_once) {
  const std::string query = answer(parameter(leave(), "state"));
  BOOST_TEST(arrive(query).status == 303u);
  token_request = {};
  BOOST_TEST(arrive(query).status == 400u);
  BOOST_TEST(token_request.url.empty());
}

BOOST_AUTO_TEST_CASE(A4_an_answer_too_late_is_refused) {
  const std::string query = answer(parameter(leave(), "state"));
  now += OidcClient::departure_life_ms;
  BOOST_TEST(arrive(query).status == 400u);
}

BOOST_AUTO_TEST_CASE(A4_another_issuer_is_refused_and_no_code_is_sent) {
  for (const char* iss : {"", "&iss=", "&iss=http%3A%2F%2Flocalhost%3A8782",
                          "&iss=http%3A%2F%2Flocalhost%3A8781%2F"}) {
    const Response response = arrive("code=one&state=" + parameter(leave(), "state") + iss);
    BOOST_TEST(response.status == 401u, iss);
    BOOST_TEST(response.body == "sign_in_refused");
  }
  BOOST_TEST(token_request.url.empty());
}

BOOST_AUTO_TEST_CASE(A4_the_providers_no_is_a_no) {
  const std::string error = "&error=access_denied";
  BOOST_TEST(arrive(answer(parameter(leave(), "state"), error)).status == 401u);
  BOOST_TEST(arrive("state=" + parameter(leave(), "state") + "&iss=http%3A%2F%2Flocalhost%3A8781")
                 .status == 401u);
  provider.token_endpoint = [](const Fetch&) {
    return Fetched{400, R"({"error":"invalid_grant"})"};
  };
  BOOST_TEST(sign_in().status == 401u);
  for (const char* body : {"", "[]", "{}", R"({"id_token":5})", R"({"id_token":"a.b.c"})"}) {
    provider.token_endpoint = [body](const Fetch&) { return Fetched{200, body}; };
    BOOST_TEST(sign_in().status == 401u, body);
  }
  BOOST_TEST(session.empty());
}

BOOST_AUTO_TEST_CASE(A4_an_id_token_that_does_not_hold_signs_nobody_in) {
  const std::string soon = std::to_string(now / 1000 + 3600);
  const std::string past = std::to_string(now / 1000 - 3600);
  for (const Members& change : std::vector<Members>{{{"nonce", in_quotes("other")}},
                                                    {{"nonce", ""}},
                                                    {{"nonce", "1"}},
                                                    {{"iss", in_quotes("http://localhost:8782")}},
                                                    {{"aud", in_quotes("other")}},
                                                    {{"aud", ""}},
                                                    {{"aud", R"(["mitt-foretag","other"])"}},
                                                    {{"azp", in_quotes("other")}},
                                                    {{"exp", past}},
                                                    {{"exp", ""}},
                                                    {{"iat", soon}},
                                                    {{"iat", ""}},
                                                    {{"nbf", soon}},
                                                    {{"sub", ""}},
                                                    {{"sub", in_quotes("")}},
                                                    {{"sub", "1"}},
                                                    {{"sub", in_quotes(std::string(256, 'x'))}},
                                                    {{"sid", "1"}}}) {
    changed_claims = change;
    const Response response = sign_in();
    BOOST_TEST(response.status == 401u, made::json(change));
    BOOST_TEST(response.body == "sign_in_refused");
  }
  BOOST_TEST(session.empty());
  changed_claims = {{"aud", R"(["mitt-foretag","other"])"}, {"azp", in_quotes("mitt-foretag")}};
  BOOST_TEST(sign_in().status == 303u);
}

BOOST_AUTO_TEST_CASE(A4_an_access_token_is_no_id_token) {
  provider.token_endpoint = [this](const Fetch&) {
    Members header = made::Provider::header();
    const std::string token = made::token(header, id_claims(), made::Provider::rsa(), "RS256");
    return Fetched{200, made::json({{"id_token", in_quotes(token)}})};
  };
  BOOST_TEST(sign_in().status == 401u);
}

BOOST_AUTO_TEST_CASE(A4_one_cannot_be_led_elsewhere) {
  for (const char* path : {"//evil.example", "%2F%2Fevil.example", "https://evil.example",
                           "%2F%5Cevil.example", "%2F%0D%0ASet-Cookie:x=y", ""}) {
    const Response response = identity.login(request("GET", std::string("return_to=") + path));
    BOOST_TEST(response.status == 400u, path);
    BOOST_TEST(response.body == "return_to_invalid");
  }
}

BOOST_AUTO_TEST_CASE(an_unreachable_provider_is_said_and_signs_nobody_in) {
  provider.reachable = false;
  const Response response = identity.login(request("GET"));
  BOOST_TEST(response.status == 503u);
  BOOST_TEST(response.header("Retry-After") == "5");
  provider.reachable = true;
  now += Issuer::unreachable_pause_ms;
  const std::string state = parameter(leave(), "state");
  provider.token_endpoint = [](const Fetch&) { return std::nullopt; };
  BOOST_TEST(arrive(answer(state)).status == 503u);
  BOOST_TEST(session.empty());
}

BOOST_AUTO_TEST_CASE(signing_out_works_with_the_provider_gone) {
  sign_in();
  provider.reachable = false;
  BOOST_TEST(identity.logout(post(made::audience, "")).status == 303u);
  BOOST_TEST(!signed_in());
}

BOOST_AUTO_TEST_CASE(the_providers_word_signs_out) {
  sign_in();
  const Response response = say(logout_claims());
  BOOST_TEST(response.status == 200u);
  BOOST_TEST(response.header("Cache-Control") == "no-store");
  BOOST_TEST(!signed_in());
}

BOOST_AUTO_TEST_CASE(the_providers_word_counts_once) {
  sign_in();
  Members claims = logout_claims();
  claims.erase("sid");
  claims["sub"] = in_quotes("anna");
  BOOST_TEST(say(claims).status == 200u);
  BOOST_TEST(!signed_in());
  sign_in();
  BOOST_TEST(say(claims).status == 400u);
  BOOST_TEST(signed_in());
  claims["jti"] = in_quotes("word-2");
  BOOST_TEST(say(claims).status == 200u);
  BOOST_TEST(!signed_in());
}

BOOST_AUTO_TEST_CASE(a_word_that_does_not_hold_signs_nobody_out) {
  sign_in();
  const std::string soon = std::to_string(now / 1000 + 3600);
  const std::string past = std::to_string(now / 1000 - 3600);
  for (const Members& change : std::vector<Members>{
           {{"nonce", in_quotes(nonce)}},
           {{"events", "{}"}},
           {{"events", ""}},
           {{"events", "[]"}},
           {{"events", R"({"http://schemas.openid.net/event/backchannel-logout":true})"}},
           {{"iss", in_quotes("http://localhost:8782")}},
           {{"aud", in_quotes("other")}},
           {{"exp", past}},
           {{"exp", ""}},
           {{"iat", soon}},
           {{"iat", ""}},
           {{"jti", ""}},
           {{"jti", in_quotes("")}},
           {{"sid", ""}},
           {{"sid", in_quotes("")}},
           {{"sid", "1"}},
           {{"sub", "1"}},
           {{"exp", std::to_string(now / 1000 + 86'400)}}}) {
    Members claims = logout_claims();
    for (const auto& [name, value] : change) {
      claims[name] = value;
      if (value.empty()) claims.erase(name);
    }
    const Response response = say(claims);
    BOOST_TEST(response.status == 400u, made::json(change));
    BOOST_TEST(response.body == "logout_token_invalid");
  }
  BOOST_TEST(say(logout_claims(), "at+jwt").status == 400u);
  BOOST_TEST(say(id_claims()).status == 400u);
  Request none;
  none.method = "POST";
  BOOST_TEST(identity.backchannel_logout(none).status == 400u);
  none.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  none.body = "logout_token=a.b.c&logout_token=a.b.c";
  BOOST_TEST(identity.backchannel_logout(none).status == 400u);
  BOOST_TEST(signed_in());
}

BOOST_AUTO_TEST_CASE(a_back_end_is_told_what_its_token_lacks) {
  const auto ask = [this](const std::string& authorization, std::string_view scope) {
    Request asked;
    asked.method = "POST";
    if (!authorization.empty()) asked.headers.emplace_back("authorization", authorization);
    return identity.bearer(asked, scope);
  };
  const std::string token = provider.access_token();
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER "}) {
    BOOST_TEST(std::holds_alternative<AccessToken>(ask(scheme + token, "decisions:read")));
  }
  struct Row {
    std::string authorization;
    std::string_view scope;
    unsigned status;
    std::string challenge;
  };
  for (const Row& row : std::vector<Row>{
           {"", "decisions:read", 401, "Bearer"},
           {"Basic abc", "decisions:read", 401, "Bearer"},
           {"Bearer ", "decisions:read", 401, "Bearer"},
           {token, "decisions:read", 401, "Bearer"},
           {"Bearer  " + token, "decisions:read", 401, "Bearer error=\"invalid_token\""},
           {"Bearer x", "decisions:read", 401, "Bearer error=\"invalid_token\""},
           {"Bearer " + id_token(), "decisions:read", 401, "Bearer error=\"invalid_token\""},
           {"Bearer " + token, "provisioning:write", 403,
            "Bearer error=\"insufficient_scope\", scope=\"provisioning:write\""}}) {
    const auto judged = ask(row.authorization, row.scope);
    BOOST_REQUIRE(std::holds_alternative<Refusal>(judged));
    const auto& refusal = std::get<Refusal>(judged);
    BOOST_TEST(refusal.status() == row.status);
    BOOST_REQUIRE(refusal.headers.size() == 1u);
    BOOST_TEST(refusal.headers[0].first == "WWW-Authenticate");
    BOOST_TEST(refusal.headers[0].second == row.challenge);
  }
}

BOOST_AUTO_TEST_SUITE_END()
