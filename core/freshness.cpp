#include "freshness.hpp"

#include "fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

std::optional<std::int64_t> optional_count(Fields& fields, std::string_view name) {
  if (!fields.has(name)) {
    fields.allow(name);
    return std::nullopt;
  }
  return fields.integer(name, 0, limits::integer_max);
}

}  // namespace

bool is_stale(const Freshness& freshness) {
  if (freshness.at_least && freshness.position < *freshness.at_least) return true;
  if (!freshness.max_age_ms) return false;
  return !freshness.age_ms || *freshness.age_ms > *freshness.max_age_ms;
}

Result<Freshness> freshness_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Freshness freshness;
  freshness.position =
      static_cast<std::uint64_t>(fields.integer("position", 0, limits::integer_max));
  if (const auto at_least = optional_count(fields, "at_least")) {
    freshness.at_least = static_cast<std::uint64_t>(*at_least);
  }
  freshness.age_ms = optional_count(fields, "age_ms");
  freshness.max_age_ms = optional_count(fields, "max_age_ms");
  if (const auto error = fields.error()) return *error;
  return freshness;
}

}  // namespace samtycke
