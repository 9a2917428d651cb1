/// Canonical JSON that we wrote ourselves, parted into its members without reading what is in them:
/// an answer of many kilobytes is held against what it must be by its bytes. Whatever is looked at
/// closer is read by the core's reader, or must equal bytes that were.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace samtycke::server {

struct Part {
  std::string_view name;
  std::string_view bytes;
};

/// The members of a canonical object. Nothing when it is none: names not in their order, or twice,
/// or not plain ASCII; bytes before, between or behind them.
std::optional<std::vector<Part>> parts_of(std::string_view object);
/// The same of an array.
std::optional<std::vector<std::string_view>> items_of(std::string_view array);

/// The bytes of a member; empty when there is none.
std::string_view find(const std::vector<Part>& parts, std::string_view name);
/// What stands between the quotes of a string without escapes; nothing for anything else.
std::optional<std::string_view> plain_text(std::string_view string);

}  // namespace samtycke::server
