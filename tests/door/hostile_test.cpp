// Bytes that nobody would send: every one has an answer, and nothing is read or written beside the
// buffer. What it proves, it proves in the build under AddressSanitizer and UBSan.
#include <boost/test/unit_test.hpp>

#include "session.hpp"
#include "tests/core/random.hpp"
#include "vectors.hpp"

namespace samtycke::door {
namespace {

using made::Random;

std::string random_bytes(Random& random) {
  constexpr std::string_view tokens[] = {"{",  "}",  "[",  "]",    ",",    ":",   "\"", "\\u0000",
                                         "-0", "\\", "\n", "\xff", "\xc3", "1e9", "\0"};
  std::string out;
  for (std::size_t count = 1 + random.below(4); count > 0; --count) {
    if (random.chance(50)) {
      out += static_cast<char>(random.below(256));
    } else {
      out += tokens[random.below(std::size(tokens))];
    }
  }
  return out;
}

std::string mutated(std::string bytes, Random& random) {
  for (std::size_t count = 1 + random.below(4); count > 0; --count) {
    const std::size_t at = random.below(bytes.size() + 1);
    const std::size_t size = random.below(9);
    switch (random.below(4)) {
      case 0:
        bytes.erase(at, size);
        break;
      case 1:
        bytes.insert(at, random_bytes(random));
        break;
      case 2:
        bytes.replace(at, size, random_bytes(random));
        break;
      default:
        bytes.insert(at, bytes.substr(random.below(bytes.size() + 1), 64));
        break;
    }
  }
  return bytes;
}

}  // namespace

// After the vectors: a catalogue that this loads stays loaded, and they begin without one.
BOOST_AUTO_TEST_CASE(whatever_comes_through_the_door_has_one_answer,
                     *boost::unit_test::depends_on("every_vector_is_answered_as_it_is_pinned")) {
  Random random;
  const std::vector<Vector> vectors = read_vectors();
  const std::uint64_t count = made::setting("SAMTYCKE_HOSTILE", 20'000);
  std::string carried;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Vector& vector = vectors[random.below(vectors.size())];
    if (random.chance(2)) carried = mutated(carried, random);
    if (random.chance(2)) carried.clear();
    const std::string input = carried + "\n" + mutated(vector.request, random);
    const std::string answered = Session::pass(input);
    const std::size_t line = answered.find('\n');
    BOOST_REQUIRE(line != std::string::npos);
    const std::string answer = answered.substr(line + 1);
    const bool whole = (answer.starts_with("{\"ok\":") || answer.starts_with("{\"error\":")) &&
                       answer.ends_with("}") && answer.find('\n') == std::string::npos;
    BOOST_REQUIRE_MESSAGE(whole, "input " << i << " has no answer");
    carried = answered.substr(0, line);
    if (carried.size() > 50'000) carried.clear();
  }
}

}  // namespace samtycke::door
