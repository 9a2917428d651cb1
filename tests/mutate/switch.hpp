/// The switch of the woven core: each place that was turned asks here whether its turn is on.
/// Included by the compiler's command line, so that no line of the core moves.
#pragma once

#include <type_traits>

namespace samtycke::mutate {

inline constexpr unsigned turns_max = 1u << 20;

/// Which turn is on (0: none), and which places were reached since the process began.
inline unsigned chosen = 0;
inline bool reached[turns_max] = {};

/// Never on where the compiler itself computes: a constant has one value in the whole program.
constexpr bool on(unsigned turn) {
  if (std::is_constant_evaluated()) return false;
  reached[turn] = true;
  return chosen == turn;
}

}  // namespace samtycke::mutate
