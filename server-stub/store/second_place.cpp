#include "store/second_place.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/base64.hpp"
#include "core/fields.hpp"

namespace samtycke::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view changes_word = "-changes-";
constexpr std::string_view base_word = "-base.db";
constexpr std::size_t prefix_bytes_count = 8;
constexpr std::size_t digits_count = 12;
constexpr std::size_t name_file_size_max = 1'024;

/// By which the files of one chain are told from those of another.
std::string prefix_of(const std::string& chain) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char byte : chain.substr(0, prefix_bytes_count)) {
    const auto code = static_cast<unsigned char>(byte);
    out += digits[code >> 4];
    out += digits[code & 15];
  }
  return out;
}

std::string segment_name(const std::string& chain, std::uint64_t first) {
  const std::string digits = std::to_string(first);
  return prefix_of(chain) + std::string(changes_word) +
         std::string(digits_count - std::min(digits_count, digits.size()), '0') + digits;
}

struct Segment {
  std::uint64_t first = 0;
  std::string path;
};

std::optional<std::uint64_t> number_from(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

std::optional<std::vector<fs::path>> files_in(const std::string& folder) {
  std::error_code failed;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    files.push_back(entry->path());
  }
  if (failed) return std::nullopt;
  return files;
}

std::optional<std::vector<Segment>> segments_in(const std::string& folder,
                                                const std::string& chain) {
  const auto files = files_in(folder);
  if (!files) return std::nullopt;
  const std::string prefix = prefix_of(chain) + std::string(changes_word);
  std::vector<Segment> segments;
  for (const fs::path& file : *files) {
    const std::string name = file.filename().string();
    if (!name.starts_with(prefix)) continue;
    const auto first = number_from(std::string_view(name).substr(prefix.size()));
    if (first) segments.push_back({*first, file.string()});
  }
  std::sort(segments.begin(), segments.end(),
            [](const Segment& a, const Segment& b) { return a.first < b.first; });
  return segments;
}

std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return std::nullopt;
  return bytes;
}

bool sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  return synced;
}

bool sync_folder(const std::string& folder) { return sync_path(folder, O_RDONLY | O_DIRECTORY); }

bool write_all(int file, std::string_view bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::uint64_t>(written);
  }
  return true;
}

bool replace_durably(const std::string& folder, const std::string& name, std::string_view bytes) {
  const std::string draft = folder + "/" + name + ".new";
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool written = write_all(file, bytes, 0) && ::fsync(file) == 0;
  ::close(file);
  return written && ::rename(draft.c_str(), (folder + "/" + name).c_str()) == 0 &&
         sync_folder(folder);
}

bool write_name(const std::string& folder, const PlaceName& name) {
  Value out = object_value();
  add_text(out, "chain", base64(name.chain));
  add(out, "late", boolean_value(name.is_late));
  add(out, "schema", integer_value(name.schema));
  return replace_durably(folder, "place", canonical(out) + "\n");
}

/// One file's frames. True to go on with the next file: this one is whole and all was taken.
class Reading {
 public:
  Reading(PlaceEnd& end, std::uint64_t after,
          const std::function<bool(const Frame&, std::string_view)>& take)
      : end_(end), after_(after), take_(take) {}

  bool read(std::string_view bytes, bool is_first) {
    while (!bytes.empty()) {
      const ReadFrame read = frame_at_start(bytes);
      // What came before the oldest file that is kept is known by its number alone.
      const bool begins = is_first && whole_size_ == 0 && read.frame.number > 1;
      const bool follows =
          begins || (read.frame.number == end_.number + 1 && read.frame.previous == end_.digest);
      end_.tail = read.fault != FrameFault::none ? read.fault
                  : follows                      ? FrameFault::none
                                                 : FrameFault::damaged;
      if (end_.tail != FrameFault::none) return false;
      const std::string_view framed = bytes.substr(0, read.size);
      if (read.frame.number > after_ && !take_(read.frame, framed)) return false;
      end_ = {read.frame.number, digest_of(framed), FrameFault::none};
      bytes.remove_prefix(read.size);
      whole_size_ += read.size;
    }
    return true;
  }
  /// Of the file read last.
  std::uint64_t whole_size() const { return whole_size_; }

 private:
  PlaceEnd& end_;
  const std::uint64_t after_;
  const std::function<bool(const Frame&, std::string_view)>& take_;
  std::uint64_t whole_size_ = 0;
};

}  // namespace

std::string place_base(const std::string& folder, const std::string& chain) {
  return folder + "/" + prefix_of(chain) + std::string(base_word);
}

std::optional<PlaceName> read_place(const std::string& folder) {
  const auto bytes = bytes_of(folder + "/place");
  if (!bytes || bytes->size() > name_file_size_max) return std::nullopt;
  const auto value = read_json(std::string_view(*bytes).substr(0, bytes->find('\n')));
  if (!value) return std::nullopt;
  Fields fields(*value, "");
  const auto chain = bytes_from_base64(fields.text("chain"));
  PlaceName name;
  name.is_late = fields.boolean("late");
  name.schema = fields.integer("schema", 1, 1'000'000);
  if (fields.error() || !chain || chain->size() != frame_digest_size) return std::nullopt;
  name.chain = *chain;
  return name;
}

