/// A moment as people write it in Sweden: the clock on their own wall, and how it differs from UTC.
#pragma once

#include <cstdint>
#include <string>

namespace samtycke::server {

/// A moment's parts by the clock of Stockholm; of UTC where the machine knows no other zone.
struct LocalMoment {
  int day = 0, month = 0, year = 0;  // the month from 1
  std::string time;                  // 14.03
  std::string zone;                  // UTC+1
  bool is_swedish = false;
};
LocalMoment local_moment(std::int64_t milliseconds);

}  // namespace samtycke::server
