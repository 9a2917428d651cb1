/// The vector file of tests/agree, read for C++.
#pragma once

#include <string>
#include <vector>

namespace samtycke::door {

struct Vector {
  std::string name;
  std::string request;  // the bytes that are sent
  std::string answer;
};

/// Every vector, in the order of their session. Throws when the file is not there.
std::vector<Vector> read_vectors();

}  // namespace samtycke::door
