/// base64: the published examples (RFC 4648 section 10), and that each byte string has one text.
#include "core/base64.hpp"

#include <boost/test/unit_test.hpp>

#include "random.hpp"

namespace samtycke {
namespace {

BOOST_AUTO_TEST_SUITE(base64_text)

BOOST_AUTO_TEST_CASE(the_published_examples_go_both_ways) {
  for (const auto& [bytes, text] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"},
                                                        {"\xFB\xEF\xFF", "++//"}}) {
    BOOST_TEST(base64(std::string_view(bytes)) == text);
    BOOST_TEST(bytes_from_base64(text).value() == bytes);
  }
}

BOOST_AUTO_TEST_CASE(any_other_spelling_is_none) {
  for (const char* text : {"Z",     "Zg",     "Zg=",    "Zg===", "Zh==", "Zm9=",      "Zm8",
                           "Zm9vY", "=",      "==",     "====",  "Z===", "Zg==Zg==",  "Zg= =",
                           " Zg==", "Zg==\n", "Zm\n9v", "-_-_",  "Zm9*", "\xC3\xA5=="}) {
    BOOST_TEST(!bytes_from_base64(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_whatever_the_bytes) {
  made::Random random;
  for (int i = 0; i < 500; ++i) {
    std::string bytes(random.below(80), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.below(256));
    const std::string text = base64(std::string_view(bytes));
    BOOST_TEST(bytes_from_base64(text).value() == bytes);
    BOOST_TEST(digest_from_base64(text).has_value() == (bytes.size() == 32));
  }
}

BOOST_AUTO_TEST_CASE(the_alphabet_of_urls_has_no_padding_and_one_spelling) {
  // RFC 4648 section 10, and the two letters that differ.
  BOOST_TEST(base64url("foobar") == "Zm9vYmFy");
  BOOST_TEST(base64url("foob") == "Zm9vYg");
  BOOST_TEST(base64url("\xFB\xEF\xFF") == "--__");
  BOOST_TEST(base64url("") == "");
  BOOST_TEST(bytes_from_base64url("Zm9vYg").value() == "foob");
  BOOST_TEST(bytes_from_base64url("--__").value() == "\xFB\xEF\xFF");
  for (const char* text : {"Zm9vYg==", "Zm9vYh", "Z", "++//", "Zm 9v", "Zm9vYg\n"}) {
    BOOST_TEST(!bytes_from_base64url(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
