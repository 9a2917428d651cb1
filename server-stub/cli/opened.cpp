#include "cli/opened.hpp"

namespace samtycke::server {
namespace {

std::string_view sentence_of(LogFault fault) {
  switch (fault) {
    case LogFault::unreadable:
      return ": the log in it cannot be read or written";
    case LogFault::foreign_key:
      return ": its log was signed with another `log_key`, or under another `log_origin`";
    case LogFault::damaged:
      break;
  }
  return ": its log is damaged: events, tiles and signed heads do not belong together";
}

}  // namespace

std::string sentence_of(OpenFault fault, const Config& config) {
  switch (fault) {
    case OpenFault::newer_schema:
      return config.database + ": it, or its keys, were made by a later version; use that one";
    case OpenFault::keys_unreadable:
      return config.party_keys + ": cannot be opened, or is damaged";
    case OpenFault::foreign_keys:
      return config.party_keys + ": are not the keys that " + config.database +
             " was sealed with; put those back";
    case OpenFault::copy_unreadable:
      return config.second_place_keys +
             ": is no copy of these party keys, or its disk is not there. After a lost disk "
             "`samtycke recover` comes first; `samtycke second-place` makes a new one";
    case OpenFault::place_unreadable:
      return config.second_place +
             ": is no second place, is damaged, or its disk is not there; "
             "`samtycke second-place` makes one";
    case OpenFault::place_foreign:
      return config.second_place + ": does not continue " + config.database +
             ". After a lost disk `samtycke recover` comes first; `samtycke second-place` begins "
             "anew";
    case OpenFault::place_behind:
      return config.second_place + ": lacks changes that " + config.database +
             " cannot tell it any more; `samtycke second-place` begins anew";
    case OpenFault::place_ahead:
      return config.database + ": is an older copy; " + config.second_place +
             " knows of more. `samtycke recover` takes that in";
    case OpenFault::database_lost:
      return config.database + ": is not there, and " + config.second_place +
             " knows of it. `samtycke recover` brings it back";
    case OpenFault::unreadable:
      break;
  }
  return config.database + ": cannot be opened, or is damaged";
}

std::variant<std::unique_ptr<Log>, std::string> read_log(const Config& config, Store& store) {
  auto key = SigningKey::load(config.log_key);
  if (!key) return config.log_key + ": is no key, or others may read it";
  auto opened = Log::open(store, config.log_origin, std::move(*key));
  if (const auto* fault = std::get_if<LogFault>(&opened)) {
    return config.database + std::string(sentence_of(*fault));
  }
  return std::move(std::get<std::unique_ptr<Log>>(opened));
}

}  // namespace samtycke::server
