// The vectors of tests/agree through the native door: one of the four sides that must agree.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "session.hpp"

namespace samtycke::door {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t vectors_min = 300;

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

/// An object is sent as its compact JSON, a text as it is, hexadecimal digits as their bytes.
std::string request_bytes(const ordered_json& vector) {
  if (vector.contains("request_hex")) return from_hex(vector["request_hex"].get<std::string>());
  const ordered_json& request = vector.at("request");
  return request.is_string() ? request.get<std::string>() : request.dump();
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_vector_is_answered_as_it_is_pinned) {
  std::ifstream file(SAMTYCKE_VECTORS "/evaluate/vectors.jsonl", std::ios::binary);
  BOOST_REQUIRE(file);
  Session session;
  std::size_t count = 0;
  std::string line;
  while (std::getline(file, line)) {
    const ordered_json vector = ordered_json::parse(line);
    const std::string answer = session.ask(request_bytes(vector));
    BOOST_TEST(answer == vector.at("answer").get<std::string>(), vector.at("name"));
    ++count;
  }
  BOOST_TEST_MESSAGE(count << " vectors");
  BOOST_TEST(count >= vectors_min);
}

}  // namespace samtycke::door
