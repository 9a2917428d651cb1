/// What must hold for every input: a broken promise ends the process, and the fuzzer keeps the
/// input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace samtycke::fuzz {

inline void promise(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace samtycke::fuzz
