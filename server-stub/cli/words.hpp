/// The sentences of core/text for what a command prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json.hpp"

namespace samtycke::server {

class Words {
 public:
  /// "sv" or "en"; nothing when the file is missing or no such thing.
  static std::optional<Words> load(std::string_view language);

  // The name itself where no sentence stands for it.
  std::string_view code(std::string_view name) const { return find("codes", name); }
  std::string_view finding(std::string_view name) const { return find("lint", name); }
  std::string_view check(std::string_view name) const { return find("checks", name); }

 private:
  explicit Words(Value document) : document_(std::move(document)) {}
  std::string_view find(std::string_view table, std::string_view name) const;

  Value document_;
};

}  // namespace samtycke::server
