/// What was published, as the kept statements say it: each must be the one whose digest the log
/// holds.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/event.hpp"
#include "core/publication.hpp"
#include "verify/answers.hpp"

namespace samtycke::server {

class KeptPublications {
 public:
  /// Reads all of them; with keys, their signatures are verified. False when the table cannot be
  /// read to its end.
  bool read(Connection& connection, const std::vector<JwsKey>* keys, Claims& claims,
            const Tell& tell);

  /// Tells of the event that a version was published: by whom, or what is wrong with it.
  void pass(const Event& event, std::uint64_t position, const Tell& tell);

  /// Tells of statements that no event stood for.
  void finish(const Tell& tell) const;

 private:
  std::map<std::string, Publication, std::less<>> by_digest_;  // as an event's link has it
};

}  // namespace samtycke::server
