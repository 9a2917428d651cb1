// Legal holds, for the operator's privacy role: put on a relation, told, lifted; and what one keeps
// of somebody who was erased under it (L121, L137).
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/status.hpp"
#include "core/base64.hpp"
#include "core/fields.hpp"
#include "core/personnummer.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view scope = "subjects:erase";
constexpr std::size_t reason_size_max = 500;

std::optional<Response> refused_caller(const Verifier& verifier, const Request& request) {
  const auto bearer = verifier.door.bearer(request, scope);
  if (const auto* refusal = std::get_if<Refusal>(&bearer)) {
    return refuse(verifier, request, *refusal);
  }
  return std::nullopt;
}

Value hold_value(const std::string& subject, const Hold& hold) {
  Value out = object_value();
  add_text(out, "subject", subject);
  add_text(out, "reason", hold.reason);
  add_text(out, "since", format_time(hold.since));
  add_text(out, "evidence", hold.is_erased ? "claims-only" : "kept");
  return out;
}

/// The hold, or what its absence is answered with.
std::variant<Hold, Response> hold_on(const Verifier& verifier, const Request& request) {
  if (auto refused = refused_caller(verifier, request)) return std::move(*refused);
  auto hold = verifier.store.hold(request.captures.at(0), View::committed);
  if (!hold) return refuse(verifier, request, {store_failed, ""});
  if (!*hold) return refuse(verifier, request, 404, not_found);
  return std::move(**hold);
}

/// Why, in a few words. Whom it is about, the address says: a number would outlive them here.
Result<std::string> reason_from(const Value& body) {
  Fields fields(body, "");
  std::string reason = fields.text("reason");
  if (auto error = fields.error()) return *error;
  if (reason.size() > reason_size_max || holds_personnummer(reason)) {
    return Error{Code::bad_value, "/reason"};
  }
  return reason;
}

}  // namespace

Response get_hold(const Verifier& verifier, const Request& request) {
  auto hold = hold_on(verifier, request);
  if (auto* response = std::get_if<Response>(&hold)) return std::move(*response);
  return answer_json(200, hold_value(request.captures.at(0), std::get<Hold>(hold)));
}

Response put_hold(const Verifier& verifier, const Request& request) {
  if (auto refused = refused_caller(verifier, request)) return std::move(*refused);
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  const auto reason = reason_from(std::get<Value>(body));
  if (!reason) return refuse(verifier, request, reason.error());
  const std::string& subject = request.captures.at(0);
  Hold hold{*reason, verifier.clock(), false};
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    const auto before = pending.store().hold(subject, View::pending);
    const auto state = pending.of_subject(subject);
    if (!before || !state) pending.fail();
    // Of somebody who is gone there is nothing to hold but what was held before.
    if (!before || !state || state->subject.id.empty()) return false;
    if (*before) hold.since = (*before)->since;
    return pending.store().put_hold(subject, hold);
  });
  if (recorded == Recorded::declined) return refuse(verifier, request, 404, not_found);
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  return answer_json(200, hold_value(subject, hold));
}

Response delete_hold(const Verifier& verifier, const Request& request) {
  const auto standing = hold_on(verifier, request);
  if (const auto* response = std::get_if<Response>(&standing)) return *response;
  const std::string& subject = request.captures.at(0);
  const Recorded recorded = verifier.sequencer.record(
      [&](Pending& pending) { return pending.store().lift_hold(subject); });
  if (recorded != Recorded::yes) return answer_unrecorded(verifier, request, recorded);
  Value gone = array_value();
  if (std::get<Hold>(standing).is_erased) gone.items.push_back(text_value("evidence"));
  Value out = object_value();
  add_text(out, "subject", subject);
  add(out, "erased", std::move(gone));
  return answer_json(200, out);
}

Response get_claimed_evidence(const Verifier& verifier, const Request& request) {
  const auto standing = hold_on(verifier, request);
  if (const auto* response = std::get_if<Response>(&standing)) return *response;
  // Whoever is still there is asked about by the other calls.
  if (!std::get<Hold>(standing).is_erased) return refuse(verifier, request, 404, not_found);
  const auto events = verifier.store.claimed_events(request.captures.at(0));
  if (!events) return refuse(verifier, request, {store_failed, ""});
  Value out = hold_value(request.captures.at(0), std::get<Hold>(standing));
  Value list = array_value();
  for (const PlacedEvent& event : *events) {
    auto told = read_json(event.bytes);
    if (!told) return refuse(verifier, request, {store_failed, ""});
    Value one = object_value();
    add(one, "position", integer_value(static_cast<std::int64_t>(event.position)));
    add(one, "event", std::move(*told));
    add_text(one, "salt", base64(event.salt));
    list.items.push_back(std::move(one));
  }
  add(out, "events", std::move(list));
  return answer_json(200, out);
}

}  // namespace samtycke::server
