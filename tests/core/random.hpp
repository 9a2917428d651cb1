/// Randomness that can be had again: the seed is printed, and SAMTYCKE_SEED gives it back.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace samtycke::made {

/// A number from the environment, or the one given.
inline std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

class Random {
 public:
  Random() : seed_(setting("SAMTYCKE_SEED", std::random_device()())), engine_(seed_) {
    std::cout << "seed " << seed_ << " (SAMTYCKE_SEED gives it again)" << std::endl;
  }

  std::uint64_t seed() const { return seed_; }
  std::mt19937_64& engine() { return engine_; }

  /// A number in [0, count).
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool chance(unsigned percent) { return below(100) < percent; }

 private:
  std::uint64_t seed_;
  std::mt19937_64 engine_;
};

}  // namespace samtycke::made
