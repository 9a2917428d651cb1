#include "portable/decisions_csv.hpp"

#include "portable/csv.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view of_decision[] = {"at", "kind", "by", "door", "expires_at", "receipt"};
constexpr std::string_view of_purpose[] = {"id",       "title",       "catalogue_version",
                                           "language", "text_digest", "notice"};

std::string text_of(const Value& from, std::string_view name) {
  const Value* member = from.find(name);
  return member == nullptr ? std::string() : member->text;
}

std::string row_of(const Value& decision, const Value& purpose) {
  std::vector<std::string> cells;
  for (const std::string_view name : of_decision) cells.push_back(text_of(decision, name));
  for (const std::string_view name : of_purpose) cells.push_back(text_of(purpose, name));
  return csv_row(cells);
}

}  // namespace

std::string decisions_csv(const std::vector<Value>& decisions) {
  std::vector<std::string> names(std::begin(of_decision), std::end(of_decision));
  for (const std::string_view name : of_purpose) {
    names.emplace_back(name == "id" ? "purpose" : name);
  }
  std::string table = csv_row(names);
  for (const Value& decision : decisions) {
    const Value* purposes = decision.find("purposes");
    if (purposes == nullptr || purposes->items.empty()) {
      table += row_of(decision, object_value());
      continue;
    }
    for (const Value& purpose : purposes->items) table += row_of(decision, purpose);
  }
  return table;
}

}  // namespace samtycke::server
