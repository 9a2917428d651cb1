#include "catalogue_receipt.hpp"
#include "lint_subjects.hpp"

namespace samtycke {
namespace {

constexpr std::string_view root = "/receipt";

void missing(Findings& out, std::string_view member, std::string_view name = {}) {
  found(out, Rule::receipt_field_missing, pointer(root, member), name);
}

void lint_address(const PostalAddress& address, const std::string& where, std::string_view name,
                  Findings& out) {
  if (!address.complete()) found(out, Rule::receipt_field_missing, where + "/address", name);
}

/// Parties and places: of these there is one for all purposes.
void lint_common(const ReceiptParts& parts, Findings& out) {
  if (parts.notice_date.empty()) missing(out, "notice_date");
  if (parts.jurisdiction.empty()) missing(out, "jurisdiction");
  if (parts.storage_locations.empty()) missing(out, "storage_locations");
  if (parts.processing_locations.empty()) missing(out, "processing_locations");
  lint_address(parts.address, std::string(root), {}, out);
  const ReceiptParty& authority = parts.authority;
  if (authority.name.empty()) return missing(out, "authority");
  const std::string where = pointer(root, "authority");
  if (authority.contact.empty()) found(out, Rule::receipt_field_missing, where + "/contact");
  if (authority.url.empty()) found(out, Rule::receipt_field_missing, where + "/url");
  lint_address(authority.address, where, {}, out);
}

/// The words that purposes share: each in use has its terms.
void lint_terms(const Purpose& purpose, const ReceiptParts& parts, Findings& out) {
  for (const std::string& id : purpose.data_types) {
    const ReceiptTerm* told = parts.data_type(id);
    if (told == nullptr || told->terms.empty()) missing(out, "data_types", id);
  }
  for (const std::string& id : purpose.processing_kinds) {
    const ReceiptTerm* told = parts.processing_kind(id);
    if (told == nullptr || told->terms.empty()) missing(out, "processing_kinds", id);
  }
  for (const std::string& name : purpose.recipients) {
    const ReceiptParty* told = parts.recipient(name);
    if (told == nullptr || !told->complete()) missing(out, "recipients", name);
  }
}

void lint_purpose(const Purpose& purpose, const ReceiptParts& parts, Findings& out) {
  lint_terms(purpose, parts, out);
  const ReceiptPurpose* told = parts.purpose(purpose.id);
  const bool described = told != nullptr && !told->broader.empty() && !told->source.empty() &&
                         !told->collection.empty() &&
                         (!told->data.empty() || !purpose.data_types.empty()) &&
                         (!told->processing.empty() || !purpose.processing_kinds.empty());
  if (!described) missing(out, "purposes", purpose.id);
}

/// The same word of several purposes is found once.
void keep_first_of_each(Findings& findings, std::size_t from) {
  for (std::size_t i = from; i < findings.size();) {
    bool known = false;
    for (std::size_t before = from; before < i && !known; ++before) {
      known =
          findings[before].where == findings[i].where && findings[before].name == findings[i].name;
    }
    if (known) {
      findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

}  // namespace

void lint_receipt(const Catalogue& catalogue, Findings& out) {
  if (!tells_receipt(catalogue)) return;
  const auto parts = receipt_parts(catalogue);
  if (!parts) {
    const Error& error = parts.error();
    return found(out, Rule::receipt_unreadable, error.where, name_of(error.code));
  }
  const std::size_t from = out.size();
  lint_common(*parts, out);
  for (const Purpose& purpose : catalogue.purposes) {
    if (takes_choices(purpose)) lint_purpose(purpose, *parts, out);
  }
  keep_first_of_each(out, from);
}

std::vector<Finding> lint_for_receipts(const Catalogue& catalogue) {
  Findings out = lint(catalogue);
  if (!tells_receipt(catalogue)) found(out, Rule::receipt_missing, std::string(root));
  return out;
}

}  // namespace samtycke
