#include "verify/answers.hpp"

#include <algorithm>
#include <charconv>

#include "core/base64.hpp"
#include "core/code.hpp"
#include "core/state.hpp"
#include "identity/hash.hpp"
#include "store/name_tables.hpp"
#include "store/sqlite.hpp"
#include "verify/canonical_parts.hpp"
#include "verify/parties.hpp"

namespace samtycke::server {
namespace {

using Parts = std::vector<Part>;

std::optional<std::uint64_t> number_of(std::string_view digits) {
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, fault] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || fault != std::errc() || stop != end) return std::nullopt;
  return number;
}

void append(std::string& out, const ToldEvent& told, bool with_salt) {
  out += std::to_string(told.position) + ' ' + std::to_string(told.bytes.size()) + ' ';
  out += told.bytes;
  if (with_salt) out += told.salt;
}

bool is_text(std::string_view bytes, std::string_view text) { return plain_text(bytes) == text; }

/// What is looked at in an answer with a receipt.
struct ReceiptParts {
  std::string_view jws, payload, events, payload_id, state, answer_id, verdicts;
};

std::optional<ReceiptParts> receipt_parts(const Parts& answer) {
  const auto receipt = parts_of(find(answer, "receipt"));
  if (!receipt || answer.size() != 4 || receipt->size() != 2) return std::nullopt;
  ReceiptParts parts;
  parts.payload = find(*receipt, "payload");
  const auto jws = plain_text(find(*receipt, "jws"));
  const auto payload = parts_of(parts.payload);
  if (!jws || !payload) return std::nullopt;
  parts.jws = *jws;
  parts.events = find(*payload, "events");
  parts.payload_id = find(*payload, "submission_id");
  parts.state = find(answer, "state");
  parts.answer_id = find(answer, "submission_id");
  parts.verdicts = find(answer, "verdicts");
  return parts;
}

/// An event of a receipt: its parts, and of these those that say who did it and with what.
struct ReceiptEventParts {
  std::uint64_t position = 0;
  std::string_view bytes, actor, submission_id, kind, purpose;
  std::optional<std::string> salt;
};

std::optional<ReceiptEventParts> event_parts(std::string_view item) {
  const auto told = parts_of(item);
  const auto event = told ? parts_of(find(*told, "event")) : std::nullopt;
  const auto position = told ? number_of(find(*told, "position")) : std::nullopt;
  if (!event || !position) return std::nullopt;
  ReceiptEventParts parts;
  parts.position = *position;
  parts.bytes = find(*told, "event");
  parts.actor = find(*event, "actor");
  parts.kind = find(*event, "kind");
  parts.purpose = find(*event, "purpose");
  const auto evidence = parts_of(find(*event, "evidence"));
  if (evidence) parts.submission_id = find(*evidence, "submission_id");
  const std::string_view salt = find(*told, "salt");
  if (salt.empty()) return parts;  // of before there was a log
  const auto text = plain_text(salt);
  parts.salt = text ? bytes_from_base64(*text) : std::nullopt;
  if (!parts.salt) return std::nullopt;
  return parts;
}

bool is_verdict_member(std::string_view name) {
  return name == "accepted" || name == "choice" || name == "code" || name == "purpose" ||
         name == "where";
}

/// A verdict that something was accepted has its event, and one of a refusal a reason that is
/// known.
bool does_verdict_fit(const Parts& verdict, const std::vector<ReceiptEventParts>& events) {
  for (const Part& part : verdict) {
    if (!is_verdict_member(part.name)) return false;
  }
  const std::string_view accepted = find(verdict, "accepted");
  const auto code = plain_text(find(verdict, "code"));
  if (accepted == "false") return code && code_named(*code);
  return accepted == "true" && !code &&
         std::any_of(events.begin(), events.end(), [&verdict](const ReceiptEventParts& event) {
           return event.kind == find(verdict, "choice") &&
                  event.purpose == find(verdict, "purpose");
         });
}

/// What the refused changes were is in nothing but the answer.
bool do_verdicts_fit(std::string_view bytes, const std::vector<ReceiptEventParts>& events) {
  const auto verdicts = items_of(bytes);
  if (!verdicts) return false;
  return std::all_of(verdicts->begin(), verdicts->end(), [&events](std::string_view one) {
    const auto verdict = parts_of(one);
    return verdict && does_verdict_fit(*verdict, events);
  });
}

void tell_of(const Tell& tell, Check check, std::uint64_t position) {
  tell({check, "submissions", position, {}, {}, {}});
}

void check_signature(const ReceiptParts& parts, std::uint64_t position,
                     const std::vector<JwsKey>& keys, Claims& claims, const Tell& tell) {
  const auto claim = claim_of_jws(parts.jws, parts.payload, keys);
  if (const auto* fault = std::get_if<JwsFault>(&claim)) {
    constexpr Check by_fault[] = {Check::signature_misformed, Check::signature_algorithm,
                                  Check::signature_unknown_key};
    return tell_of(tell, by_fault[static_cast<int>(*fault)], position);
  }
  if (!claims.holds(std::get<SignatureClaim>(claim))) {
    tell_of(tell, Check::signature_wrong, position);
  }
}

