// The log as anybody may follow it (C2SP tlog-tiles): its newest head, its tiles, its entries. No
// entry tells whom it is about.
#include "log/log.hpp"

#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

constexpr const char* text_type = "text/plain; charset=utf-8";
constexpr const char* tile_type = "application/octet-stream";

std::string policy_text(const WitnessPolicy& policy) {
  std::string text;
  for (const PolicyLog& log : policy.logs) text += "log " + vkey_text(log.key) + '\n';
  for (const PolicyWitness& one : policy.witnesses) {
    text += "witness " + one.name + ' ' + vkey_text(one.key) + '\n';
  }
  for (const PolicyGroup& group : policy.groups) {
    text += "group " + group.name + ' ' + std::to_string(group.wanted);
    for (const std::string& member : group.members) text += ' ' + member;
    text += '\n';
  }
  return text + "quorum " + (policy.quorum.empty() ? "none" : policy.quorum) + '\n';
}

void add_moment(Value& object, std::string_view name, Time at) {
  if (at != 0) add_text(object, name, format_time(at));
}

Value to_value(const WitnessStatus& status) {
  Value one = object_value();
  add_text(one, "name", status.name);
  add(one, "size", integer_value(static_cast<std::int64_t>(status.size)));
  add_moment(one, "cosigned_at", status.cosigned_at);
  add_moment(one, "asked_at", status.asked_at);
  add_text(one, "last_answer", status.last_answer);
  add(one, "silent", boolean_value(status.silent_since != 0));
  add_moment(one, "silent_since", status.silent_since);
  add(one, "refused", boolean_value(status.is_refused));
  add_text(one, "alarm", name_of(status.alarm));
  return one;
}

}  // namespace

Response get_witnesses(const Verifier& verifier, const Request&) {
  const Watched& watched = verifier.witnesses;
  Value list = array_value();
  if (watched.status) {
    for (const WitnessStatus& status : watched.status()) list.items.push_back(to_value(status));
  }
  Value out = object_value();
  add(out, "size", integer_value(static_cast<std::int64_t>(verifier.log.checkpoint().size)));
  // Without addresses: those are between the log and its witnesses.
  if (watched.policy != nullptr) add_text(out, "policy", policy_text(*watched.policy));
  add(out, "witnesses", std::move(list));
  return answer_json(200, out);
}

Response get_checkpoint(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, text_type, verifier.log.checkpoint().note);
  response.set("Cache-Control", "no-cache");
  return response;
}

Response get_tile(const Verifier& verifier, const Request& request) {
  const auto name = tile_name_from("tile/" + request.captures.at(0));
  if (!name) return refuse(verifier, request, 404, not_found);
  auto bytes = verifier.log.tile(name->level, name->number, name->width);
  if (!bytes) return refuse(verifier, request, 404, not_found);
  Response response = http::respond(200, tile_type, std::move(*bytes));
  response.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Response get_log_key(const Verifier& verifier, const Request&) {
  Response response = http::respond(200, text_type, verifier.log.vkey() + '\n');
  response.set("Cache-Control", "public, max-age=300");
  return response;
}

}  // namespace samtycke::server
