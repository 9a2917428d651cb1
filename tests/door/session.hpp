/// A host of the door, as wasm/samtycke.h asks for one: writes into the buffer, carries what it is
/// given from call to call.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "samtycke.h"

namespace samtycke::door {

class Session {
 public:
  /// The answer to one request that fits the buffer beside what is carried.
  std::string ask(std::string_view request) {
    const std::string answered = pass(carried_ + "\n" + std::string(request));
    const std::size_t line = answered.find('\n');
    carried_ = answered.substr(0, line);
    return answered.substr(line + 1);
  }

  const std::string& carried() const { return carried_; }

  /// The buffer's bytes in, the buffer's bytes out.
  static std::string pass(std::string_view input) {
    std::memcpy(samtycke_buffer(), input.data(), input.size());
    const std::uint32_t size = samtycke_evaluate(static_cast<std::uint32_t>(input.size()));
    return {reinterpret_cast<const char*>(samtycke_buffer()), size};
  }

 private:
  std::string carried_;
};

}  // namespace samtycke::door
