/// What answers have in common. Each repeats the words of the catalogue and of the receipt's form,
/// ten kilobytes of which a few hundred bytes are its own, so it is kept compressed by a dictionary
/// (Zstandard, RFC 8878) and comes back byte by byte as it was given. A dictionary holds nothing
/// about anybody and is kept for ever: the answers that were written with it need it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace samtycke::server {

class Connection;

class AnswerWords {
 public:
  AnswerWords();
  ~AnswerWords();
  AnswerWords(const AnswerWords&) = delete;
  AnswerWords& operator=(const AnswerWords&) = delete;

  /// Reads the dictionaries that answers were written with. False when it cannot. New answers are
  /// written with the last of them; without any, as they are.
  [[nodiscard]] bool read(Connection& connection);
  /// Whether answers are written with this one already.
  bool is_newest(std::string_view dictionary) const;
  /// Writes one more in the transaction of this connection; it counts once it is read.
  [[nodiscard]] bool write(Connection& connection, std::string_view dictionary) const;

  /// From any thread.
  std::string shortened(std::string_view answer) const;
  /// Nothing when these bytes were not written by `shortened` with a dictionary that is here.
  std::optional<std::string> whole(std::string_view kept) const;

 private:
  struct Dictionary;

  bool add(std::int64_t number, std::string_view bytes);

  mutable std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const Dictionary>> by_number_;
};

}  // namespace samtycke::server
