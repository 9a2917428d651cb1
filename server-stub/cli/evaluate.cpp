#include "core/evaluate.hpp"

#include <fstream>
#include <iostream>

#include "cli/commands.hpp"
#include "core/limits.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// One line without its end. What is over the limit is dropped but for one byte, by which the core
/// sees that it was too long; so a line without end costs no more memory than a long one.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  std::streambuf& buffer = *in.rdbuf();
  int byte = buffer.sbumpc();
  if (byte == std::char_traits<char>::eof()) return false;
  for (; byte != '\n' && byte != std::char_traits<char>::eof(); byte = buffer.sbumpc()) {
    if (line.size() <= limits::text_size_max) line.push_back(static_cast<char>(byte));
  }
  return true;
}

int answer_lines(std::istream& in) {
  Loaded loaded;
  std::string carried;
  std::string line;
  while (read_line(in, line)) {
    Evaluation evaluation = evaluate(carried, line, loaded, openssl_sha256);
    carried = std::move(evaluation.carried);
    std::cout << evaluation.answer << '\n';
    // Whoever asks line by line waits for the answer before the next question.
    if (in.rdbuf()->in_avail() <= 0) std::cout.flush();
    if (!std::cout) return unusable;
  }
  std::cout.flush();
  return std::cout ? yes : unusable;
}

}  // namespace

int evaluate_lines(const std::string& path) {
  if (path.empty() || path == "-") return answer_lines(std::cin);
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << path << ": cannot be read\n";
    return unusable;
  }
  return answer_lines(file);
}

}  // namespace samtycke::server
