#include "api/relations.hpp"

namespace samtycke::server {

std::optional<std::vector<Relation>> relations_of(const Verifier& verifier,
                                                  std::string_view person) {
  const auto subjects = verifier.store.subjects_of(person, View::committed);
  if (!subjects) return std::nullopt;
  std::vector<Relation> relations;
  for (const std::string& subject : *subjects) {
    const State state = verifier.states.of_subject(subject).state;
    if (!state.readable) return std::nullopt;
    auto name = verifier.store.subscriber_name(state.subject.subscriber);
    if (!name) return std::nullopt;
    relations.push_back({subject, std::move(*name), name_of(state.subject.subscriber_kind)});
  }
  return relations;
}

}  // namespace samtycke::server
