#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& lawful() { return telling_document(); }

BOOST_AUTO_TEST_SUITE(lint_of_receipts)

BOOST_AUTO_TEST_CASE(L34_what_a_receipt_must_tell_is_found_where_a_catalogue_does_not_tell_it) {
  for (const std::string member :
       {"notice_date", "jurisdiction", "storage_locations", "processing_locations", "address",
        "authority", "recipients", "processing_kinds"}) {
    one_lack(lawful(), "/receipt/" + member,
             {"receipt_field_missing", "L34", "/receipt/" + member});
  }
  one_lack(lawful(), "/receipt/address/street",
           {"receipt_field_missing", "L34", "/receipt/address"});
  one_lack(lawful(), "/receipt/authority/url",
           {"receipt_field_missing", "L34", "/receipt/authority/url"});
  one_lack(lawful(), "/receipt/data_types/1/terms",
           {"receipt_field_missing", "L34", "/receipt/data_types"});
  for (const std::string member : {"broader", "data", "processing", "source", "collection"}) {
    one_lack(lawful(), "/receipt/purposes/3/" + member,
             {"receipt_field_missing", "L34", "/receipt/purposes"});
  }
}

BOOST_AUTO_TEST_CASE(L34_what_cannot_be_read_of_it_is_one_finding_at_its_place) {
  one_fault(lawful(), "/receipt/jurisdiction", text_value("Sverige"),
            {"receipt_unreadable", "L34", "/receipt/jurisdiction"});
  one_fault(lawful(), "/receipt/purposes/0/id", text_value("flood-warning"),
            {"receipt_unreadable", "L34", "/receipt/purposes/0"});
}

BOOST_AUTO_TEST_CASE(L34_a_catalogue_is_signed_only_with_what_receipts_need) {
  const Catalogue silent = catalogue_of(without(lawful(), "/receipt"));
  BOOST_TEST(lint(silent).empty());
  const auto findings = lint_for_receipts(silent);
  BOOST_TEST_REQUIRE(findings.size() == 1u);
  BOOST_TEST(findings.front().code == "receipt_missing");
  BOOST_TEST(findings.front().where == "/receipt");
  BOOST_TEST(has_error(findings));
  BOOST_TEST(lint_for_receipts(catalogue_of(lawful())).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
