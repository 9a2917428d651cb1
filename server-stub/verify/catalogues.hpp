/// The kept versions of catalogues, and the words behind each yes.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/catalogue.hpp"
#include "core/event.hpp"
#include "verify/answers.hpp"

namespace samtycke::server {

class KeptCatalogues {
 public:
  /// Reads all of them. With keys, their signatures are verified. False when the table cannot be
  /// read to its end.
  bool read(Connection& connection, const std::vector<JwsKey>* keys, Claims& claims,
            const Tell& tell);

  /// Whether the words of a yes are here, letter by letter. A stop counts on any words.
  bool resolves(const Event& event);

  std::uint64_t count() const { return rows_count_; }

 private:
  std::string digest_shown(const Event& event) const;

  std::map<std::pair<std::string, std::string>, Catalogue> by_version_;  // id, version
  std::map<std::string, std::string, std::less<>> digests_;              // of notices met so far
  std::uint64_t rows_count_ = 0;
};

}  // namespace samtycke::server
