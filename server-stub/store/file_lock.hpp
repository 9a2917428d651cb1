/// One verifier at a time on one database file: a second one would answer from states that it does
/// not hear change.
#pragma once

#include <optional>
#include <string>

namespace samtycke::server {

class FileLock {
 public:
  /// Takes the lock of that file, made when it is not there; nothing when somebody has it. The
  /// kernel gives it back when the process ends, however it ends.
  static std::optional<FileLock> take(const std::string& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace samtycke::server
