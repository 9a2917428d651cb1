#define BOOST_TEST_MODULE door
#include <boost/test/unit_test.hpp>
