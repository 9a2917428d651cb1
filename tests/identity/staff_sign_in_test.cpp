#include <boost/test/unit_test.hpp>

#include "http/message.hpp"
#include "identity/routes.hpp"
#include "identity/sqlite_sessions.hpp"
#include "made_provider.hpp"
#include "test_files.hpp"

namespace {

using namespace samtycke::server;
using made::in_quotes;
using Names = std::vector<std::string>;

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

IdentitySettings staff_settings(const std::string& issuer) {
  IdentitySettings settings{made::audience, issuer, "console", "a secret"};
  settings.path = "/console/auth";
  settings.home = "/console";
  settings.cookie = "__Host-samtycke-staff";
  settings.roles = RolesClaim{"roles", {{"DPO", "privacy_officer"}, {"writer", "publisher"}}};
  return settings;
}

Response drawn(const Request&, const Refusal& refusal) {
  Response response;
  response.status = refusal.status();
  response.body = name_of(refusal.code);
  return response;
}

/// One browser before both sign-ins, and a provider that says of roles what a test tells it.
struct Setting {
  made::Folder folder;
  made::Provider provider;
  std::unique_ptr<SessionStore> store = open_sqlite_sessions(folder / "staff.db");
  std::unique_ptr<SessionStore> customers = open_sqlite_sessions(folder / "customers.db");
  Identity staff{staff_settings(provider.issuer), *store, drawn, [] { return made::now_ms; },
                 provider.fetcher()};
  Identity customer{{made::audience, provider.issuer, "console", "a secret"},
                    *customers,
                    drawn,
                    [] { return made::now_ms; },
                    provider.fetcher()};
  std::string roles;  // JSON; empty: the claim is missing
  std::string nonce;

  Setting() {
    provider.token_endpoint = [this](const Fetch&) {
      return Fetched{200, made::json({{"id_token", in_quotes(id_token())}})};
    };
  }

  std::string id_token() const {
    made::Members claims{
        {"iss", in_quotes(provider.issuer)},  {"aud", in_quotes("console")},
        {"sub", in_quotes("disa")},           {"nonce", in_quotes(nonce)},
        {"iat", std::to_string(made::now_s)}, {"exp", std::to_string(made::now_s + 600)}};
    if (!roles.empty()) claims["roles"] = roles;
    return made::token({{"alg", in_quotes("RS256")}, {"kid", in_quotes("rsa-1")}}, claims,
                       made::Provider::rsa(), "RS256");
  }

  /// What came of signing in at that door, in a browser with those cookies.
  Response sign_in(Identity& door, const std::string& cookie) {
    const Response left = door.login({});
    const std::string location(left.header("Location"));
    nonce = parameter(location, "nonce");
    Request back;
    back.query = "code=one&iss=http%3A%2F%2Flocalhost%3A8781&state=" + parameter(location, "state");
    back.headers.emplace_back("cookie", cookie + "-login=" + cookie_of(left, cookie + "-login"));
    return door.callback(back);
  }
  Response staff_signs_in() { return sign_in(staff, "__Host-samtycke-staff"); }

  static Request with(const std::string& name, const std::string& value) {
    Request request;
    request.headers.emplace_back("cookie", name + "=" + value);
    return request;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(staff_sign_in, Setting)

BOOST_AUTO_TEST_CASE(roles_are_those_of_the_claim_by_our_names_and_are_kept_with_the_session) {
  roles = R"(["writer","DPO","canteen","DPO"])";
  const Response in = staff_signs_in();
  BOOST_TEST(in.status == 303u);
  BOOST_TEST(in.header("Location") == "/console");
  const auto found =
      staff.signed_in(with("__Host-samtycke-staff", cookie_of(in, "__Host-samtycke-staff")));
  BOOST_REQUIRE(std::holds_alternative<Session>(found));
  BOOST_TEST((std::get<Session>(found).roles == Names{"privacy_officer", "publisher"}));
}

BOOST_AUTO_TEST_CASE(one_role_may_be_a_text) {
  roles = in_quotes("DPO");
  BOOST_TEST(staff_signs_in().status == 303u);
}

BOOST_AUTO_TEST_CASE(without_a_role_that_is_known_here_nobody_comes_in) {
  for (const char* told : {"", "[]", "null", "true", "\"\"", R"(["privacy_officer"])", R"(["dpo"])",
                           R"([["DPO"]])", R"({"DPO":true})", R"(["DPO",7])"}) {
    roles = told;
    const Response refused = staff_signs_in();
    BOOST_TEST(refused.status == 403u, told);
    BOOST_TEST(refused.body == "staff_role_missing", told);
    BOOST_TEST(cookie_of(refused, "__Host-samtycke-staff").empty(), told);
  }
}

BOOST_AUTO_TEST_CASE(a_session_of_the_staff_is_none_of_a_customers_nor_the_other_way_round) {
  roles = in_quotes("DPO");
  const std::string of_staff = cookie_of(staff_signs_in(), "__Host-samtycke-staff");
  const Response customer_in = sign_in(customer, "__Host-samtycke");
  const std::string of_customer = cookie_of(customer_in, "__Host-samtycke");
  BOOST_REQUIRE(!of_staff.empty());
  BOOST_REQUIRE(!of_customer.empty());
  const auto customers_session = customer.signed_in(with("__Host-samtycke", of_customer));
  BOOST_REQUIRE(std::holds_alternative<Session>(customers_session));
  BOOST_TEST(std::get<Session>(customers_session).roles.empty());
  for (const char* name : {"__Host-samtycke", "__Host-samtycke-staff"}) {
    BOOST_TEST(std::holds_alternative<Refusal>(customer.signed_in(with(name, of_staff))), name);
    BOOST_TEST(std::holds_alternative<Refusal>(staff.signed_in(with(name, of_customer))), name);
  }
}

BOOST_AUTO_TEST_CASE(staff_show_who_they_are_each_time_and_come_back_to_their_own_address) {
  const Response left = staff.login({});
  const std::string location(left.header("Location"));
  BOOST_TEST(parameter(location, "prompt") == "login");
  BOOST_TEST(parameter(location, "redirect_uri") ==
             std::string(made::audience) + "/console/auth/callback");
  BOOST_TEST(parameter(std::string(customer.login({}).header("Location")), "prompt").empty());
}

BOOST_AUTO_TEST_SUITE_END()
