/// The pinned lines of tests/agree by the core alone: what every other side must equal.
#include <boost/test/unit_test.hpp>

#include "core/evaluate.hpp"
#include "core/sha256.hpp"
#include "tests/door/vectors.hpp"

namespace samtycke {
namespace {

BOOST_AUTO_TEST_CASE(L29_every_pinned_line_is_answered_as_it_is_pinned) {
  Loaded loaded;
  std::string carried;
  std::size_t count = 0;
  for (const door::Vector& vector : door::read_vectors()) {
    Evaluation out = evaluate(carried, vector.request, loaded, sha256);
    BOOST_TEST(out.answer == vector.answer, vector.name);
    carried = std::move(out.carried);
    ++count;
  }
  BOOST_TEST(count >= 300u);
}

}  // namespace
}  // namespace samtycke
