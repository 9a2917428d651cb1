#include <algorithm>

#include "lint_subjects.hpp"
#include "personnummer.hpp"

namespace samtycke {
namespace {

struct Kind {
  std::string_view name;  // of a data type, or the beginning of its name before a `-`
  Rule rule;
};

/// Kinds of data that no purpose may hold, whatever the catalogue forbids besides.
constexpr Kind kinds[] = {
    {"communication-content", Rule::forbidden_data_type},
    {"visited-domain", Rule::forbidden_data_type},
    {"visited-url", Rule::forbidden_data_type},
    {"domain", Rule::forbidden_data_type},
    {"url", Rule::forbidden_data_type},
    {"special-category", Rule::special_category_data},
    {"health", Rule::special_category_data},
    {"union", Rule::special_category_data},
    {"religion", Rule::special_category_data},
    {"politics", Rule::special_category_data},
    {"sex-life", Rule::special_category_data},
    {"personnummer", Rule::personnummer_in_catalogue},
    {"ip", Rule::evidence_field_not_allowed},
    {"user-agent", Rule::evidence_field_not_allowed},
    {"fingerprint", Rule::evidence_field_not_allowed},
    {"counterparty", Rule::counterparty_data},
};

bool is_kind(std::string_view type, std::string_view kind) {
  return type.substr(0, kind.size()) == kind &&
         (type.size() == kind.size() || type[kind.size()] == '-');
}

bool is_location(std::string_view type) {
  return is_kind(type, "location") || is_kind(type, "cell-id");
}

const ForbiddenDataType* forbidden(const Catalogue& catalogue, const std::string& type) {
  for (const ForbiddenDataType& one : catalogue.forbidden_data_types) {
    if (one.id == type) return &one;
  }
  return nullptr;
}

bool is_tagged_special(const Catalogue& catalogue, const std::string& type) {
  return std::any_of(catalogue.data_types.begin(), catalogue.data_types.end(),
                     [&type](const Term& term) { return term.special && term.id == type; });
}

void lint_type(const Catalogue& catalogue, const Purpose& purpose, std::size_t index,
               Findings& out) {
  const std::string& type = purpose.data_types[index];
  const std::string where = purpose.where + "/data_types";
  const ForbiddenDataType* listed = forbidden(catalogue, type);
  const auto known = std::find_if(std::begin(kinds), std::end(kinds),
                                  [&type](const Kind& kind) { return is_kind(type, kind.name); });
  Rule rule = Rule::forbidden_data_type;
  if (known != std::end(kinds)) {
    rule = known->rule;
  } else if (is_location(type) && listed != nullptr) {
    rule = Rule::location_data;
  } else if (is_tagged_special(catalogue, type) ||
             (listed != nullptr && listed->code == Code::special_category)) {
    rule = Rule::special_category_data;
  } else if (listed == nullptr) {
    return;
  }
  found(out, rule, rule == Rule::forbidden_data_type ? where : pointer(where, index));
}

/// Location has a purpose of its own, and a way to say no for once (L89).
void lint_location(const Purpose& purpose, Findings& out) {
  const auto& types = purpose.data_types;
  const auto first = std::find_if(types.begin(), types.end(), is_location);
  if (first == types.end()) return;
  if (!std::all_of(types.begin(), types.end(), is_location)) {
    found(out, Rule::location_data,
          pointer(purpose.where + "/data_types", static_cast<std::size_t>(first - types.begin())));
  } else if (purpose.active && purpose.parts.temporary_refusal.empty()) {
    found(out, Rule::temporary_refusal_missing, purpose.where + "/temporary_refusal");
  }
}

/// The places inside `value` that hold a personnummer, as deep as they are.
void find_personnummer(const Value& value, const std::string& where, Findings& out) {
  if (!holds_personnummer(value)) return;
  const std::size_t before = out.size();
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::string place =
        value.names.empty() ? pointer(where, i) : pointer(where, value.names[i]);
    find_personnummer(value.items[i], place, out);
  }
  // No part of it alone holds one: a member's name does, or the value itself.
  if (out.size() == before) found(out, Rule::personnummer_in_catalogue, where);
}

}  // namespace

void lint_data_types(const Catalogue& catalogue, const Purpose& purpose, Findings& out) {
  for (std::size_t i = 0; i < purpose.data_types.size(); ++i) {
    lint_type(catalogue, purpose, i, out);
  }
  const bool none_listed = std::none_of(
      purpose.data_types.begin(), purpose.data_types.end(), [&](const std::string& type) {
        return is_location(type) && forbidden(catalogue, type) != nullptr;
      });
  if (none_listed) lint_location(purpose, out);
}

void lint_personnummer(const Catalogue& catalogue, Findings& out) {
  find_personnummer(catalogue.document, "", out);
}

}  // namespace samtycke
