#include "contact.hpp"

#include <algorithm>

#include "accept_grant.hpp"
#include "consent.hpp"

namespace samtycke {
namespace {

constexpr Time hour_ms = 3'600'000;

// What allows a message without a yes, as it is told with the decision.
constexpr std::string_view legal_person_basis = "MFL 20 §";
constexpr std::string_view sale_basis = "MFL 19 § 2 st";

const Purpose* find_channel(const Catalogue& catalogue, std::string_view id) {
  const Purpose* channel = catalogue.find(id);
  return channel != nullptr && channel->kind == PurposeKind::channel ? channel : nullptr;
}

/// Restriction and objections: what a person stops, whoever the address belongs to.
std::optional<Code> check_stops(const Purpose& channel, const PersonState& person) {
  if (person.restricted) return Code::restricted;
  if (objected_to(person, "", true)) return Code::objected;
  if (objected_to(person, channel.id, false)) return Code::channel_objected;
  return std::nullopt;
}

std::optional<Code> check_relation(const SubjectState& subject) {
  if (!subject.begun || subject.person.empty()) return Code::no_identified_user;
  if (subject.ended) return Code::relation_ended;
  return std::nullopt;
}

/// Monday to Friday, from the first hour to before the last, on no holiday.
bool in_office_hours(Time local, const Policy& policy) {
  const Time days = local / day_ms;
  const Time weekday = (days + 3) % 7;  // 1970 began on a Thursday; Monday is 0
  if (weekday >= 5) return false;
  const auto& closed = policy.non_business_dates;
  if (std::find(closed.begin(), closed.end(), days * day_ms) != closed.end()) return false;
  const Time of_day = local % day_ms;
  return of_day >= policy.office_hours_from * hour_ms &&
         of_day < policy.office_hours_until * hour_ms;
}

/// A look-up that says no, is too old or was never made counts as a listing: the safe reading.
bool may_ring(const std::optional<NixCheck>& nix, const Policy& policy, Time now) {
  return nix && !nix->listed && nix->checked_at <= now &&
         now < add_months(nix->checked_at, policy.nix_check_months);
}

/// What protects a number (L99, RULINGS 18). A call whose number nobody described goes to a
/// private one.
std::optional<Code> check_number(const Contact& contact, const Purpose& channel,
                                 const Policy& policy, Time now) {
  if (contact.number == NumberKind::work) {
    if (contact.about == About::private_) return Code::private_marketing_to_work_number;
    const bool open = contact.local_time && in_office_hours(*contact.local_time, policy);
    return open ? std::nullopt : std::optional(Code::outside_office_hours);
  }
  if (channel.call && !may_ring(contact.nix, policy, now)) return Code::nix_listed;
  return std::nullopt;
}

/// Why the sale does not stand for a yes (L95, RULINGS 17): a company's employee bought nothing.
std::optional<Code> check_sale(const Sale& sale, const SubjectState& subject) {
  const bool whole =
      sale.to_person && sale.own_similar && sale.opt_out_at_collection && sale.opt_out_in_message;
  if (subject.subscriber_kind == SubscriberKind::sole_trader && whole) return std::nullopt;
  return Code::soft_opt_in_unavailable;
}

/// An allow that rests on another section than the channel's own.
Decision allow_without_consent(const Purpose& channel, std::string_view basis,
                               const Catalogue& catalogue, Time now) {
  Decision decision = allow(Code::no_consent_needed, channel, catalogue, now);
  decision.basis = basis;
  return decision;
}

/// The channel itself: a legal person's own address, a yes to it and no other (L93, L105), or a
/// sale in its place.
Decision decide_channel(const Contact& contact, const Purpose& channel, const Catalogue& catalogue,
                        const State& state, Time now) {
  if (contact.recipient == Addressee::legal_person) {
    if (!has_acted_since_gap(state.subject)) return deny(Code::stale);
    const std::string_view basis = channel.soft_opt_in ? legal_person_basis : channel.legal_basis;
    return allow_without_consent(channel, basis, catalogue, now);
  }
  const Code own = own_choice(channel, catalogue, state.subject, now);
  if (own == Code::consent_given) {
    const Choice& choice = *find_choice(state.subject, channel.id);
    Decision decision = allow(Code::consent_given, channel, catalogue, now);
    decision.expires = std::min(decision.expires, consent_end(choice, catalogue));
    decision.consent_id = consent_id(state, choice);
    return decision;
  }
  // A no may be among the acts that are missing, also where nothing is known to have been said.
  if (own == Code::stale) return deny(Code::stale);
  const bool silent = own == Code::no_decision || own == Code::expired;
  if (!contact.sale || !channel.soft_opt_in || !silent) return deny(Code::channel_not_consented);
  if (!is_proved(state.subject, channel.id)) return deny(Code::stale);
  if (const auto code = check_sale(*contact.sale, state.subject)) return deny(*code);
  return allow_without_consent(channel, sale_basis, catalogue, now);
}

/// The data that makes a message personal needs a yes of its own (L94), to whomever it goes.
Decision with_purpose(Decision decision, std::string_view id, const Catalogue& catalogue,
                      const State& state, Time now) {
  const Purpose* purpose = catalogue.find(id);
  if (purpose == nullptr) return deny(Code::unknown_purpose);
  if (purpose->kind != PurposeKind::consent || !purpose->marketing) {
    return deny(Code::purpose_mismatch);
  }
  if (const auto code = why_inactive(*purpose)) return deny(*code);
  const Code reason = decide_choice(*purpose, catalogue, state, now);
  if (reason != Code::consent_given) return deny(reason);
  const Choice& choice = *find_choice(state.subject, purpose->id);
  decision.expires = std::min(decision.expires, consent_end(choice, catalogue));
  return decision;
}

}  // namespace

Decision decide_contact(const Contact& contact, const Catalogue& catalogue, const State& state,
                        Time now) {
  const Purpose* channel = find_channel(catalogue, contact.channel);
  if (channel == nullptr) return deny(Code::unknown_purpose);
  if (const auto code = why_inactive(*channel)) return deny(*code);
  if (!state.readable || another_person(state)) return deny(Code::store_unreadable);
  if (contact.content == Content::service) {
    return allow_without_consent(*channel, "", catalogue, now);
  }
  if (const auto code = check_stops(*channel, state.person)) return deny(*code);
  if (contact.recipient == Addressee::natural_person) {
    if (const auto code = check_relation(state.subject)) return deny(*code);
  }
  if (const auto code = check_number(contact, *channel, catalogue.policy, now)) return deny(*code);
  const Decision decision = decide_channel(contact, *channel, catalogue, state, now);
  if (!decision.allow || contact.purpose.empty()) return decision;
  return with_purpose(decision, contact.purpose, catalogue, state, now);
}

}  // namespace samtycke
