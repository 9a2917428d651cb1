// The door as a whole: both verbs on the same bytes. The JSON verb always answers with one value.
#include <algorithm>
#include <cstring>
#include <string_view>

#include "core/json.hpp"
#include "core/limits.hpp"
#include "promise.hpp"
#include "samtycke.h"

using namespace samtycke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > samtycke_buffer_size()) return 0;
  std::memcpy(samtycke_buffer(), data, size);
  const std::uint32_t count = samtycke_decide(static_cast<std::uint32_t>(size));
  fuzz::promise(std::size_t{count} * 16 <= size, "no more answers than questions");

  std::memcpy(samtycke_buffer(), data, size);
  const std::uint32_t end = samtycke_evaluate(static_cast<std::uint32_t>(size));
  fuzz::promise(end <= samtycke_buffer_size(), "the answer is in the buffer");
  const std::string_view out(reinterpret_cast<const char*>(samtycke_buffer()), end);
  const std::size_t line = out.find('\n');
  fuzz::promise(line != std::string_view::npos, "what is carried and the answer are two lines");
  // An answer may repeat more than a request may hold, and is JSON all the same.
  const auto answer = read_json(out.substr(line + 1));
  const bool unread =
      !answer && (answer.error().code == Code::not_json || answer.error().code == Code::bad_utf8 ||
                  answer.error().code == Code::duplicate_key);
  fuzz::promise(!unread, "the answer is JSON");
  if (answer) {
    fuzz::promise((answer->find("ok") != nullptr) != (answer->find("error") != nullptr),
                  "an answer is one of two");
  }
  return 0;
}
