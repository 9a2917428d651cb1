#include "cli/words.hpp"

#include "cli/files.hpp"
#include "core/limits.hpp"

namespace samtycke::server {

std::optional<Words> Words::load(std::string_view language) {
  const auto bytes =
      read_file(data_folder() + "/text/" + std::string(language) + ".json", limits::text_size_max);
  if (!bytes) return std::nullopt;
  auto document = read_json(*bytes);
  if (!document) return std::nullopt;
  return Words(std::move(*document));
}

std::string_view Words::find(std::string_view table, std::string_view name) const {
  const Value* sentences = document_.find(table);
  const Value* sentence = sentences == nullptr ? nullptr : sentences->find(name);
  return sentence == nullptr ? name : std::string_view(sentence->text);
}

}  // namespace samtycke::server
