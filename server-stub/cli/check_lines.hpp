/// How a command tells what it checked: one line each, for people or as JSON.
#pragma once

#include <cstdint>
#include <string>

#include "cli/words.hpp"
#include "core/checked.hpp"

namespace samtycke::server {

class CheckLines {
 public:
  /// Nothing more is printed of one kind of fault after so many; they are counted, and told last.
  static constexpr std::uint64_t printed_max = 100;

  CheckLines(const Words& words, bool as_json) : words_(words), as_json_(as_json) {}

  void print(const CheckLine& line);
  /// Words of a catalogue, under the line before; for people alone.
  void print_words(std::string_view words) const;
  /// What was not printed, and the exit status.
  int finish() const;

 private:
  const Words& words_;
  const bool as_json_;
  std::uint64_t count_ = 0;
  std::uint64_t wrong_count_ = 0;
  std::uint64_t unprinted_count_ = 0;
  std::uint64_t printed_[std::size(check_names)] = {};
};

}  // namespace samtycke::server
