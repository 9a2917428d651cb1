/// A decision in two halves, for systems that ask about every record: what can be decided once, as
/// 24 bytes for each kind of question and 32 for each person and purpose, and what is left for each
/// record. The answers are those of `decide_processing`; a test holds them equal.
///
/// Both halves are made by the core alone and are good for one catalogue and one purpose: halves
/// that do not belong together deny with `purpose_mismatch`.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#include "decide.hpp"

namespace samtycke {

static_assert(std::endian::native == std::endian::little, "prepared halves are little-endian");

/// What a question amounts to before anybody is named.
struct Plan {
  std::uint32_t binding = 0;  // of catalogue and purpose
  std::uint32_t permit_ms = 0;
  std::int64_t max_age_ms = 0;           // 0: the purpose states none
  Code reason = Code::store_unreadable;  // `consent_given`: the person decides
  bool before_store = false;             // the reason stands before the store in the order
  bool offer_mismatch = false;           // denied, but only behind a restriction
  bool marketing = false;                // an information purpose that an objection stops
  std::uint32_t padding = 0;
};
static_assert(sizeof(Plan) == 24);

/// What a person's events amount to for one purpose, whatever time it is.
struct Entry {
  enum : std::uint8_t {
    unreadable = 1,
    of_another = 2,
    restricted = 4,
    objected = 8,
    unheard = 16
  };

  std::uint32_t binding = 0;
  Code reason = Code::store_unreadable;  // `consent_given`: until `end`
  std::uint8_t flags = unreadable;
  std::uint16_t padding = 0;
  std::uint64_t sequence = 0;  // of the grant: the second half of its consent id
  Time from = 0;               // records before it are outside the consent
  Time end = 0;
};
static_assert(sizeof(Entry) == 32);

/// A question without a record's time is about now.
constexpr Time about_now = std::numeric_limits<Time>::min();

struct PreparedDecision {
  bool allow = false;
  Code reason = Code::store_unreadable;
  Time expires = 0;
};

/// The half that a question is before anybody is named; its record time is not looked at.
Plan plan(const Question& question, const Catalogue& catalogue);

/// The half that a state is for one purpose of the catalogue; nothing else of the state is needed
/// to decide about it. A purpose the catalogue does not have gives the entry that denies.
Entry prepare(std::string_view purpose, const Catalogue& catalogue, const State& state);

/// Puts the halves together for one record. Allocates nothing.
PreparedDecision decide(const Plan& plan, const Entry& entry, Time record_time, Time now);

}  // namespace samtycke
