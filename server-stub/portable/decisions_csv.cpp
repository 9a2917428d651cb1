#include "portable/decisions_csv.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view of_decision[] = {"at", "kind", "by", "door", "expires_at", "receipt"};
constexpr std::string_view of_purpose[] = {"id",       "title",       "catalogue_version",
                                           "language", "text_digest", "notice"};

std::string text_of(const Value& from, std::string_view name) {
  const Value* member = from.find(name);
  return member == nullptr ? std::string() : member->text;
}

std::string cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

void append_row(std::string& table, const Value& decision, const Value& purpose) {
  std::string row;
  for (const std::string_view name : of_decision) row += cell(text_of(decision, name)) + ',';
  for (const std::string_view name : of_purpose) row += cell(text_of(purpose, name)) + ',';
  row.pop_back();
  table += row + "\r\n";
}

}  // namespace

std::string decisions_csv(const std::vector<Value>& decisions) {
  std::string table;
  for (const std::string_view name : of_decision) table += std::string(name) + ',';
  table += "purpose";
  for (const std::string_view name : of_purpose) {
    if (name != "id") table += ',' + std::string(name);
  }
  table += "\r\n";
  for (const Value& decision : decisions) {
    const Value* purposes = decision.find("purposes");
    if (purposes == nullptr || purposes->items.empty()) {
      append_row(table, decision, object_value());
      continue;
    }
    for (const Value& purpose : purposes->items) append_row(table, decision, purpose);
  }
  return table;
}

}  // namespace samtycke::server
