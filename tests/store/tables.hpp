/// The tables themselves, as another hand on the file sees and changes them: an operator's, or an
/// intruder's.
#pragma once

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <string>

namespace samtycke::server::test {

class OtherHand {
 public:
  explicit OtherHand(const std::string& path) {
    BOOST_REQUIRE_EQUAL(sqlite3_open(path.c_str(), &database_), SQLITE_OK);
  }
  OtherHand(const OtherHand&) = delete;
  OtherHand& operator=(const OtherHand&) = delete;
  ~OtherHand() { sqlite3_close(database_); }

  /// Why the script failed; empty when it was run.
  std::string run(const std::string& sql) {
    char* why = nullptr;
    const int done = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &why);
    std::string told = why == nullptr ? "" : why;
    sqlite3_free(why);
    if (done != SQLITE_OK && told.empty()) told = "failed";
    return told;
  }
  /// Whether a rule of the tables themselves stands against it.
  bool refuses(const std::string& sql) {
    return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT;
  }
  std::int64_t ask(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    BOOST_REQUIRE_EQUAL(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr),
                        SQLITE_OK);
    BOOST_REQUIRE_EQUAL(sqlite3_step(statement), SQLITE_ROW);
    const std::int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
  }

 private:
  sqlite3* database_ = nullptr;
};

inline void must_run(const std::string& path, const std::string& sql) {
  const std::string why = OtherHand(path).run(sql);
  BOOST_REQUIRE_MESSAGE(why.empty(), sql << ": " << why);
}

inline std::string bytes_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A database as the first version left it.
inline void make_version_1(const std::string& path) {
  must_run(path, bytes_of_file(SAMTYCKE_VERSION_1));
}

}  // namespace samtycke::server::test
