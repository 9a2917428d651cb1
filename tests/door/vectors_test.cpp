// The vectors of tests/agree through the native door: one of the four sides that must agree.
#include "vectors.hpp"

#include <boost/test/unit_test.hpp>

#include "session.hpp"

namespace samtycke::door {

BOOST_AUTO_TEST_CASE(every_vector_is_answered_as_it_is_pinned) {
  Session session;
  std::size_t count = 0;
  for (const Vector& vector : read_vectors()) {
    const std::string answer = session.ask(vector.request);
    BOOST_TEST(answer == vector.answer, vector.name << "\n" << answer);
    ++count;
  }
  BOOST_TEST_MESSAGE(count << " vectors");
  BOOST_TEST(count >= 300u);
}

}  // namespace samtycke::door
