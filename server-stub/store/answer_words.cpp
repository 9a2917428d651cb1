#include "store/answer_words.hpp"

#include <zstd.h>

#include <algorithm>
#include <vector>

#include "core/limits.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// A whole answer is a JSON object, so it never begins with this.
constexpr char shortened_mark = '\x01';
constexpr std::size_t number_size = 4;
constexpr std::size_t head_size = 1 + number_size;
/// The fastest that still finds what repeats: it runs while others wait for the same commit.
constexpr int level = -1;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
struct FreeCompressing {
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
};
struct FreeDecompressing {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

void append_head(std::string& out, std::int64_t number) {
  out += shortened_mark;
  for (std::size_t i = 0; i < number_size; ++i) {
    out += static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * i)) & 0xFF);
  }
}

std::int64_t number_in(std::string_view head) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < number_size; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(head[1 + i])} << (8 * i);
  }
  return static_cast<std::int64_t>(number);
}

struct Row {
  std::int64_t number = 0;
  std::string bytes;
};

}  // namespace

struct AnswerWords::Dictionary {
  std::string bytes;
  std::unique_ptr<ZSTD_CDict, FreeCompressing> compressing;
  std::unique_ptr<ZSTD_DDict, FreeDecompressing> decompressing;
};

AnswerWords::AnswerWords() = default;
AnswerWords::~AnswerWords() = default;

bool AnswerWords::add(std::int64_t number, std::string_view bytes) {
  auto made = std::make_shared<Dictionary>();
  made->bytes = bytes;
  made->compressing.reset(ZSTD_createCDict(bytes.data(), bytes.size(), level));
  made->decompressing.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
  if (!made->compressing || !made->decompressing) return false;
  const std::lock_guard lock(mutex_);
  by_number_[number] = std::move(made);
  return true;
}

bool AnswerWords::read(Connection& connection) {
  const auto rows = rows_of<std::vector<Row>>(
      connection, "SELECT number, bytes FROM answer_words ORDER BY number", {},
      [](const Query& row, std::vector<Row>& found) {
        found.push_back({row.integer(0), row.bytes(1)});
      });
  return rows && std::all_of(rows->begin(), rows->end(),
                             [this](const Row& row) { return add(row.number, row.bytes); });
}

bool AnswerWords::is_newest(std::string_view dictionary) const {
  const std::lock_guard lock(mutex_);
  return !by_number_.empty() && by_number_.rbegin()->second->bytes == dictionary;
}

bool AnswerWords::write(Connection& connection, std::string_view dictionary) const {
  return connection.run(
      "INSERT INTO answer_words SELECT ifnull(max(number), 0) + 1, ? FROM answer_words",
      {Blob{dictionary}});
}

std::string AnswerWords::shortened(std::string_view answer) const {
  std::int64_t number = 0;
  std::shared_ptr<const Dictionary> dictionary;
  {
    const std::lock_guard lock(mutex_);
    if (by_number_.empty()) return std::string(answer);
    number = by_number_.rbegin()->first;
    dictionary = by_number_.rbegin()->second;
  }
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  std::string out;
  append_head(out, number);
  out.resize(head_size + ZSTD_compressBound(answer.size()));
  const std::size_t size =
      context
          ? ZSTD_compress_usingCDict(context.get(), out.data() + head_size, out.size() - head_size,
                                     answer.data(), answer.size(), dictionary->compressing.get())
          : answer.size();
  if (!context || ZSTD_isError(size) || head_size + size >= answer.size()) {
    return std::string(answer);
  }
  out.resize(head_size + size);
  return out;
}

std::optional<std::string> AnswerWords::whole(std::string_view kept) const {
  if (kept.empty() || kept.front() != shortened_mark) return std::string(kept);
  if (kept.size() < head_size) return std::nullopt;
  std::shared_ptr<const Dictionary> dictionary;
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_number_.find(number_in(kept));
    if (found == by_number_.end()) return std::nullopt;
    dictionary = found->second;
  }
  const std::string_view frame = kept.substr(head_size);
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // What a frame says of itself is believed no further than an answer can be long.
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > limits::answer_size_max) {
    return std::nullopt;
  }
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  std::string out(static_cast<std::size_t>(size), '\0');
  if (!context ||
      ZSTD_decompress_usingDDict(context.get(), out.data(), out.size(), frame.data(), frame.size(),
                                 dictionary->decompressing.get()) != out.size()) {
    return std::nullopt;
  }
  return out;
}

}  // namespace samtycke::server
