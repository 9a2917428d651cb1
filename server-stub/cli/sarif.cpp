#include "cli/sarif.hpp"

#include "cli/places.hpp"

namespace samtycke::server {
namespace {

Value text_object(std::string_view text) {
  Value out = object_value();
  add(out, "text", text_value(text));
  return out;
}

Value list_of(Value one) {
  Value out = array_value();
  out.items.push_back(std::move(one));
  return out;
}

/// A path as a relative or absolute URI reference (RFC 3986).
std::string uri_of(std::string_view path) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out = path.substr(0, 1) == "/" ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 0x0F];
    }
  }
  return out;
}

Value rule_value(const RuleNames& rule, bool warning, const Words& words) {
  const std::string_view sentence = words.finding(rule.code);
  Value level = object_value();
  add_text(level, "level", warning ? "warning" : "error");
  Value row = object_value();
  add_text(row, "row", rule.row);
  Value out = object_value();
  add_text(out, "id", rule.code);
  add(out, "shortDescription", text_object(sentence));
  add(out, "help", text_object(std::string(sentence) + " (" + std::string(rule.row) + ')'));
  add(out, "defaultConfiguration", std::move(level));
  add(out, "properties", std::move(row));
  return out;
}

Value location_value(std::string_view path, std::string_view pointer, const Place& place) {
  Value artifact = object_value();
  add_text(artifact, "uri", uri_of(path));
  Value region = object_value();
  add(region, "startLine", integer_value(static_cast<std::int64_t>(place.line)));
  add(region, "startColumn", integer_value(static_cast<std::int64_t>(place.column)));
  Value physical = object_value();
  add(physical, "artifactLocation", std::move(artifact));
  add(physical, "region", std::move(region));
  Value logical = object_value();
  add(logical, "fullyQualifiedName", text_value(pointer));
  Value out = object_value();
  add(out, "physicalLocation", std::move(physical));
  add(out, "logicalLocations", list_of(std::move(logical)));
  return out;
}

Value result_value(std::string_view code, std::string_view level, std::string_view message,
                   Value location) {
  Value out = object_value();
  add_text(out, "ruleId", code);
  add_text(out, "level", level);
  add(out, "message", text_object(message));
  add(out, "locations", list_of(std::move(location)));
  return out;
}

std::string log_of(Value results, const Words& words) {
  Value rules = array_value();
  for (std::size_t i = 0; i < std::size(lint_rules); ++i) {
    rules.items.push_back(rule_value(lint_rules[i], is_warning(static_cast<Rule>(i)), words));
  }
  Value driver = object_value();
  add_text(driver, "name", "samtycke lint");
  add_text(driver, "version", SAMTYCKE_VERSION);
  add(driver, "rules", std::move(rules));
  Value tool = object_value();
  add(tool, "driver", std::move(driver));
  Value run = object_value();
  add(run, "tool", std::move(tool));
  add_text(run, "columnKind", "unicodeCodePoints");
  add(run, "results", std::move(results));
  Value log = object_value();
  add_text(log, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  add_text(log, "version", "2.1.0");
  add(log, "runs", list_of(std::move(run)));
  return canonical(log);
}

}  // namespace

std::string sarif(const std::vector<Finding>& findings, std::string_view json,
                  std::string_view path, const Words& words) {
  Value results = array_value();
  for (const Finding& finding : findings) {
    std::string message(words.finding(finding.code));
    message += " (" + std::string(finding.row);
    if (!finding.name.empty()) message += ": " + finding.name;
    message += ')';
    results.items.push_back(
        result_value(finding.code, finding.warning ? "warning" : "error", message,
                     location_value(path, finding.where, place_of(json, finding.where))));
  }
  return log_of(std::move(results), words);
}

std::string sarif(const Error& error, std::string_view path, const Words& words) {
  const std::string_view code = name_of(error.code);
  return log_of(list_of(result_value(code, "error", words.code(code),
                                     location_value(path, error.where, Place()))),
                words);
}

}  // namespace samtycke::server
