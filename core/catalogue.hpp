/// The catalogue: the versioned document of what may be asked, by whom, about which data, on which
/// words. Parsed once into a type that cannot be wrong in shape; `lint` judges whether it is
/// lawful.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue_parts.hpp"
#include "json.hpp"
#include "sha256.hpp"
#include "texts.hpp"
#include "time.hpp"

namespace samtycke {

enum class PurposeKind : std::uint8_t { consent, information, channel, cookie };

/// Whose yes a consent purpose needs: the user's alone, or the subscriber's gate as well (L65).
enum class ConsentBy : std::uint8_t { user, both };

/// Who signed a use off, and when (L81): a name or an office, and a date.
struct Signoff {
  std::string by;
  std::string on;
};

struct Purpose {
  std::string id;
  std::string where;  // JSON Pointer of its place in the catalogue
  PurposeKind kind = PurposeKind::consent;
  std::string group;
  Texts title;
  Texts text;
  std::int64_t processing_version = 1;  // up when the meaning changes: asks anew (L54)
  std::int64_t text_version = 1;        // up when only the words change (L55)
  ConsentBy consent_by = ConsentBy::user;
  std::vector<std::string> data_types;
  std::vector<std::string> roles;
  std::vector<std::string> processing_kinds;
  std::vector<std::string> marketed_classes;  // offer classes it may be used for (L79)
  std::vector<std::string> recipients;        // names of processors
  std::int64_t max_age_days = 0;              // of a record; 0: the purpose states none
  std::int64_t look_back_days = 0;            // before the consent began, stated in the text (L57)
  std::string lek_gate;                       // 9:2-marketing, 9:2-service or 9:27
  std::string legal_basis;                    // as it is told with a decision
  std::string automated_decision;             // "none" is the only lawful value (L125)
  std::string third_country;                  // transfers, or "none"
  std::string dpia_ref;
  std::vector<Signoff> legal_signoff;  // one or none
  bool marketing = false;              // an objection to direct marketing stops it (L100)
  bool on_by_default = false;          // never lawful; read so that lint can say so (L2)
  bool active = false;
  PurposeParts parts;              // what else it tells, for lint
  std::vector<std::string> sinks;  // systems that hold its data and erase it after a stop (L41)
  std::string keeps;               // of an information purpose: which records it keeps (L88)
  bool call = false;         // of a channel: it rings a phone, so NIX and office hours count (L99)
  bool soft_opt_in = false;  // of a channel: MFL 19 § 2 st. can stand for a yes (L95)
};

/// A kind of data that no consent purpose may hold, and the code that says so.
struct ForbiddenDataType {
  std::string id;
  Code code;
};

/// Where records lie. A store that is locked serves the named purposes only (L84).
struct Store {
  std::string id;
  std::vector<std::string> only_for;
  bool de_identifies = false;  // what ends here is de-identified, and not erased (L86)
};

/// How long the duty to retain holds records, by what they tell of (L85, LEK 9:22).
enum class RetentionCategory : std::uint8_t {
  telephony,
  telephony_location,
  internet,
  internet_equipment_id
};

constexpr std::string_view retention_category_names[] = {"telephony", "telephony_location",
                                                         "internet", "internet_equipment_id"};

struct Notes {
  Texts voluntary, withdraw, employer, gate;
};

struct Policy {
  std::int64_t reminder_months, consent_months, cookie_choice_months, no_reprompt_months;
  std::int64_t evidence_years_after_end, min_group_size, permit_cache_seconds, ack_alarm_hours;
  std::int64_t grant_clock_skew_seconds;
  std::int64_t office_hours_from, office_hours_until;  // whole hours of a working day (L99)
  std::int64_t sweep_hours;                            // until a record without a use is gone (L86)
  std::int64_t notice_days;                            // until a user has been told of (L76)
  std::int64_t nix_check_months;                       // how long a look-up in NIX holds
  std::vector<Time> non_business_dates;                // the first moment of each, as if in UTC
};

struct Operator {
  std::string name;
  std::string contact;  // where the data protection officer is reached
  std::string privacy_url;
  std::vector<std::string> complaint;  // authorities that take complaints
};

class Catalogue {
 public:
  /// Reads a catalogue. Errors: the reader's codes and their place; a duplicate id or a reference
  /// to nothing is one too. `hash` gives the digest by which the catalogue is named.
  static Result<Catalogue> parse(std::string_view text, Hash hash);
  static Result<Catalogue> parse(const Value& value, Hash hash);

  std::string id;
  std::string version;          // as people say it: a date and a number
  std::int64_t version_number;  // 1, 2, 3 …
  std::string digest;           // of the canonical bytes
  Operator operator_;
  std::vector<std::string> languages;
  std::vector<Term> groups;
  std::vector<Term> data_types;
  std::vector<ForbiddenDataType> forbidden_data_types;
  std::vector<Term> processing_kinds;
  std::vector<std::string> roles;
  std::vector<Store> stores;
  std::vector<Purpose> purposes;              // of every kind, in the order they are shown
  std::vector<std::string> retired_purposes;  // of earlier versions: may still be withdrawn (L36)
  std::vector<std::int64_t> crime_retention_months;  // by RetentionCategory; none: no such duty
  Notes notes;
  Policy policy;
  CatalogueParts parts;  // what else it tells, for lint
  Value document;        // as it was read, for whoever shows it

  const Purpose* find(std::string_view purpose) const;
  const Store* find_store(std::string_view store) const;
  /// Whether this or any earlier version knows the purpose.
  bool ever_knew(std::string_view purpose) const;

 private:
  Catalogue() = default;
};

/// Whether the purpose is a choice that the log keeps: consent and channels, not information (no
/// choice) and not cookies (kept in the browser, L117).
bool takes_choices(const Purpose& purpose);

}  // namespace samtycke
