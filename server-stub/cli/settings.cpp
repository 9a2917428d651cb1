#include "cli/settings.hpp"

#include <filesystem>

#include "cli/files.hpp"

namespace samtycke::server {

std::variant<Value, std::string> read_settings(const std::string& path) {
  constexpr std::size_t size_max = std::size_t{64} * 1024;
  const auto bytes = read_file(path, size_max);
  if (!bytes) return path + ": cannot be read";
  auto value = read_json(*bytes);
  if (!value) {
    return path + ": is not strict JSON (" + std::string(name_of(value.error().code)) + " near `" +
           value.error().where + "`)";
  }
  return std::move(*value);
}

std::string sentence_of(const std::string& path, const Error& error) {
  return path + ": `" + error.where + "`: " + std::string(name_of(error.code));
}

void resolve_beside(const std::string& settings, std::string& path) {
  const auto folder = std::filesystem::absolute(settings).parent_path();
  path = (folder / path).lexically_normal().string();
}

}  // namespace samtycke::server
