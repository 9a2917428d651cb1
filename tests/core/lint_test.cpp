#include "core/lint.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::with;
using made::without;

/// The one finding of a document that was lawful before its last change.
void finds(const Value& document, std::string_view code, std::string_view row,
           std::string_view where) {
  const auto findings = lint(made::catalogue_of(document));
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.code == code && finding.row == row && finding.where == where;
  });
  BOOST_TEST((found != findings.end()),
             "no " << code << " at " << where << " among " << findings.size());
}

BOOST_AUTO_TEST_SUITE(linting)

BOOST_AUTO_TEST_CASE(the_catalogues_that_may_be_published_have_no_finding) {
  const auto shipped =
      lint(made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE))));
  for (const auto& findings : {lint(made::demo()), lint(made::second()), shipped}) {
    BOOST_TEST(findings.empty());
    for (const Finding& finding : findings) {
      BOOST_TEST_MESSAGE(finding.code << " at " << finding.where);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_switch_that_is_on_from_the_start_is_found_L2) {
  finds(with(made::second_document(), "/purposes/0/default", boolean_value(true)), "on_by_default",
        "L2", "/purposes/0/default");
  finds(with(made::second_document(), "/channels/0/default", boolean_value(true)), "on_by_default",
        "L2", "/channels/0/default");
  BOOST_TEST(lint(made::catalogue_of(
                      with(made::second_document(), "/purposes/0/default", boolean_value(false))))
                 .empty());
}

BOOST_AUTO_TEST_CASE(what_a_notice_lacks_is_found_L8_L9_L10) {
  const Value& document = made::second_document();
  finds(without(document, "/purposes/0/automated_decision"), "notice_minimum_missing", "L8",
        "/purposes/0");
  finds(without(document, "/purposes/0/third_country"), "notice_minimum_missing", "L8",
        "/purposes/0");
  finds(without(document, "/purposes/0/data_types"), "data_or_age_missing", "L9", "/purposes/0");
  finds(without(document, "/purposes/0/max_age_days"), "data_or_age_missing", "L9", "/purposes/0");
  finds(without(document, "/purposes/0/processing_kinds"), "processing_kind_missing", "L10",
        "/purposes/0");
  finds(with(document, "/purposes/0/automated_decision", text_value("price")), "automated_decision",
        "L125", "/purposes/0/automated_decision");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_missing_in_a_language_is_found_L12_L19_L50) {
  const Value& document = made::second_document();
  finds(without(document, "/purposes/0/title/sv"), "language_missing", "L12", "/purposes/0");
  finds(without(document, "/purposes/1/text/en"), "language_missing", "L12", "/purposes/1");
  finds(without(document, "/information_purposes/0/text/en"), "language_missing", "L12",
        "/information_purposes/0");
  finds(without(document, "/notes/voluntary_note/sv"), "voluntary_note_missing", "L19",
        "/notes/voluntary_note");
  finds(without(document, "/notes/withdraw_note/en"), "withdraw_note_missing", "L50",
        "/notes/withdraw_note");
}

BOOST_AUTO_TEST_CASE(a_data_type_that_no_purpose_may_hold_is_found_L20_L21) {
  const Value& document = made::second_document();
  for (const std::string_view type : {"tapped-words", "illness", "neighbour"}) {
    finds(with(document, "/purposes/0/data_types/0", text_value(type)), "forbidden_data_type",
          "L21", "/purposes/0/data_types");
  }
}

BOOST_AUTO_TEST_CASE(a_purpose_without_its_gate_sign_off_or_assessment_is_found_L81_L132) {
  const Value& document = made::second_document();
  finds(without(document, "/purposes/0/lek_gate"), "lek_gate_missing", "L81",
        "/purposes/0/lek_gate");
  finds(with(document, "/purposes/0/lek_gate", text_value("9:30")), "lek_gate_missing", "L81",
        "/purposes/0/lek_gate");
  finds(with(document, "/purposes/2/active", boolean_value(true)), "legal_signoff_missing", "L81",
        "/purposes/2/legal_signoff");
  finds(without(document, "/purposes/0/dpia_ref"), "dpia_missing", "L132", "/purposes/0/dpia_ref");
  // Not in force, neither is needed yet.
  BOOST_TEST(
      lint(made::catalogue_of(without(with(document, "/purposes/0/active", boolean_value(false)),
                                      "/purposes/0/dpia_ref")))
          .empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
