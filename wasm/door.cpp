#include <algorithm>
#include <cstring>
#include <string_view>

#include "core/batch.hpp"
#include "core/evaluate.hpp"
#include "core/limits.hpp"
#include "samtycke.h"

#ifdef __wasm__
#define SAMTYCKE_EXPORT __attribute__((used, visibility("default")))
#else
#define SAMTYCKE_EXPORT
#endif

// Which calls this door answers. A page needs few of them, and asks no chunk of questions.
#ifdef SAMTYCKE_PAGE_CALLS
#define SAMTYCKE_CALLS SAMTYCKE_PAGE_CALLS
#else
#define SAMTYCKE_CALLS every_call
#endif

namespace {

constexpr std::uint32_t abi = 2;
/// What is carried and a request that is one byte too large, or what is carried and an answer, with
/// the line feed between them: whatever fits the limits natively fits here.
constexpr std::uint32_t buffer_size =
    samtycke::limits::text_size_max +
    std::max(samtycke::limits::text_size_max, samtycke::limits::answer_size_max) + 2;

alignas(16) std::uint8_t buffer[buffer_size];

/// The one thing kept between calls. Made on first use, so that nothing runs before it.
samtycke::Loaded& loaded() {
  static samtycke::Loaded kept;
  return kept;
}

std::uint32_t put(std::string_view carried, std::string_view answer) {
  constexpr std::string_view too_large = R"({"error":{"code":"too_large","where":""}})";
  if (carried.size() + 1 + answer.size() > buffer_size) {
    carried = {};
    answer = too_large;
  }
  if (!carried.empty()) std::memcpy(buffer, carried.data(), carried.size());
  buffer[carried.size()] = '\n';
  std::memcpy(buffer + carried.size() + 1, answer.data(), answer.size());
  return static_cast<std::uint32_t>(carried.size() + 1 + answer.size());
}

}  // namespace

extern "C" {

SAMTYCKE_EXPORT std::uint32_t samtycke_abi(void) { return abi; }

SAMTYCKE_EXPORT std::uint8_t* samtycke_buffer(void) { return buffer; }

SAMTYCKE_EXPORT std::uint32_t samtycke_buffer_size(void) { return buffer_size; }

SAMTYCKE_EXPORT std::uint32_t samtycke_evaluate(std::uint32_t size) {
  const std::string_view input(reinterpret_cast<const char*>(buffer), std::min(size, buffer_size));
  const std::size_t line = input.find('\n');
  const bool split = line != std::string_view::npos;
  const auto out = samtycke::evaluate(split ? input.substr(0, line) : std::string_view(),
                                      split ? input.substr(line + 1) : input, loaded(),
                                      samtycke::sha256, samtycke::SAMTYCKE_CALLS);
  return put(out.carried, out.answer);
}

#ifndef SAMTYCKE_PAGE_CALLS
SAMTYCKE_EXPORT std::uint32_t samtycke_decide(std::uint32_t size) {
  if (size > buffer_size) return 0;
  return static_cast<std::uint32_t>(samtycke::decide_batch(buffer, size));
}
#endif

}  // extern "C"
