/// How it stands with one witness of our log: for the operator's log, and for whoever looks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace samtycke::server {

enum class Alarm : std::uint8_t { none, silent, rolled_back, split_view };
std::string_view name_of(Alarm alarm);

/// What is known of one witness. Times are in milliseconds since 1970; 0: never.
struct WitnessStatus {
  std::string name;               // in the policy
  std::uint64_t size = 0;         // of the last checkpoint that it cosigned for us
  std::int64_t cosigned_at = 0;   // when it last answered with a cosignature
  std::int64_t asked_at = 0;      // when it was last asked
  std::string last_answer;        // in words, for people
  bool is_refused = false;        // its last answer was one, and no cosignature
  std::int64_t silent_since = 0;  // of the alarm `silent`: its last good answer, or our start
  Alarm alarm = Alarm::none;      // the gravest
};

}  // namespace samtycke::server
