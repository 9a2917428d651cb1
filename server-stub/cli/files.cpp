#include "cli/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace samtycke::server {

std::optional<std::string> read_file(const std::string& path, std::size_t size_max) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed) || failed) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes(size_max + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad() || bytes.size() > size_max) return std::nullopt;
  return bytes;
}

bool replace_file(const std::string& path, std::string_view bytes) {
  const std::string draft = path + ".new";
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return false;
  bool written = true;
  while (written && !bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    written = count > 0;
    if (written) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  written = written && ::fsync(file) == 0;
  written = ::close(file) == 0 && written;
  std::error_code failed;
  if (written) std::filesystem::rename(draft, path, failed);
  if (written && !failed) return true;
  std::filesystem::remove(draft, failed);
  return false;
}

std::string data_folder() {
  std::error_code failed;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  for (const char* place : {"share/samtycke", "../share/samtycke"}) {
    const auto folder = (program.parent_path() / place).lexically_normal();
    if (std::filesystem::is_regular_file(folder / "text/sv.json", failed)) return folder.string();
  }
  return {};
}

}  // namespace samtycke::server
