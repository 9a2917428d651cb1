#include "catalogue.hpp"

#include <algorithm>

#include "catalogue_reader.hpp"

namespace samtycke {

std::string_view Texts::in(std::string_view language) const {
  for (const auto& entry : by_language) {
    if (entry.first == language) return entry.second;
  }
  return {};
}

Result<Catalogue> Catalogue::parse(std::string_view text, Hash hash) {
  const Result<Value> value = read_json(text);
  if (!value) return value.error();
  return parse(*value, hash);
}

Result<Catalogue> Catalogue::parse(const Value& value, Hash hash) {
  Catalogue catalogue;
  if (const auto error = read_catalogue(value, catalogue)) return *error;
  catalogue.digest = digest_name(hash(canonical(value)));
  catalogue.document = value;
  return catalogue;
}

const Purpose* Catalogue::find(std::string_view purpose) const {
  const auto found = std::find_if(purposes.begin(), purposes.end(),
                                  [purpose](const Purpose& p) { return p.id == purpose; });
  return found == purposes.end() ? nullptr : &*found;
}

const Store* Catalogue::find_store(std::string_view store) const {
  const auto found =
      std::find_if(stores.begin(), stores.end(), [store](const Store& s) { return s.id == store; });
  return found == stores.end() ? nullptr : &*found;
}

bool Catalogue::ever_knew(std::string_view purpose) const {
  return find(purpose) != nullptr || std::find(retired_purposes.begin(), retired_purposes.end(),
                                               purpose) != retired_purposes.end();
}

bool takes_choices(const Purpose& purpose) {
  return purpose.kind == PurposeKind::consent || purpose.kind == PurposeKind::channel;
}

}  // namespace samtycke
