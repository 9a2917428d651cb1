#include "files.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace samtycke::server {

std::optional<std::string> read_file(const std::string& path, std::size_t size_max) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes;
  char block[4096];
  while (file.read(block, sizeof block) || file.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > size_max) return std::nullopt;
  }
  if (file.bad()) return std::nullopt;
  return bytes;
}

bool write_file(const std::string& path, const std::string& bytes) {
  const std::string beside = path + ".new";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return false;
  }
  return std::rename(beside.c_str(), path.c_str()) == 0;
}

std::string text_folder() { return SAMTYCKE_TEXT_FOLDER; }

}  // namespace samtycke::server
