#include "catalogue_reader.hpp"

#include <algorithm>

#include "catalogue_fields.hpp"
#include "catalogue_parts_reader.hpp"
#include "catalogue_references.hpp"
#include "fields.hpp"
#include "limits.hpp"
#include "names.hpp"

namespace samtycke {
namespace {

constexpr std::int64_t days_max = 3'650;
constexpr std::int64_t months_max = 120;
constexpr std::size_t languages_max = 8;

/// A member with one of a few words; its index, or the first one after a fault.
template <typename Enum, std::size_t Count>
Enum read_word(Fields& fields, std::string_view name, const std::string_view (&words)[Count]) {
  const auto word = named<Enum>(fields.text(name), words);
  if (!word) fields.fail(Code::bad_value, name);
  return word.value_or(Enum());
}

/// Dates, `2026-12-24`, as their first moment.
std::vector<Time> read_dates(Fields& fields, std::string_view name) {
  std::vector<Time> dates;
  const std::vector<std::string> texts = read_names(fields, name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto date = parse_time(texts[i] + "T00:00:00Z");
    if (!date) fields.fail(Error{Code::bad_time, pointer(pointer(fields.where(), name), i)});
    dates.push_back(date.value_or(0));
  }
  return dates;
}

/// What every kind of purpose has.
Purpose read_common(Fields& fields, PurposeKind kind, const Catalogue& catalogue) {
  Purpose purpose;
  purpose.kind = kind;
  purpose.where = fields.where();
  purpose.id = fields.id("id");
  purpose.title = read_texts(fields, "title", catalogue.languages);
  purpose.text = read_texts(fields, "text", catalogue.languages);
  purpose.legal_basis = fields.optional_text("legal_basis");
  purpose.marketing = fields.optional_boolean("marketing");
  purpose.roles = fields.optional_ids("roles", limits::catalogue_list_max);
  purpose.data_types = fields.optional_ids("data_types", limits::catalogue_list_max);
  return purpose;
}

void read_versions(Fields& fields, Purpose& purpose) {
  purpose.processing_version = fields.integer("processing_version", 1, limits::integer_max);
  purpose.text_version = fields.integer("text_version", 1, limits::integer_max);
  purpose.automated_decision = fields.optional_text("automated_decision");
  purpose.third_country = fields.optional_text("third_country");
  purpose.active = fields.boolean("active");
  purpose.on_by_default = fields.optional_boolean("default");
}

Purpose read_consent_purpose(Fields& fields, const Catalogue& catalogue) {
  Purpose purpose = read_common(fields, PurposeKind::consent, catalogue);
  read_versions(fields, purpose);
  purpose.group = fields.id("group");
  constexpr std::string_view parties[] = {"user", "both"};
  purpose.consent_by = read_word<ConsentBy>(fields, "consent_by", parties);
  purpose.processing_kinds = fields.optional_ids("processing_kinds", limits::catalogue_list_max);
  purpose.marketed_classes = fields.optional_ids("marketed_classes", limits::catalogue_list_max);
  purpose.max_age_days = fields.optional_integer("max_age_days", 1, days_max, 0);
  purpose.look_back_days = fields.optional_integer("look_back_days", 0, days_max, 0);
  purpose.lek_gate = fields.optional_id("lek_gate");
  purpose.dpia_ref = fields.optional_text("dpia_ref");
  purpose.sinks = fields.optional_ids("sinks", limits::catalogue_list_max);
  read_purpose_parts(fields, purpose);
  if (fields.has("legal_signoff")) {
    Fields signoff(fields.object("legal_signoff"), pointer(fields.where(), "legal_signoff"));
    purpose.legal_signoff.push_back({signoff.text("by"), signoff.text("on")});
    close(fields, signoff);
  }
  return purpose;
}

Purpose read_channel(Fields& fields, const Catalogue& catalogue) {
  Purpose purpose = read_common(fields, PurposeKind::channel, catalogue);
  read_versions(fields, purpose);
  purpose.group = fields.id("group");
  fields.id("rule");  // opt-in or opt-out: how the law sees it; silence denies on both (RULINGS 3)
  purpose.call = fields.optional_boolean("call");
  purpose.soft_opt_in = fields.optional_boolean("soft_opt_in");
  return purpose;
}

Purpose read_cookie(Fields& fields, const Catalogue& catalogue) {
  Purpose purpose = read_common(fields, PurposeKind::cookie, catalogue);
  purpose.active = fields.boolean("consent");
  read_cookie_parts(fields, purpose);
  purpose.processing_version =
      fields.optional_integer("processing_version", 1, limits::integer_max, 1);
  return purpose;
}

Purpose read_information(Fields& fields, const Catalogue& catalogue) {
  Purpose purpose = read_common(fields, PurposeKind::information, catalogue);
  fields.text("limit");
  constexpr std::string_view kept[] = {"billing", "dispute", "transmission"};
  if (fields.has("keeps")) purpose.keeps = kept[read_word<std::size_t>(fields, "keeps", kept)];
  purpose.active = true;
  return purpose;
}

void read_purposes(Fields& fields, Catalogue& catalogue) {
  const auto append = [&](std::string_view name, Purpose (*read)(Fields&, const Catalogue&)) {
    auto some = read_list(fields, name, limits::purposes_max,
                          [&](Fields& one) { return read(one, catalogue); });
    std::move(some.begin(), some.end(), std::back_inserter(catalogue.purposes));
  };
  append("purposes", read_consent_purpose);
  append("channels", read_channel);
  append("cookie_categories", read_cookie);
  append("information_purposes", read_information);
}

void read_lists(Fields& fields, Catalogue& catalogue) {
  const auto read_term = [&catalogue](Fields& one) {
    Term term{one.id("id"), read_texts(one, "label", catalogue.languages),
              one.optional_boolean("special")};
    return term;
  };
  catalogue.groups = read_list(fields, "groups", limits::catalogue_list_max, read_term);
  catalogue.data_types = read_list(fields, "data_types", limits::catalogue_list_max, read_term);
  catalogue.processing_kinds =
      read_list(fields, "processing_kinds", limits::catalogue_list_max, read_term);
  catalogue.forbidden_data_types =
      read_list(fields, "forbidden_data_types", limits::catalogue_list_max, [](Fields& one) {
        constexpr std::string_view codes[] = {"special_category", "content_not_allowed",
                                              "field_not_in_purpose"};
        constexpr Code meaning[] = {Code::special_category, Code::content_not_allowed,
                                    Code::field_not_in_purpose};
        const std::string id = one.id("id");
        return ForbiddenDataType{id, meaning[read_word<std::size_t>(one, "code", codes)]};
      });
  catalogue.stores = read_list(fields, "stores", limits::catalogue_list_max, [](Fields& one) {
    const std::string id = one.id("id");
    Store store{id, one.optional_ids("only_for", limits::catalogue_list_max)};
    constexpr std::string_view ends[] = {"erase", "de_identify"};
    if (one.has("on_end")) store.de_identifies = read_word<std::size_t>(one, "on_end", ends) == 1;
    return store;
  });
  catalogue.roles = fields.ids("roles", limits::catalogue_list_max);
  catalogue.retired_purposes = fields.optional_ids("retired_purposes", limits::purposes_max);
}

Policy read_policy(Fields& outer) {
  Fields fields(outer.object("policy"), pointer(outer.where(), "policy"));
  Policy policy{};
  policy.reminder_months = fields.integer("reminder_months", 1, months_max);
  policy.consent_months = fields.integer("consent_months", 1, months_max);
  policy.cookie_choice_months = fields.integer("cookie_choice_months", 1, months_max);
  policy.no_reprompt_months = fields.integer("no_reprompt_months", 1, months_max);
  policy.evidence_years_after_end = fields.integer("evidence_years_after_end", 1, 30);
  policy.min_group_size = fields.integer("min_group_size", 2, 1'000'000);
  policy.permit_cache_seconds = fields.integer("permit_cache_seconds", 1, 3'600);
  policy.ack_alarm_hours = fields.integer("ack_alarm_hours", 1, 720);
  policy.grant_clock_skew_seconds = fields.integer("grant_clock_skew_seconds", 0, 86'400);
  policy.sweep_hours = fields.optional_integer("sweep_hours", 1, 720, 24);
  policy.notice_days = fields.optional_integer("notice_days", 1, 365, 30);
  policy.office_hours_from = fields.optional_integer("office_hours_from", 0, 23, 9);
  policy.office_hours_until = fields.optional_integer("office_hours_until", 1, 24, 17);
  policy.nix_check_months = fields.optional_integer("nix_check_months", 1, months_max, 2);
  policy.non_business_dates = read_dates(fields, "non_business_dates");
  close(outer, fields);
  return policy;
}

std::vector<std::int64_t> read_retention(Fields& outer) {
  std::vector<std::int64_t> months;
  if (!outer.has("crime_retention_months")) return months;
  Fields fields(outer.object("crime_retention_months"), "/crime_retention_months");
  for (const std::string_view category : retention_category_names) {
    months.push_back(fields.integer(category, 1, months_max));
  }
  close(outer, fields);
  return months;
}

void read_head(Fields& fields, Catalogue& catalogue) {
  catalogue.id = fields.id("catalogue");
  catalogue.version = fields.text("catalogue_version");
  catalogue.version_number = fields.integer("version", 1, limits::integer_max);
  catalogue.languages = fields.ids("languages", languages_max);
  Fields party(fields.object("operator"), "/operator");
  catalogue.operator_ = {party.text("name"), party.text("contact"), party.text("privacy_url"),
                         read_names(party, "complaint")};
  read_rights_links(party, catalogue);
  close(fields, party);
  Fields notes(fields.object("notes"), "/notes");
  catalogue.notes = {read_texts(notes, "voluntary_note", catalogue.languages),
                     read_texts(notes, "withdraw_note", catalogue.languages),
                     read_texts(notes, "employer_note", catalogue.languages),
                     read_texts(notes, "gate_note", catalogue.languages)};
  close(fields, notes);
}

}  // namespace

std::optional<Error> read_catalogue(const Value& document, Catalogue& catalogue) {
  Fields fields(document, "");
  read_head(fields, catalogue);
  read_lists(fields, catalogue);
  read_purposes(fields, catalogue);
  catalogue.policy = read_policy(fields);
  catalogue.crime_retention_months = read_retention(fields);
  read_catalogue_parts(fields, catalogue);
  fields.allow("receipt");  // read by whoever writes one: catalogue_receipt.hpp
  if (const auto error = fields.error()) return error;
  return check_references(catalogue);
}

}  // namespace samtycke
