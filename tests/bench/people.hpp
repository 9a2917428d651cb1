/// What the native benchmarks share: the people they ask about, the questions, the clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "core/decide.hpp"

namespace samtycke::bench {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t seed = 20'261'124;
constexpr Time now = 1'795'000'000'000;
constexpr int rounds = 9;

/// The catalogue in a file, or nothing.
std::optional<Catalogue> catalogue_in(const char* path);

/// Two of three said yes, each behind an open gate; some before the record, some after it.
State state_of_number(std::size_t number, const Catalogue& catalogue, std::mt19937_64& random);

/// A question that only the person can deny.
Question question_about(const Purpose& purpose);

double nanoseconds_since(Clock::time_point begin);
double median(std::vector<double>& figures);

}  // namespace samtycke::bench
