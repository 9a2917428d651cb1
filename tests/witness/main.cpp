#define BOOST_TEST_MODULE witness
#include <boost/test/unit_test.hpp>
