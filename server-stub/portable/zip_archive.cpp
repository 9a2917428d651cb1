#include "portable/zip_archive.hpp"

#include <zip.h>

#include <memory>
#include <set>

namespace samtycke::server {
namespace {

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
/// Gives up what was not closed: nothing is written.
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using Archive = std::unique_ptr<zip_t, Discard>;

/// The first day that DOS could name: a file of the archive has no time of its own.
constexpr zip_uint16_t no_time = 0;
constexpr zip_uint16_t no_date = (0 << 9) | (1 << 5) | 1;

bool is_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/') return false;
  if (name.find("..") != name.npos || name.find("//") != name.npos) return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-/") == name.npos;
}

/// `source` stays its owner's.
Archive open_archive(zip_source_t* source, int flags) {
  zip_source_keep(source);
  Archive archive(zip_open_from_source(source, flags, nullptr));
  if (!archive) zip_source_free(source);
  return archive;
}

bool add(zip_t* archive, const ArchivedFile& file) {
  zip_source_t* bytes = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
  if (bytes == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, file.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(bytes);
    return false;
  }
  return zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), no_time, no_date, 0) == 0;
}

std::optional<std::string> read_source(zip_source_t* source) {
  if (zip_source_open(source) != 0) return std::nullopt;
  std::optional<std::string> bytes;
  if (zip_source_seek(source, 0, SEEK_END) == 0) {
    const zip_int64_t size = zip_source_tell(source);
    if (size >= 0 && zip_source_seek(source, 0, SEEK_SET) == 0) {
      bytes.emplace(static_cast<std::size_t>(size), '\0');
      if (zip_source_read(source, bytes->data(), bytes->size()) != size) bytes.reset();
    }
  }
  zip_source_close(source);
  return bytes;
}

std::optional<ArchivedFile> read_file_at(zip_t* archive, zip_uint64_t index, std::size_t size_max) {
  zip_stat_t told;
  if (zip_stat_index(archive, index, 0, &told) != 0) return std::nullopt;
  constexpr zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
  if ((told.valid & wanted) != wanted || told.encryption_method != ZIP_EM_NONE) return std::nullopt;
  if (!is_name(told.name) || told.size > size_max) return std::nullopt;
  const std::unique_ptr<zip_file_t, CloseFile> opened(zip_fopen_index(archive, index, 0));
  if (!opened) return std::nullopt;
  ArchivedFile file{told.name, std::string(static_cast<std::size_t>(told.size), '\0')};
  // One byte more shows a file that is longer than it says; its end is where its checksum is held.
  char more = 0;
  if (zip_fread(opened.get(), file.bytes.data(), told.size) !=
          static_cast<zip_int64_t>(told.size) ||
      zip_fread(opened.get(), &more, 1) != 0) {
    return std::nullopt;
  }
  return file;
}

}  // namespace

std::optional<std::string> zip_of(const std::vector<ArchivedFile>& files) {
  std::size_t size = 0;
  for (const ArchivedFile& file : files) size += file.bytes.size();
  if (files.size() > archived_files_max || size > archived_bytes_max) return std::nullopt;
  const Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!source) return std::nullopt;
  Archive archive = open_archive(source.get(), ZIP_TRUNCATE);
  if (!archive) return std::nullopt;
  for (const ArchivedFile& file : files) {
    if (!is_name(file.name) || !add(archive.get(), file)) return std::nullopt;
  }
  if (zip_close(archive.get()) != 0) return std::nullopt;
  (void)archive.release();
  return read_source(source.get());
}

std::optional<std::vector<ArchivedFile>> files_of(std::string_view zip) {
  const Source source(zip_source_buffer_create(zip.data(), zip.size(), 0, nullptr));
  if (!source) return std::nullopt;
  const Archive archive = open_archive(source.get(), ZIP_RDONLY | ZIP_CHECKCONS);
  if (!archive) return std::nullopt;
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count <= 0 || static_cast<std::size_t>(count) > archived_files_max) return std::nullopt;
  std::vector<ArchivedFile> files;
  std::set<std::string> names;
  std::size_t left = archived_bytes_max;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    auto file = read_file_at(archive.get(), i, left);
    if (!file || !names.insert(file->name).second) return std::nullopt;
    left -= file->bytes.size();
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace samtycke::server
