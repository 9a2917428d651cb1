/// May this person be contacted this way, with this? The question each sending and each call asks.
///
/// Order of tests, the first hit is the answer: `unknown_purpose` (no such channel) →
/// `purpose_inactive` → `store_unreadable` → a service message: allowed (RULINGS 19) →
/// `restricted` (L122) → `objected` (to direct marketing as a whole: L100) → `channel_objected`
/// (L98) → a natural person: `no_identified_user`, `relation_ended` → calls, and whatever goes to a
/// work number: `private_marketing_to_work_number`, then by the number `outside_office_hours` or
/// `nix_listed` (L99, RULINGS 18) → a natural person: the channel's own yes (L93, L105, RULINGS 3),
/// or a sale in its place (`soft_opt_in_unavailable`: L95, RULINGS 17), else
/// `channel_not_consented`; `stale` for what was allowed before a gap in what is known, as in
/// decide.hpp → the purpose whose data makes the message personal (L94):
/// `unknown_purpose`, `purpose_mismatch`, `purpose_inactive` / `lek_gate_missing`, then as
/// `decide_choice` → allowed.
#pragma once

#include <optional>
#include <string>

#include "decide.hpp"

namespace samtycke {

enum class Content : std::uint8_t { marketing, service };

constexpr std::string_view content_names[] = {"marketing", "service"};

/// Whose address or number it is: somebody's own, or the company's (MFL 19 and 20 §§).
enum class Addressee : std::uint8_t { natural_person, legal_person };

constexpr std::string_view addressee_names[] = {"natural-person", "legal-person"};

enum class NumberKind : std::uint8_t { work, private_ };

constexpr std::string_view number_kind_names[] = {"work", "private"};

/// What the message is about: the work of the company, or somebody's private life.
enum class About : std::uint8_t { business, private_ };

constexpr std::string_view about_names[] = {"business", "private"};

/// What was found when the number was looked up in the register against calls (L99).
struct NixCheck {
  Time checked_at = 0;
  bool listed = true;
};

/// The four facts of MFL 19 § 2 st., as the caller knows them; what it does not say is not so.
struct Sale {
  bool to_person = false;
  bool own_similar = false;
  bool opt_out_at_collection = false;
  bool opt_out_in_message = false;
};

struct Contact {
  std::string channel;
  Content content = Content::marketing;
  Addressee recipient = Addressee::natural_person;
  std::string purpose;  // whose data makes the message personal; none: the same for everybody
  std::optional<NumberKind> number;
  About about = About::business;
  std::optional<Time> local_time;  // the wall clock where it arrives, as if it were UTC
  std::optional<NixCheck> nix;
  std::optional<Sale> sale;
};

/// The answer; `consent_id` names the channel's grant, on an allow by it alone.
Decision decide_contact(const Contact& contact, const Catalogue& catalogue, const State& state,
                        Time now);

/// Reads a contact strictly. Errors: the reader's codes.
Result<Contact> contact_from(const Value& value, std::string where);

}  // namespace samtycke
