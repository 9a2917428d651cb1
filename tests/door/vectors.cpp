#include "vectors.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace samtycke::door {
namespace {

using nlohmann::ordered_json;

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

std::vector<Vector> read_vectors() {
  const std::string path = SAMTYCKE_VECTORS "/evaluate/vectors.jsonl";
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("no vectors at " + path);
  std::vector<Vector> vectors;
  std::string line;
  while (std::getline(file, line)) {
    const ordered_json vector = ordered_json::parse(line);
    vectors.push_back({vector.at("name").get<std::string>(), request_bytes(vector),
                       vector.at("answer").get<std::string>()});
  }
  return vectors;
}

}  // namespace samtycke::door
