#include <cstring>

#include "evaluate_call.hpp"
#include "prepared.hpp"

namespace samtycke {
namespace {

/// The bytes of a half, as lower-case hexadecimal digits.
template <typename Half>
std::string digits_of(const Half& half) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::uint8_t bytes[sizeof half];
  std::memcpy(bytes, &half, sizeof half);
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace

Answer call_plan(Call& call) {
  auto question = question_from(call.fields.object("question"), "/question");
  if (const auto error = call.fields.error()) return *error;
  if (!question) return question.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value out = object_value();
  add_text(out, "plan", digits_of(plan(*question, *call.loaded.catalogue)));
  return out;
}

Answer call_prepare(Call& call) {
  const std::string purpose = call.fields.id("purpose");
  const auto state = state_for(call);
  if (const auto error = call.fields.error()) return *error;
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value out = object_value();
  add_text(out, "entry", digits_of(prepare(purpose, *call.loaded.catalogue, *state)));
  return out;
}

}  // namespace samtycke
