/// May one traffic record be kept, and until when? The records themselves live elsewhere; their
/// store asks about each (L41, L56, L85, L86, L88; RULINGS 27).
///
/// A store that is locked keeps a record for its category's months and while an order holds it;
/// then it is erased. Any other store keeps it for what is left of its purposes: transmission until
/// it is delivered, billing until paid and no longer open to objection, a dispute while it runs,
/// and each consent that allows it at that moment (`decide_choice`, then the consent interval and
/// the greatest age, as `decide_processing` has them). With nothing left it is erased or
/// de-identified at the next sweep, unless an order holds it: then it is kept for no purpose.
///
/// A restriction stops uses and not storage (GDPR 18(2)): a record under one is kept and used for
/// nothing, and so is one whose consents could not be read. Erasing cannot be undone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "state.hpp"

namespace samtycke {

/// What the billing system knows of the bill a record is on.
struct Billing {
  std::optional<Time> paid_at;
  std::optional<Time> objection_until;
  bool disputed = false;
};

struct Record {
  Time made_at = 0;  // the end of the communication
  std::string store;
  std::optional<RetentionCategory> category;  // a locked store needs it
  std::vector<std::string> uses;              // consent purposes it was kept for so far
  std::optional<Billing> billing;
  bool hold = false;  // a request or an order to preserve is pending
  bool delivered = true;
};

enum class RecordAction : std::uint8_t { keep, erase, de_identify };

constexpr std::string_view record_action_names[] = {"keep", "erase", "de_identify"};

/// `due`: of what goes, when it must be gone; of what stays, the first moment at which a purpose is
/// known to end and the question must be asked again. A locked record past it waits for its order.
struct RecordAnswer {
  RecordAction action = RecordAction::keep;
  Code reason = Code::store_unreadable;
  std::optional<Time> due;
  std::vector<std::string> purposes;  // it may be kept for these alone
};

/// Errors, with their place in the record: `store_unknown`; `missing_member` for a locked store's
/// record without a category; `purpose_mismatch` for a use that no consent allows, and
/// `unknown_purpose` for one that never was; `unknown_reference` where the catalogue names no
/// purpose for what still holds the record. None of them is a reason to erase.
Result<RecordAnswer> decide_record(const Record& record, const Catalogue& catalogue,
                                   const State& state, Time now);

/// Reads a record strictly. Errors: the reader's codes.
Result<Record> record_from(const Value& value, std::string where);
Value to_value(const RecordAnswer& answer);

}  // namespace samtycke
