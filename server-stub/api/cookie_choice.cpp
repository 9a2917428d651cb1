// A browser keeps for months what a server set, and for days what a script did. So the page hands
// its choice about cookies over and gets it back as a header. Nobody is known here and nothing is
// recorded: a choice about cookies is no act of a person in the log (L109, L117).
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"
#include "core/fields.hpp"
#include "core/kept.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view choice_cookie = "samtycke_choice";

/// Readable by the page's script: it is the page that acts on it.
std::string set_cookie(const std::string& text, Time life_ms, std::string_view origin) {
  std::string header = std::string(choice_cookie) + '=' + text;
  header += "; Path=/; Max-Age=" + std::to_string(life_ms / second_ms) + "; SameSite=Lax";
  if (origin.substr(0, 8) == "https://") header += "; Secure";
  return header;
}

}  // namespace

Response post_cookie_choice(const Verifier& verifier, const Request& request) {
  if (const auto refusal = verifier.door.foreign(request, NullOrigin::refused)) {
    return refuse(verifier, request, *refusal);
  }
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  Fields fields(std::get<Value>(body), "");
  const std::string sent = fields.text("kept");
  if (const auto error = fields.error()) return refuse(verifier, request, *error);
  const Catalogue* catalogue = verifier.catalogue();
  if (catalogue == nullptr) return refuse(verifier, request, {Code::no_catalogue, ""});

  const Time now = verifier.clock();
  const Kept asked = kept_from(sent);
  Kept kept = standing(asked, *catalogue, now);
  // Whole or not at all: a cookie that holds less than the answer has the person asked again.
  if (kept.choices.empty() || kept.choices.size() != asked.choices.size()) {
    return refuse(verifier, request, {Code::bad_value, "/kept"});
  }
  kept.by_server = true;
  const Time until = end_of(kept, *catalogue, now);
  const std::string text = to_text(kept);
  Value out = object_value();
  add_text(out, "kept", text);
  add_text(out, "until", format_time(until));
  Response response = answer_json(200, out);
  response.set("Set-Cookie", set_cookie(text, until - now, verifier.origin));
  return response;
}

}  // namespace samtycke::server
