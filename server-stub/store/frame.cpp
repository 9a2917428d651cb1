#include "store/frame.hpp"

#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t number_size = 8;
/// A frame begins with its size and a digest of that: a size that changed is no frame that was
/// being written.
constexpr std::size_t size_check_size = 8;
constexpr std::size_t head_size = number_size + size_check_size;

void put(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

void put(std::string& out, std::string_view bytes) {
  put(out, std::uint64_t{bytes.size()});
  out += bytes;
}

/// Takes parts off the front; once something was not there, nothing more is.
class Parts {
 public:
  explicit Parts(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (const char byte : take(number_size))
      number = number << 8 | static_cast<unsigned char>(byte);
    return number;
  }
  std::string_view bytes() { return take(number()); }
  std::string_view take(std::uint64_t size) {
    if (size > bytes_.size()) whole_ = false;
    if (!whole_) return {};
    const std::string_view part = bytes_.substr(0, size);
    bytes_.remove_prefix(part.size());
    return part;
  }
  /// A count of things that are each at least so long.
  std::uint64_t count(std::size_t each) {
    const std::uint64_t count = number();
    if (count > bytes_.size() / each) whole_ = false;
    return whole_ ? count : 0;
  }
  bool is_done() const { return whole_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool whole_ = true;
};

Digest digest_from(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

std::string head_of(std::uint64_t size) {
  std::string head;
  put(head, size);
  return head + sha256(head).substr(0, size_check_size);
}

/// What a file system puts where nothing was written before the power went.
bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

std::optional<Frame> frame_from(std::string_view body) {
  Parts parts(body);
  Frame frame;
  frame.number = parts.number();
  frame.previous = parts.bytes();
  frame.schema = static_cast<std::int64_t>(parts.number());
  frame.log_first = parts.number();
  for (std::uint64_t left = parts.count(digest_size); left > 0; --left) {
    frame.entries.push_back(digest_from(parts.take(digest_size)));
  }
  frame.note = parts.bytes();
  for (std::uint64_t left = parts.count(2 * number_size); left > 0; --left) {
    const std::uint64_t size = parts.number();
    frame.cosignatures.emplace_back(size, parts.bytes());
  }
  frame.rows = parts.bytes();
  if (!parts.is_done()) return std::nullopt;
  return frame;
}

}  // namespace

std::string framed(const Frame& frame) {
  std::string body;
  put(body, frame.number);
  put(body, frame.previous);
  put(body, static_cast<std::uint64_t>(frame.schema));
  put(body, frame.log_first);
  put(body, std::uint64_t{frame.entries.size()});
  for (const Digest& entry : frame.entries) body.append(entry.begin(), entry.end());
  put(body, frame.note);
  put(body, std::uint64_t{frame.cosignatures.size()});
  for (const auto& [size, line] : frame.cosignatures) {
    put(body, size);
    put(body, line);
  }
  put(body, frame.rows);
  return head_of(body.size()) + body + sha256(body);
}

std::string digest_of(std::string_view framed) {
  return std::string(framed.substr(framed.size() - frame_digest_size));
}

ReadFrame frame_at_start(std::string_view bytes) {
  if (bytes.size() < head_size || is_blank(bytes)) return {{}, 0, FrameFault::cut};
  const std::uint64_t size = Parts(bytes).number();
  if (size > frame_size_max || bytes.substr(0, head_size) != head_of(size)) {
    return {{}, 0, FrameFault::damaged};
  }
  if (bytes.size() < head_size + size + frame_digest_size) return {{}, 0, FrameFault::cut};
  const std::string_view body = bytes.substr(head_size, size);
  if (sha256(body) != bytes.substr(head_size + size, frame_digest_size)) {
    return {
        {}, 0, is_blank(bytes.substr(head_size + size)) ? FrameFault::cut : FrameFault::damaged};
  }
  auto frame = frame_from(body);
  if (!frame) return {{}, 0, FrameFault::damaged};
  return {std::move(*frame), head_size + body.size() + frame_digest_size, FrameFault::none};
}

}  // namespace samtycke::server