/// The answer to a batch of the customer systems: nothing but counts.
bool is_batch(const Parts& answer) {
  return answer.size() == 3 && number_of(find(answer, "acts")) &&
         number_of(find(answer, "position")) && plain_text(find(answer, "submission_id"));
}

}  // namespace

bool Answers::read(Connection& connection, PartyKeys& party_keys, const std::vector<JwsKey>* keys,
                   Claims& claims, const Tell& tell) {
  AnswerWords words;
  if (!words.read(connection)) return false;
  Query rows(connection, "SELECT by_id, owner, sealed FROM submissions");
  Step step = rows.step();
  for (; step == Step::row; step = rows.step()) {
    const auto answered = answer_in(party_keys, words, rows.integer(1), rows.bytes(2));
    if (!answered) {
      tell({Check::answer_misformed, "submissions", {}, {}, {}, {}});
    } else if (*answered) {
      take(rows.view(0), (*answered)->answer, party_keys, keys, claims, tell);
    }
  }
  std::sort(answers_.begin(), answers_.end(),
            [](const Answer& a, const Answer& b) { return a.first < b.first; });
  return step == Step::done;
}

void Answers::take(std::string_view by_id, std::string_view bytes, const PartyKeys& party_keys,
                   const std::vector<JwsKey>* keys, Claims& claims, const Tell& tell) {
  const auto misformed = [&tell] {
    tell({Check::answer_misformed, "submissions", {}, {}, {}, {}});
  };
  const auto answer = parts_of(bytes);
  if (!answer) return misformed();
  if (find(*answer, "receipt").empty()) {
    // Whose it is stands in nothing but what it is found by.
    if (!is_batch(*answer)) return misformed();
    ++batches_count_;
    return;
  }
  const auto parts = receipt_parts(*answer);
  const auto items = parts ? items_of(parts->events) : std::nullopt;
  if (!items || items->empty()) return misformed();
  std::vector<ReceiptEventParts> events;
  for (const std::string_view item : *items) {
    auto event = event_parts(item);
    if (!event) return misformed();
    events.push_back(std::move(*event));
  }
  Answer kept;
  kept.first = events.front().position;
  kept.events_count = static_cast<std::uint32_t>(events.size());
  kept.has_salts = events.front().salt.has_value();
  kept.state = openssl_sha256(parts->state);
  const auto actor = plain_text(events.front().actor);
  const auto submission_id = plain_text(parts->payload_id);
  if (!actor || !submission_id) return misformed();
  bool is_theirs = answer_lookup(party_keys, *actor, *submission_id) == by_id &&
                   is_text(parts->answer_id, *submission_id);
  std::string told;
  for (const ReceiptEventParts& event : events) {
    append(told, {event.position, event.bytes, event.salt.value_or("")}, kept.has_salts);
    is_theirs =
        is_theirs && is_text(event.actor, *actor) && is_text(event.submission_id, *submission_id);
  }
  kept.events = openssl_sha256(told);
  if (!is_theirs) tell_of(tell, Check::answer_of_another, kept.first);
  if (!do_verdicts_fit(parts->verdicts, events)) {
    tell_of(tell, Check::answer_verdicts_wrong, kept.first);
  }
  if (keys != nullptr) check_signature(*parts, kept.first, *keys, claims, tell);
  answers_.push_back(kept);
}

void Answers::pass(const ToldEvent& told, const Event& event, bool names_erased,
                   const ReplayedParties& parties, const Tell& tell) {
  if (left_ == 0) {
    // An answer that begins where another one's events are was given for something else.
    for (; next_ < answers_.size() && answers_[next_].first < told.position; ++next_) {
      tell_of(tell, Check::answer_events_wrong, answers_[next_].first);
    }
    if (next_ == answers_.size() || answers_[next_].first != told.position) {
      if (!event.evidence.submission_id.empty() && !names_erased) {
        tell({Check::answer_missing, "submissions", told.position, {}, {}, {}});
      }
      return;
    }
    left_ = answers_[next_].events_count;
    passed_.clear();
  }
  const Answer& answer = answers_[next_];
  append(passed_, told, answer.has_salts);
  if (--left_ > 0) return;
  ++next_;
  if (openssl_sha256(passed_) != answer.events) {
    tell_of(tell, Check::answer_events_wrong, answer.first);
  }
  const State state = parties.state_of_answer(event.subject, event.subscriber);
  if (openssl_sha256(canonical(to_persons_value(state))) != answer.state) {
    tell_of(tell, Check::answer_state_wrong, answer.first);
  }
}

void Answers::finish(const Tell& tell) const {
  for (std::size_t i = next_; i < answers_.size(); ++i) {
    tell_of(tell, Check::answer_events_wrong, answers_[i].first);
  }
}

}  // namespace samtycke::server
