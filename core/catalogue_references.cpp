#include "catalogue_references.hpp"

#include <algorithm>

namespace samtycke {
namespace {

const std::string& id_of(const std::string& id) { return id; }

template <typename Entry>
const std::string& id_of(const Entry& entry) {
  return entry.id;
}

template <typename Entry>
bool holds(const std::vector<Entry>& entries, const std::string& id) {
  return std::any_of(entries.begin(), entries.end(),
                     [&id](const Entry& entry) { return id_of(entry) == id; });
}

template <typename Entry>
std::optional<Error> check_twice(const std::vector<Entry>& entries, std::string_view list) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      if (id_of(entries[before]) != id_of(entries[i])) continue;
      return Error{Code::duplicate_id, pointer(pointer("", list), i)};
    }
  }
  return std::nullopt;
}

/// The first of `ids` that `entries` does not hold.
template <typename Entry>
std::optional<Error> check_known(const std::vector<std::string>& ids,
                                 const std::vector<Entry>& entries, std::string where) {
  const bool known = std::all_of(ids.begin(), ids.end(),
                                 [&entries](const std::string& id) { return holds(entries, id); });
  if (known) return std::nullopt;
  return Error{Code::unknown_reference, std::move(where)};
}

std::optional<Error> check_purpose(const Catalogue& catalogue, const Purpose& purpose) {
  if (catalogue.find(purpose.id) != &purpose) {
    return Error{Code::duplicate_id, purpose.where + "/id"};
  }
  if (!purpose.group.empty() && !holds(catalogue.groups, purpose.group)) {
    return Error{Code::unknown_reference, purpose.where + "/group"};
  }
  if (auto error = check_known(purpose.processing_kinds, catalogue.processing_kinds,
                               purpose.where + "/processing_kinds")) {
    return error;
  }
  return check_known(purpose.roles, catalogue.roles, purpose.where + "/roles");
}

}  // namespace

std::optional<Error> check_references(const Catalogue& catalogue) {
  if (auto error = check_twice(catalogue.languages, "languages")) return error;
  if (auto error = check_twice(catalogue.groups, "groups")) return error;
  if (auto error = check_twice(catalogue.data_types, "data_types")) return error;
  if (auto error = check_twice(catalogue.processing_kinds, "processing_kinds")) return error;
  if (auto error = check_twice(catalogue.forbidden_data_types, "forbidden_data_types"))
    return error;
  if (auto error = check_twice(catalogue.roles, "roles")) return error;
  // A second store of one name could unlock the first.
  if (auto error = check_twice(catalogue.stores, "stores")) return error;
  for (std::size_t i = 0; i < catalogue.stores.size(); ++i) {
    const std::string where = pointer(pointer("/stores", i), "only_for");
    if (auto error = check_known(catalogue.stores[i].only_for, catalogue.purposes, where)) {
      return error;
    }
  }
  if (auto error = check_twice(catalogue.parts.services, "services")) return error;
  for (const Service& service : catalogue.parts.services) {
    if (auto error =
            check_known(service.purposes, catalogue.purposes, service.where + "/purposes")) {
      return error;
    }
  }
  for (const Purpose& purpose : catalogue.purposes) {
    if (auto error = check_purpose(catalogue, purpose)) return error;
  }
  return std::nullopt;
}

}  // namespace samtycke
