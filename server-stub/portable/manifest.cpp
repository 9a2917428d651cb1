#include "portable/manifest.hpp"

#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t hexadecimal_size = 64;

std::string sha256_of(std::string_view bytes) {
  const std::string named = digest_name(openssl_sha256(bytes));
  return named.substr(named.size() - hexadecimal_size);
}

}  // namespace

Value files_value(const std::vector<ArchivedFile>& files) {
  Value list = array_value();
  for (const ArchivedFile& file : files) {
    Value one = object_value();
    add_text(one, "name", file.name);
    add_text(one, "sha256", sha256_of(file.bytes));
    add(one, "size", integer_value(static_cast<std::int64_t>(file.bytes.size())));
    list.items.push_back(std::move(one));
  }
  return list;
}

std::optional<std::vector<ListedFile>> listed_files(const Value& manifest) {
  const Value* list = manifest.find("files");
  if (list == nullptr || !list->is(Value::Type::array)) return std::nullopt;
  std::vector<ListedFile> files;
  for (const Value& one : list->items) {
    const Value* name = one.find("name");
    const Value* digest = one.find("sha256");
    const Value* size = one.find("size");
    if (name == nullptr || digest == nullptr || size == nullptr ||
        !size->is(Value::Type::integer) || size->integer < 0) {
      return std::nullopt;
    }
    files.push_back({name->text, digest->text, static_cast<std::uint64_t>(size->integer)});
  }
  return files;
}

bool is_listed(const ListedFile& listed, const ArchivedFile& file) {
  return listed.name == file.name && listed.size == file.bytes.size() &&
         listed.sha256 == sha256_of(file.bytes);
}

}  // namespace samtycke::server
