#include "use.hpp"

#include <algorithm>

#include "accept_grant.hpp"
#include "freshness.hpp"

namespace samtycke {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// The worst field decides, so that the answer does not hang on the order they were named in. An
/// information purpose without a list of its own is bounded by its section of the law, not by us.
std::optional<Code> check_fields(const Question& question, const Purpose& purpose,
                                 const Catalogue& catalogue) {
  const auto is = [&catalogue](const std::string& field, Code code) {
    return std::any_of(
        catalogue.forbidden_data_types.begin(), catalogue.forbidden_data_types.end(),
        [&](const ForbiddenDataType& type) { return type.id == field && type.code == code; });
  };
  for (const Code code : {Code::special_category, Code::content_not_allowed}) {
    for (const std::string& field : question.fields) {
      if (is(field, code)) return code;
    }
  }
  const bool unlisted = purpose.kind == PurposeKind::information && purpose.data_types.empty();
  for (const std::string& field : question.fields) {
    if (!unlisted && !holds(purpose.data_types, field)) return Code::field_not_in_purpose;
  }
  return std::nullopt;
}

/// A locked store (L84), the roles of the purpose (L82), its fields (L20, L21, L83).
std::optional<Code> check_behind_store(const Question& question, const Purpose& purpose,
                                       const Store& store, const Catalogue& catalogue) {
  if (!store.only_for.empty() && !holds(store.only_for, question.purpose)) {
    return Code::retention_store_locked;
  }
  if (!holds(purpose.roles, question.role)) return Code::role_not_permitted;
  return check_fields(question, purpose, catalogue);
}

}  // namespace

UseFaults use_faults(const Question& question, const Catalogue& catalogue) {
  const Purpose* purpose = catalogue.find(question.purpose);
  if (purpose == nullptr || purpose->kind == PurposeKind::channel ||
      purpose->kind == PurposeKind::cookie) {
    return {Code::unknown_purpose, {}};
  }
  if (const auto code = why_inactive(*purpose)) return {code, {}};
  if (is_stale(question.freshness)) return {Code::stale, {}};
  const Store* store = catalogue.find_store(question.source_store);
  if (store == nullptr) return {Code::store_unknown, {}};
  return {{}, check_behind_store(question, *purpose, *store, catalogue)};
}

bool offers_another_class(const Question& question, const Purpose& purpose) {
  return !question.offer_class.empty() && !holds(purpose.marketed_classes, question.offer_class);
}

}  // namespace samtycke
