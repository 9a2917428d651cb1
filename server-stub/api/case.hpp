/// All that is kept of one relation, for an officer who was let in to read it, and for a paper that
/// proves it. What each part means is the core's to say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/verifier.hpp"
#include "core/decide.hpp"

namespace samtycke::server {

/// An event of the relation, its person or its company, with what proves its place in the log.
struct CaseEvent {
  std::uint64_t position = 0;
  Event event;
  std::string bytes, salt;
};

struct Case {
  std::string subject;
  State state;
  std::string person_name, subscriber_name;
  std::vector<Identifier> identifiers;
  std::vector<CaseEvent> events;  // in the order of the log
  Time now = 0;
};

/// Nothing when the store cannot be read.
std::optional<Case> read_case(const Verifier& verifier, const std::string& subject);

/// The answer for one purpose, asked as the first of its roles would of the first store.
struct PurposeAnswer {
  const Purpose* purpose = nullptr;
  Decision decision;
};

/// What was answered at that moment for each purpose that people choose about: on the events until
/// then, it included, by the catalogue in force now.
std::optional<std::vector<PurposeAnswer>> answers_at(const Verifier& verifier, const Case& one,
                                                     Time moment);

}  // namespace samtycke::server
