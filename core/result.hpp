/// Value or error. What the world can cause is a Result; what only we can cause is an assertion.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "code.hpp"

namespace samtycke {

/// Why and where: `where` is a JSON Pointer (RFC 6901) into the input, never the person's text.
struct Error {
  Code code;
  std::string where;

  bool operator==(const Error&) const = default;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }

  const T& value() const {
    assert(*this);
    return *std::get_if<0>(&content_);
  }
  T& value() {
    assert(*this);
    return *std::get_if<0>(&content_);
  }
  const T& operator*() const { return value(); }
  T& operator*() { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    assert(!*this);
    return *std::get_if<1>(&content_);
  }

 private:
  std::variant<T, Error> content_;
};

}  // namespace samtycke