bool begin_place(const std::string& folder, const PlaceName& name) {
  if (!write_name(folder, name)) return false;
  const auto files = files_in(folder);
  if (!files) return false;
  const std::string prefix = prefix_of(name.chain);
  for (const fs::path& file : *files) {
    const std::string other = file.filename().string();
    const bool is_of_a_chain =
        other.ends_with(base_word) || other.find(changes_word) == prefix.size();
    std::error_code failed;
    if (is_of_a_chain && !other.starts_with(prefix) && !fs::remove(file, failed)) return false;
  }
  return sync_folder(folder);
}

bool mark_late(const std::string& folder) {
  auto name = read_place(folder);
  if (!name) return false;
  if (name->is_late) return true;
  name->is_late = true;
  return write_name(folder, *name);
}

std::optional<PlaceEnd> read_frames(
    const std::string& folder, const PlaceName& name, std::uint64_t after,
    const std::function<bool(const Frame&, std::string_view)>& take) {
  const auto segments = segments_in(folder, name.chain);
  if (!segments) return std::nullopt;
  PlaceEnd end{0, name.chain, FrameFault::none};
  for (std::size_t i = 0; i < segments->size(); ++i) {
    // All of it is in copies that know of more.
    const bool is_over = i + 1 < segments->size() && (*segments)[i + 1].first <= after + 1;
    if (is_over) continue;
    const auto bytes = bytes_of((*segments)[i].path);
    if (!bytes) return std::nullopt;
    const bool is_first = end.number == 0;
    if (is_first && (*segments)[i].first > after + 1) {
      end.tail = FrameFault::damaged;
      return end;
    }
    if (!Reading(end, after, take).read(*bytes, is_first)) {
      // A file that ends early is being written only when none comes behind it.
      if (end.tail == FrameFault::cut && i + 1 < segments->size()) end.tail = FrameFault::damaged;
      return end;
    }
  }
  return end;
}

std::unique_ptr<SecondPlace> SecondPlace::open(const std::string& folder,
                                               const std::string& chain) {
  auto name = read_place(folder);
  if (!name || name->chain != chain) return nullptr;
  std::unique_ptr<SecondPlace> place(new SecondPlace(folder, std::move(*name)));
  // What a process that died had written and not yet synced counts from here on.
  if (!place->find_end() || !sync_folder(folder)) return nullptr;
  if (!place->segment_.empty() && !sync_path(place->segment_, O_WRONLY)) return nullptr;
  return place;
}

SecondPlace::~SecondPlace() { close(); }

void SecondPlace::close() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

/// Looks at the last file that holds a whole frame alone: the verifier is to be ready at once.
bool SecondPlace::find_end() {
  const auto segments = segments_in(folder_, name_.chain);
  if (!segments) return false;
  end_ = {0, name_.chain, FrameFault::none};
  for (auto segment = segments->rbegin(); segment != segments->rend(); ++segment) {
    const auto bytes = bytes_of(segment->path);
    if (!bytes) return false;
    PlaceEnd end{0, name_.chain, FrameFault::none};
    const std::function<bool(const Frame&, std::string_view)> all =
        [](const Frame&, std::string_view) { return true; };
    Reading reading(end, 0, all);
    (void)reading.read(*bytes, true);
    segment_ = segment->path;
    size_ = reading.whole_size();
    end_ = end;
    if (end.number > 0) return true;
    // Begun and never whole: it is begun again, behind what the file before it ends with.
    std::error_code failed;
    if (end.tail == FrameFault::damaged || !fs::remove(segment->path, failed)) return false;
  }
  segment_.clear();
  size_ = 0;
  return true;
}

bool SecondPlace::reopen(std::uint64_t first) {
  if (file_ >= 0 && size_ < segment_size_max) return true;
  close();
  // A disk that went away and left an empty folder, or came back as another one, is not written to.
  const auto now = read_place(folder_);
  if (!now || now->chain != name_.chain) return false;
  if (segment_.empty() || size_ >= segment_size_max) {
    segment_ = folder_ + "/" + segment_name(name_.chain, first);
    size_ = 0;
  }
  const bool is_new = size_ == 0;
  file_ = ::open(segment_.c_str(), O_WRONLY | O_CLOEXEC | (is_new ? O_CREAT : 0), 0600);
  if (file_ < 0) return false;
  if (::ftruncate(file_, static_cast<off_t>(size_)) == 0 && ::fsync(file_) == 0 &&
      (!is_new || sync_folder(folder_))) {
    return true;
  }
  close();
  return false;
}

bool SecondPlace::append(std::uint64_t first, std::uint64_t last, std::string_view framed) {
  if (first != end_.number + 1 || !reopen(first)) return false;
  if (!write_all(file_, framed, size_) || ::fdatasync(file_) != 0) {
    close();
    return false;
  }
  size_ += framed.size();
  end_ = {last, digest_of(framed), FrameFault::none};
  return true;
}

}  // namespace samtycke::server
