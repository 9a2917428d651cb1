#include "stage.hpp"

#include "identity/hash.hpp"

namespace samtycke::server::test {
namespace {

std::string text_file(const std::string& name) {
  return made::bytes_of(std::string(SAMTYCKE_TEXTS) + "/" + name);
}

constexpr const char* people = R"({"acts":[
  {"kind":"subscriber","subscriber":"sbr-bjork","name":"Björk & Co AB"},
  {"kind":"subscriber","subscriber":"sbr-havsvik","name":"<b>Havsvik</b> AB"},
  {"kind":"subscriber","subscriber":"sbr-olle","name":"Olles Snickeri"},
  {"kind":"person","person":"prs-erik","sub":"erik","name":"Erik Norén"},
  {"kind":"person","person":"prs-karin","sub":"karin","name":"Karin Björk"},
  {"kind":"person","person":"prs-olle","sub":"olle","name":"Olle Dahl"},
  {"kind":"relation_begun","subject":"sub-erik-bjork","person":"prs-erik","subscriber":"sbr-bjork"},
  {"kind":"relation_begun","subject":"sub-erik-havsvik","person":"prs-erik",
   "subscriber":"sbr-havsvik"},
  {"kind":"relation_begun","subject":"sub-karin","person":"prs-karin","subscriber":"sbr-bjork"},
  {"kind":"relation_begun","subject":"sub-olle","person":"prs-olle","subscriber":"sbr-olle",
   "subscriber_kind":"sole-trader"},
  {"kind":"identifier_linked","subject":"sub-erik-bjork","identifier_kind":"msisdn",
   "value":"+46701234567","from":"2026-01-01T00:00:00.000Z"},
  {"kind":"mandate_given","subscriber":"sbr-bjork","person":"prs-karin"}]})";

}  // namespace

Stage::Stage(const Catalogue& catalogue)
    : store_(open(folder_.file())),
      failing_(std::make_unique<FailingStore>(*store_)),
      house_(std::make_unique<House>(*failing_)) {
  Doorkeeper door;
  door.signed_in = [this](const Request&) -> Judged<Session> {
    if (who.empty()) return Refusal{IdentityCode::sign_in_needed, {}};
    Session session;
    session.issuer = issuer;
    session.subject = who;
    session.name = who;
    return session;
  };
  door.bearer = [](const Request& asked, std::string_view scope) -> Judged<AccessToken> {
    AccessToken token;
    token.client_id = asked.header("authorization");
    if (token.client_id.empty()) return Refusal{IdentityCode::token_missing, {}};
    token.scopes.emplace_back(scope);
    return token;
  };
  door.foreign = [this](const Request&, NullOrigin) -> std::optional<Refusal> {
    if (own_page) return std::nullopt;
    return Refusal{IdentityCode::foreign_origin, {}};
  };
  door.staff_signed_in = [this](const Request&) -> Judged<Session> {
    if (staff.empty()) return Refusal{IdentityCode::sign_in_needed, {}};
    Session session;
    session.issuer = issuer;
    session.subject = staff;
    session.name = "Staff " + staff;
    session.roles = roles;
    return session;
  };
  door.end_sessions = [this](std::string_view, std::string_view sub) {
    sessions_ended.emplace_back(sub);
    return true;
  };
  Published published;
  published.catalogue = catalogue;
  published.signed_ = true;
  published.bytes = canonical(catalogue.document);
  SigningKey key = SigningKey::generate();
  std::string keys = jwk_set({key.verifying_key()});
  auto files = Pages::read(SAMTYCKE_TEMPLATES);
  BOOST_REQUIRE(files);
  verifier_.reset(new Verifier{
      std::make_shared<const http::Sentences>(text_file("sv.json"), text_file("en.json")),
      *failing_,
      house_->states,
      *house_->sequencer,
      *house_->log,
      std::move(door),
      std::move(published),
      std::move(key),
      std::move(keys),
      "{}",
      "https://own.example",
      std::string(issuer),
      [this] { return now; },
      std::make_shared<const Pages>(std::move(*files), std::string(issuer), std::nullopt),
      {}});
  provision(people);
}

Request Stage::request(const std::string& method, const std::string& target) const {
  Request request;
  request.method = method;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
  request.headers = {{"authorization", "a client"}, {"cookie", "__Host-samtycke=x"}};
  return request;
}

Response Stage::get(Response (*call)(const Verifier&, const Request&), const std::string& target,
                    std::vector<std::string> captures) {
  Request made = request("GET", target);
  made.captures = std::move(captures);
  return call(*verifier_, made);
}

Response Stage::post(Response (*call)(const Verifier&, const Request&), const std::string& body,
                     std::vector<http::Header> headers) {
  Request made = request("POST", "/");
  made.body = body;
  for (http::Header& header : headers) made.headers.push_back(std::move(header));
  if (made.header("content-type").empty()) {
    made.headers.emplace_back("content-type", "application/json");
  }
  return call(*verifier_, made);
}

Response Stage::about(const std::string& subject, Response (*call)(const Verifier&, const Request&),
                      const std::string& body) {
  Request made = request("GET", "/v1/subjects/" + subject);
  made.captures = {subject};
  made.body = body;
  made.headers.emplace_back("content-type", "application/json");
  return call(*verifier_, made);
}

void Stage::provision(const std::string& acts) {
  const Response response = post(post_provisioning, acts);
  BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
}

Value Stage::submission(EventKind choice, std::string_view id, std::string_view purpose) {
  Value value = made::submission_value(state(), purpose, choice, now);
  return made::with(std::move(value), "/submission_id", text_value(id));
}

void Stage::open_gate(std::string_view purpose) {
  const std::string before = who;
  who = "karin";
  const Response response =
      post(post_gates, R"({"subscriber":"sbr-bjork","submission_id":"open-)" +
                           std::string(purpose) + R"(","changes":[{"gate":"open","purpose":")" +
                           std::string(purpose) + R"("}]})");
  BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
  who = before;
}

Value json_of(const Response& response) {
  auto value = read_json(response.body);
  BOOST_REQUIRE_MESSAGE(value, response.body);
  return std::move(*value);
}

std::string text_of(const Response& response, std::string_view member) {
  const Value value = json_of(response);
  const Value* found = value.find(member);
  return found == nullptr ? std::string() : found->text;
}

std::string refusal(const Response& response) {
  const std::string pointer = text_of(response, "pointer");
  return std::to_string(response.status) + ' ' + text_of(response, "code") +
         (pointer.empty() ? "" : ' ' + pointer);
}

}  // namespace samtycke::server::test
