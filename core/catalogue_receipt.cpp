#include "catalogue_receipt.hpp"

#include <algorithm>

#include "catalogue_fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

/// The vocabularies whose terms a receipt's context can expand (receipt_context.cpp).
constexpr std::string_view vocabularies[] = {"dpv", "pd", "tech"};

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// `dpv:Analyse`. Whether the term exists is a matter of the vocabulary's lists, which a test
/// holds.
bool is_term(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && is_name(text.substr(colon + 1)) &&
         std::find(std::begin(vocabularies), std::end(vocabularies), text.substr(0, colon)) !=
             std::end(vocabularies);
}

bool is_country(std::string_view text) {
  return text.size() == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_date(std::string_view text) {
  return parse_time(std::string(text) + "T00:00:00Z").has_value();
}

bool is_iri(std::string_view text) {
  return text.starts_with("https://") && text.find_first_of(" \t\"<>\\^`{|}") == text.npos;
}

using Check = bool (*)(std::string_view);

std::string read_checked(Fields& fields, std::string_view name, Check check) {
  std::string text = fields.optional_text(name);
  if (!text.empty() && !check(text)) fields.fail(Code::bad_value, name);
  return text;
}

std::vector<std::string> read_all_checked(Fields& fields, std::string_view name, Check check) {
  std::vector<std::string> texts = read_names(fields, name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (check(texts[i])) continue;
    fields.fail(Error{Code::bad_value, pointer(pointer(fields.where(), name), i)});
  }
  return texts;
}

PostalAddress read_address(Fields& outer) {
  PostalAddress address;
  if (!outer.has("address")) return address;
  Fields fields(outer.object("address"), pointer(outer.where(), "address"));
  address.street = fields.optional_text("street");
  address.postal_code = fields.optional_text("postal_code");
  address.locality = fields.optional_text("locality");
  address.country = read_checked(fields, "country", is_country);
  close(outer, fields);
  return address;
}

ReceiptParty read_recipient(Fields& fields) {
  ReceiptParty party;
  party.name = fields.text("name");
  party.contact = fields.optional_text("contact");
  party.address = read_address(fields);
  return party;
}

ReceiptParty read_authority(Fields& outer) {
  ReceiptParty party;
  if (!outer.has("authority")) return party;
  Fields fields(outer.object("authority"), pointer(outer.where(), "authority"));
  party = read_recipient(fields);
  party.iri = read_checked(fields, "iri", is_iri);
  party.url = read_checked(fields, "url", is_iri);
  close(outer, fields);
  return party;
}

ReceiptTerm read_term(Fields& fields) {
  return {fields.id("id"), read_all_checked(fields, "terms", is_term)};
}

ReceiptPurpose read_purpose(Fields& fields) {
  ReceiptPurpose purpose;
  purpose.id = fields.id("id");
  purpose.broader = read_all_checked(fields, "broader", is_term);
  purpose.data = read_all_checked(fields, "data", is_term);
  purpose.processing = read_all_checked(fields, "processing", is_term);
  purpose.source = read_checked(fields, "source", is_term);
  purpose.collection = read_checked(fields, "collection", is_term);
  return purpose;
}

const std::string& key_of(const ReceiptParty& party) { return party.name; }
template <typename Entry>
const std::string& key_of(const Entry& entry) {
  return entry.id;
}

template <typename Entry>
const Entry* find_in(const std::vector<Entry>& entries, std::string_view key) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const Entry& entry) { return key_of(entry) == key; });
  return found == entries.end() ? nullptr : &*found;
}

/// Each entry stands once, and is about something that the catalogue has.
template <typename Entry, typename Known>
void check(Fields& fields, std::string_view list, const std::vector<Entry>& entries, Known known) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string where = pointer(pointer(fields.where(), list), i);
    if (find_in(entries, key_of(entries[i])) != &entries[i]) {
      fields.fail(Error{Code::duplicate_id, where});
    } else if (!known(key_of(entries[i]))) {
      fields.fail(Error{Code::unknown_reference, where});
    }
  }
}

void check_all(Fields& fields, const ReceiptParts& parts, const Catalogue& catalogue) {
  const auto is_one_of = [](const std::vector<Term>& terms) {
    return [&terms](std::string_view id) { return find_in(terms, id) != nullptr; };
  };
  check(fields, "data_types", parts.data_types, is_one_of(catalogue.data_types));
  check(fields, "processing_kinds", parts.processing_kinds, is_one_of(catalogue.processing_kinds));
  check(fields, "purposes", parts.purposes, [&catalogue](std::string_view id) {
    const Purpose* purpose = catalogue.find(id);
    return purpose != nullptr && takes_choices(*purpose);
  });
  check(fields, "recipients", parts.recipients, [&catalogue](std::string_view name) {
    return std::any_of(catalogue.purposes.begin(), catalogue.purposes.end(),
                       [name](const Purpose& purpose) {
                         const auto& names = purpose.recipients;
                         return std::find(names.begin(), names.end(), name) != names.end();
                       });
  });
}

}  // namespace

const ReceiptParty* ReceiptParts::recipient(std::string_view name) const {
  return find_in(recipients, name);
}
const ReceiptTerm* ReceiptParts::data_type(std::string_view id) const {
  return find_in(data_types, id);
}
const ReceiptTerm* ReceiptParts::processing_kind(std::string_view id) const {
  return find_in(processing_kinds, id);
}
const ReceiptPurpose* ReceiptParts::purpose(std::string_view id) const {
  return find_in(purposes, id);
}

bool tells_receipt(const Catalogue& catalogue) {
  return catalogue.document.find("receipt") != nullptr;
}

Result<ReceiptParts> receipt_parts(const Catalogue& catalogue) {
  ReceiptParts parts;
  const Value* document = catalogue.document.find("receipt");
  if (document == nullptr) return parts;
  Fields fields(*document, "/receipt");
  parts.notice_date = read_checked(fields, "notice_date", is_date);
  parts.jurisdiction = read_checked(fields, "jurisdiction", is_country);
  parts.storage_locations = read_all_checked(fields, "storage_locations", is_country);
  parts.processing_locations = read_all_checked(fields, "processing_locations", is_country);
  parts.address = read_address(fields);
  parts.authority = read_authority(fields);
  constexpr std::size_t list_max = limits::catalogue_list_max;
  parts.recipients = read_optional_list(fields, "recipients", list_max, read_recipient);
  parts.data_types = read_optional_list(fields, "data_types", list_max, read_term);
  parts.processing_kinds = read_optional_list(fields, "processing_kinds", list_max, read_term);
  parts.purposes = read_optional_list(fields, "purposes", limits::purposes_max, read_purpose);
  check_all(fields, parts, catalogue);
  if (const auto error = fields.error()) return *error;
  return parts;
}

}  // namespace samtycke
