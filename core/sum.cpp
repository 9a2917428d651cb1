#include "sum.hpp"

#include <algorithm>
#include <set>

#include "accept_grant.hpp"
#include "consent.hpp"

namespace samtycke {
namespace {

using Group = std::map<std::string_view, const State*>;  // by subject

/// The subjects that count, each once.
Group counted(const std::vector<std::string>& subjects, const Purpose& purpose,
              const Catalogue& catalogue, const States& states, Time now) {
  Group group;
  for (const std::string& subject : subjects) {
    const auto found = states.find(subject);
    if (found == states.end()) continue;
    const State& state = found->second;
    if (decide_choice(purpose, catalogue, state, now) != Code::consent_given) continue;
    group.emplace(found->first, &state);
  }
  return group;
}

/// How many people stand behind those of `group` that `other` does not hold.
std::int64_t people_beyond(const Group& group, const Group& other) {
  std::set<std::string_view> people;
  for (const auto& entry : group) {
    if (!other.contains(entry.first)) people.insert(entry.second->subject.person);
  }
  return static_cast<std::int64_t>(people.size());
}

/// Whether what one answer holds beyond the other is nobody, or enough people.
bool is_apart(const Group& group, const Group& other, std::int64_t least) {
  const std::int64_t people = people_beyond(group, other);
  return people == 0 || people >= least;
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
                       const States& states, Time now) {
  const Purpose* purpose = catalogue.find(question.purpose);
  if (purpose == nullptr || purpose->kind != PurposeKind::consent) {
    return {deny(Code::unknown_purpose), 0};
  }
  if (const auto code = why_inactive(*purpose)) return {deny(*code), 0};
  const std::int64_t least = catalogue.policy.min_group_size;
  const Group group = counted(question.subjects, *purpose, catalogue, states, now);
  if (people_beyond(group, {}) < least) return {deny(Code::group_too_small), 0};
  for (const std::vector<std::string>& subjects : question.answered) {
    const Group earlier = counted(subjects, *purpose, catalogue, states, now);
    if (!is_apart(group, earlier, least) || !is_apart(earlier, group, least)) {
      return {deny(Code::group_too_small), 0};
    }
  }
  return allow_sum(group, *purpose, catalogue, now);
}

Value to_value(const SumDecision& decision) {
  Value out = to_value(decision.decision);
  if (decision.decision.allow) add(out, "count", integer_value(decision.count));
  return out;
}

}  // namespace samtycke
