#include "sum.hpp"

#include <algorithm>
#include <set>

#include "accept_grant.hpp"
#include "consent.hpp"

namespace samtycke {
namespace {

using Group = std::map<std::string_view, const State*>;  // by subject

/// Those of the subjects that are known and that the test takes, each once.
template <typename Test>
Group those(const std::vector<std::string>& subjects, const States& states, Test test) {
  Group group;
  for (const std::string& subject : subjects) {
    const auto found = states.find(subject);
    if (found != states.end() && test(found->second)) group.emplace(found->first, &found->second);
  }
  return group;
}

Group counted(const std::vector<std::string>& subjects, const Purpose& purpose,
              const Catalogue& catalogue, const States& states, Time now) {
  return those(subjects, states, [&](const State& state) {
    return decide_choice(purpose, catalogue, state, now) == Code::consent_given;
  });
}

/// Whoever ever chose may have counted before they chose otherwise.
Group may_have_counted(const std::vector<std::string>& subjects, const Purpose& purpose,
                       const States& states) {
  return those(subjects, states, [&](const State& state) {
    return !state.subject.person.empty() && find_choice(state.subject, purpose.id) != nullptr;
  });
}

/// Who counted at that moment, by the processing they had agreed to: which one was in force then,
/// the catalogue of today does not say.
std::map<std::int64_t, Group> counted_then(const ShownSum& shown, const Purpose& purpose,
                                           const Catalogue& catalogue, const States& states) {
  std::map<std::int64_t, Group> groups;
  const auto ran = [&](const State& state) {
    const Code code = decide_choice(purpose, catalogue, state, *shown.at);
    if (code == Code::consent_given) return true;
    if (code != Code::superseded_processing) return false;
    return *shown.at < consent_end(*find_choice(state.subject, purpose.id), catalogue);
  };
  for (const auto& [subject, state] : those(shown.subjects, states, ran)) {
    const Choice& choice = *find_choice(state->subject, purpose.id);
    groups[choice.processing_version].emplace(subject, state);
  }
  return groups;
}

/// How many people stand behind those of `group` that `other` does not hold.
std::int64_t people_beyond(const Group& group, const Group& other) {
  std::set<std::string_view> people;
  for (const auto& entry : group) {
    if (!other.contains(entry.first)) people.insert(entry.second->subject.person);
  }
  return static_cast<std::int64_t>(people.size());
}

/// Whether what either group holds beyond the other is nobody, or enough people.
bool is_apart(const Group& group, const Group& other, std::int64_t least) {
  const auto shows_nobody = [&](std::int64_t people) { return people == 0 || people >= least; };
  return shows_nobody(people_beyond(group, other)) && shows_nobody(people_beyond(other, group));
}

/// What a decision of one sum looks at.
struct Sum {
  const Purpose& purpose;
  const Catalogue& catalogue;
  const States& states;
  const StatesAt& states_at;
  Time now;
  std::int64_t least;
};

bool is_apart_from(const ShownSum& shown, const Group& group, const Sum& sum) {
  if (!shown.at) {
    return is_apart(group, may_have_counted(shown.subjects, sum.purpose, sum.states), sum.least) &&
           is_apart(group, counted(shown.subjects, sum.purpose, sum.catalogue, sum.states, sum.now),
                    sum.least);
  }
  if (!sum.states_at) return false;
  const States then = sum.states_at(*shown.at);
  for (const auto& [version, other] : counted_then(shown, sum.purpose, sum.catalogue, then)) {
    // A sum of fewer was never shown.
    if (people_beyond(other, {}) < sum.least) continue;
    if (!is_apart(group, other, sum.least)) return false;
  }
  return true;
}

SumDecision allow_sum(const Group& group, const Purpose& purpose, const Catalogue& catalogue,
                      Time now) {
  SumDecision out;
  out.decision = allow(Code::consent_given, purpose, catalogue, now);
  for (const auto& entry : group) {
    const Choice& choice = *find_choice(entry.second->subject, purpose.id);
    out.decision.expires = std::min(out.decision.expires, consent_end(choice, catalogue));
  }
  out.count = static_cast<std::int64_t>(group.size());
  return out;
}

}  // namespace

SumDecision decide_sum(const SumQuestion& question, const Catalogue& catalogue,
                       const States& states, Time now, const StatesAt& states_at) {
  const Purpose* purpose = catalogue.find(question.purpose);
  if (purpose == nullptr || purpose->kind != PurposeKind::consent) {
    return {deny(Code::unknown_purpose), 0};
  }
  if (const auto code = why_inactive(*purpose)) return {deny(*code), 0};
  const std::int64_t least = catalogue.policy.min_group_size;
  const Group group = counted(question.subjects, *purpose, catalogue, states, now);
  if (people_beyond(group, {}) < least) return {deny(Code::group_too_small), 0};
  const Sum sum{*purpose, catalogue, states, states_at, now, least};
  for (const ShownSum& shown : question.answered) {
    if (!is_apart_from(shown, group, sum)) return {deny(Code::group_too_small), 0};
  }
  return allow_sum(group, *purpose, catalogue, now);
}

Value to_value(const SumDecision& decision) {
  Value out = to_value(decision.decision);
  if (decision.decision.allow) add(out, "count", integer_value(decision.count));
  return out;
}

}  // namespace samtycke
