#include "checked.hpp"

namespace samtycke {
namespace {

#define SAMTYCKE_CHECK_ONE(name) +1
constexpr int ok_count = 0 SAMTYCKE_CHECKS_OK(SAMTYCKE_CHECK_ONE);
constexpr int open_count = 0 SAMTYCKE_CHECKS_OPEN(SAMTYCKE_CHECK_ONE);
#undef SAMTYCKE_CHECK_ONE

void add_number(Value& object, std::string_view name, const std::optional<std::uint64_t>& number) {
  if (number) add(object, name, integer_value(static_cast<std::int64_t>(*number)));
}

}  // namespace

CheckResult result_of(Check check) {
  const int place = static_cast<int>(check);
  if (place < ok_count) return CheckResult::ok;
  return place < ok_count + open_count ? CheckResult::not_checked : CheckResult::wrong;
}

Value to_value(const CheckLine& line) {
  Value out = object_value();
  add_text(out, "check", name_of(line.check));
  add_text(out, "result", check_result_names[static_cast<int>(result_of(line.check))]);
  add_text(out, "where", line.where);
  add_number(out, "position", line.position);
  add_number(out, "size", line.size);
  add_number(out, "count", line.count);
  add_number(out, "of", line.of);
  add_text(out, "words", line.words);
  return out;
}

}  // namespace samtycke
