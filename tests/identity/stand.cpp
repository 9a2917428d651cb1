// What the tests under Node need of the real thing: the four calls of identity behind the real
// transport with two questions beside them, and the signer.
//   identity_stand serve PORT ISSUER SECRET_FILE SESSIONS_FILE
//   identity_stand sign KEY_FILE < PAYLOAD     prints the JWK, the compact and the detached form
//   identity_stand verify JWK JWS < PAYLOAD    exit status 0 when it holds
#include <chrono>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "http/message.hpp"
#include "http/server.hpp"
#include "identity/jws.hpp"
#include "identity/routes.hpp"
#include "identity/secrets.hpp"
#include "identity/sqlite_sessions.hpp"

namespace {

using namespace samtycke::server;

std::int64_t system_now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::string payload() {
  return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

int sign(const std::string& path) {
  const auto key = SigningKey::load_or_create(path);
  if (!key) return 2;
  const std::string text = payload();
  std::cout << key->verifying_key().jwk() << '\n'
            << key->sign_compact(text) << '\n'
            << key->sign_detached(text) << '\n';
  return 0;
}

int verify(const std::string& jwk, const std::string& jws) {
  const auto key = VerifyingKey::from_jwk(jwk);
  if (!key) return 2;
  return key->verify(jws, payload()) ? 0 : 1;
}

http::Router routes(Identity& identity, const RefusalDrawer& draw) {
  http::Router router;
  const auto add = [&router](const char* method, const char* pattern, http::Handler handler) {
    http::Route route;
    route.method = method;
    route.pattern = pattern;
    route.handler = std::move(handler);
    route.blocking = true;
    router.add(std::move(route));
  };
  add("GET", "/auth/login", [&](const Request& request) { return identity.login(request); });
  add("GET", "/auth/callback", [&](const Request& request) { return identity.callback(request); });
  add("POST", "/auth/logout", [&](const Request& request) { return identity.logout(request); });
  add("POST", "/auth/backchannel-logout",
      [&](const Request& request) { return identity.backchannel_logout(request); });
  add("GET", "/who", [&identity, draw](const Request& request) {
    const auto judged = identity.signed_in(request);
    if (const auto* refusal = std::get_if<Refusal>(&judged)) return draw(request, *refusal);
    const auto& session = std::get<Session>(judged);
    return http::respond(200, "text/plain", session.subject + "\n" + session.name);
  });
  add("POST", "/decide", [&identity, draw](const Request& request) {
    const auto judged = identity.bearer(request, "decisions:read");
    if (const auto* refusal = std::get_if<Refusal>(&judged)) return draw(request, *refusal);
    return http::respond(200, "text/plain", std::get<AccessToken>(judged).client_id);
  });
  return router;
}

int serve(const std::vector<std::string>& words) {
  http::Settings settings;
  settings.port = static_cast<std::uint16_t>(std::stoul(words[1]));
  settings.stop_on_signals = true;
  const auto secret = read_secret_file(words[3]);
  const auto store = open_sqlite_sessions(words[4]);
  if (!secret || !store) return 2;
  const char* text = R"({"codes":{"sign_in_needed":"sign in"}})";
  const auto sentences = std::make_shared<const http::Sentences>(text, text);
  const RefusalDrawer draw = draw_problems(sentences);
  Identity identity({"http://127.0.0.1:" + words[1], words[2], "mitt-foretag", *secret}, *store,
                    draw, system_now_ms);
  http::Server server(settings, routes(identity, draw), sentences);
  server.start();
  std::cout << "ready" << std::endl;
  server.wait();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> given(words + 1, words + count);
  if (given.size() == 2 && given[0] == "sign") return sign(given[1]);
  if (given.size() == 3 && given[0] == "verify") return verify(given[1], given[2]);
  if (given.size() == 5 && given[0] == "serve") return serve(given);
  return 2;
}
