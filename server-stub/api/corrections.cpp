// A correction (GDPR 16, L123), for the operator's privacy role: a further event that names the
// wrong one. Nothing in the record is ever changed.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/judged.hpp"
#include "api/once.hpp"
#include "api/status.hpp"
#include "core/correction.hpp"
#include "core/fields.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view scope = "subjects:erase";

struct Wish {
  std::uint64_t position = 0;
  std::string submission_id;
};

Result<Wish> wish_from(const Value& body) {
  Fields fields(body, "");
  Wish wish;
  wish.position = static_cast<std::uint64_t>(fields.integer("position", 0, limits::integer_max));
  wish.submission_id = fields.id("submission_id");
  if (const auto error = fields.error()) return *error;
  return wish;
}

/// The event at a position, where there is one that can be read.
std::optional<Event> event_at(Store& store, std::uint64_t position) {
  const auto found = store.events(position, position + 1, View::pending);
  if (!found || found->empty() || found->front().is_erased) return std::nullopt;
  return read_event(found->front().bytes);
}

std::string told(const std::string& subject, std::uint64_t position,
                 const std::vector<Event>& events, const std::vector<Placed>& placed) {
  Value list = array_value();
  for (std::size_t i = 0; i < events.size(); ++i) {
    Value one = object_value();
    add(one, "position", integer_value(static_cast<std::int64_t>(placed[i].position)));
    add(one, "event", to_value(events[i]));
    list.items.push_back(std::move(one));
  }
  Value out = object_value();
  add_text(out, "subject", subject);
  add(out, "corrects", integer_value(static_cast<std::int64_t>(position)));
  add(out, "events", std::move(list));
  return canonical(out);
}

}  // namespace

Response post_corrections(const Verifier& verifier, const Request& request) {
  const auto bearer = verifier.door.bearer(request, scope);
  if (const auto* refusal = std::get_if<Refusal>(&bearer)) {
    return refuse(verifier, request, *refusal);
  }
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  const auto wish = wish_from(std::get<Value>(body));
  if (!wish) return refuse(verifier, request, wish.error());
  const std::string& subject = request.captures.at(0);
  const std::string client = std::get<AccessToken>(bearer).client_id;
  const Actor actor{"", Role::customer_service, Door::customer_service, ""};
  std::optional<Error> fault;
  const Outcome outcome = record_once(
      verifier, {"client " + client, wish->submission_id, request.body},
      [&](Pending& pending) -> Answer {
        const auto state = pending.of_subject(subject);
        const auto wrong = event_at(pending.store(), wish->position);
        if (!state || state->subject.id.empty() || !wrong) return {};
        const auto events =
            correction_of(*wrong, wish->position, verifier.circumstances(), *state, actor);
        if (!events) {
          fault = events.error();
          return {};
        }
        for (const Event& event : *events) {
          if (!pending.append(event)) return {};
        }
        return [subject, position = wish->position, events = *events, placed = pending.placed()] {
          return told(subject, position, events, placed);
        };
      });
  if (outcome.answer) return answer_bytes(201, *outcome.answer);
  if (outcome.reused) return refuse(verifier, request, 422, submission_id_reused, "/submission_id");
  if (outcome.recorded != Recorded::declined) {
    return answer_unrecorded(verifier, request, outcome.recorded);
  }
  if (fault) return refuse(verifier, request, *fault);
  return refuse(verifier, request, 404, not_found);
}

}  // namespace samtycke::server
