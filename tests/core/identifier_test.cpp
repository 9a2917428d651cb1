#include "core/identifier.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

Code unfit(IdentifierKind kind, std::string_view value) {
  return unfit_identifier(kind, value).value_or(Code::accepted);
}

BOOST_AUTO_TEST_SUITE(identifiers)

BOOST_AUTO_TEST_CASE(a_phone_number_is_written_with_plus_and_country_code_R16) {
  for (const std::string_view value : {"+46701234567", "+4612345", "+123456789012345",
                                       // It would be a personnummer without its plus.
                                       "+191212121212"}) {
    BOOST_TEST(unfit(IdentifierKind::msisdn, value) == Code::accepted, value);
  }
  for (const std::string_view value :
       {"", "+", "46701234567", "0701234567", "+0701234567", "+46 70 123 45 67", "+46701234567x",
        "+123456", "+1234567890123456", "0046701234567", "1212121212"}) {
    BOOST_TEST(unfit(IdentifierKind::msisdn, value) == Code::msisdn_not_e164, value);
  }
}

BOOST_AUTO_TEST_CASE(a_customer_number_is_the_operators_own_and_no_personnummer_R16) {
  for (const std::string_view value : {"1", "K-1234567", "556677-8899", "a1"}) {
    BOOST_TEST(unfit(IdentifierKind::customer_number, value) == Code::accepted, value);
  }
  for (const std::string_view value : {"19121212-1212", "191212121212", "121212-1212"}) {
    BOOST_TEST(unfit(IdentifierKind::customer_number, value) == Code::personnummer_in_payload,
               value);
  }
  for (const std::string_view value : {"", "a b", "å", "+46701234567"}) {
    BOOST_TEST(unfit(IdentifierKind::customer_number, value) == Code::bad_value, value);
  }
  BOOST_TEST(unfit(IdentifierKind::customer_number, std::string(65, '1')) == Code::bad_value);
}

BOOST_AUTO_TEST_CASE(a_name_holds_no_personnummer_L23) {
  BOOST_TEST(!unfit_name("Anna Björk").has_value());
  BOOST_TEST(unfit_name("").value() == Code::bad_value);
  BOOST_TEST(unfit_name(std::string(201, 'a')).value() == Code::too_long);
  BOOST_TEST(unfit_name("Anna 19121212-1212").value() == Code::personnummer_in_payload);
}

BOOST_AUTO_TEST_CASE(an_identifier_is_read_strictly) {
  const auto read = [](std::string_view text) {
    return identifier_from(made::json_of(text), "/identifier");
  };
  const auto number = read(R"({"kind":"msisdn","value":"+46701234567"})");
  BOOST_TEST_REQUIRE(bool(number));
  BOOST_TEST((number->kind == IdentifierKind::msisdn));
  BOOST_TEST(number->value == "+46701234567");
  for (const auto& [text, code] :
       {std::pair{R"({"kind":"msisdn","value":"0701234567"})", Code::msisdn_not_e164},
        {R"({"kind":"customer-number","value":"191212121212"})", Code::personnummer_in_payload},
        {R"({"kind":"e-mail","value":"a@b.example"})", Code::bad_value},
        {R"({"kind":"msisdn"})", Code::missing_member},
        {R"({"kind":"msisdn","value":"+46701234567","x":1})", Code::unknown_member},
        {R"("+46701234567")", Code::wrong_type}}) {
    const auto refused = read(text);
    BOOST_TEST_REQUIRE(!refused, text);
    BOOST_TEST(refused.error().code == code, text << ": " << refused.error());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
