/// How the readers of a catalogue read what stands in it many times: texts, lists, words.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fields.hpp"
#include "texts.hpp"

namespace samtycke {

/// A nested reader's fault, carried to the reader that holds it.
inline void close(Fields& outer, const Fields& inner) {
  if (const auto error = inner.error()) outer.fail(*error);
}

/// A text in the catalogue's languages.
Texts read_texts(Fields& outer, std::string_view name, const std::vector<std::string>& languages);
Texts read_optional_texts(Fields& outer, std::string_view name,
                          const std::vector<std::string>& languages);

/// Texts that are no ids; an empty list when the member is absent.
std::vector<std::string> read_names(Fields& fields, std::string_view name);

/// Reads each object of a list with `read(Fields&)` and returns what it gave.
template <typename Read>
auto read_list(Fields& outer, std::string_view name, std::size_t count_max, Read read) {
  std::vector<decltype(read(outer))> out;
  const Value& list = outer.array(name, count_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Fields fields(list.items[i], pointer(pointer(outer.where(), name), i));
    out.push_back(read(fields));
    close(outer, fields);
  }
  return out;
}

/// The same for a list that may be absent.
template <typename Read>
auto read_optional_list(Fields& outer, std::string_view name, std::size_t count_max, Read read) {
  if (outer.has(name)) return read_list(outer, name, count_max, read);
  return std::vector<decltype(read(outer))>();
}

}  // namespace samtycke
