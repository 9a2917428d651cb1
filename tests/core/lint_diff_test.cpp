#include <algorithm>

#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& old_document() { return second_document(); }

/// The newer version of a changed document.
Value raised(const Value& document) { return with(document, "/version", integer_value(8)); }

LintDiff diff(const Value& newer) {
  return lint_diff(catalogue_of(old_document()), catalogue_of(newer));
}

void finds(const LintDiff& diff, std::string_view code, std::string_view row,
           std::string_view where, std::string_view name) {
  BOOST_TEST(diff.findings.size() == 1u, code);
  for (const Finding& finding : diff.findings) {
    BOOST_TEST(finding.code == code);
    BOOST_TEST(finding.row == row);
    BOOST_TEST(finding.where == where);
    BOOST_TEST(finding.name == name);
  }
}

/// What each changed member of the first purpose is: another one, and one more version.
void needs_processing_version(std::string_view member, const Value& value) {
  const std::string place = "/purposes/0/" + std::string(member);
  const Value changed = raised(with(old_document(), place, value));
  const LintDiff forgotten = diff(changed);
  finds(forgotten, "processing_version_not_raised", "L54", "/purposes/0/processing_version",
        "leak-hints");
  BOOST_TEST(forgotten.changes.size() == 1u);
  BOOST_TEST(forgotten.changes.at(0).processing == std::vector<std::string>{std::string(member)},
             boost::test_tools::per_element());
  BOOST_TEST(forgotten.changes.at(0).words.empty());
  const LintDiff done = diff(with(changed, "/purposes/0/processing_version", integer_value(5)));
  BOOST_TEST(done.findings.empty());
  BOOST_TEST(done.changes.size() == 1u);
}

void needs_text_version(const Value& changed, std::string_view word) {
  const LintDiff forgotten = diff(raised(changed));
  finds(forgotten, "text_version_not_raised", "L55", "/purposes/0/text_version", "leak-hints");
  BOOST_TEST(forgotten.changes.at(0).processing.empty());
  BOOST_TEST(forgotten.changes.at(0).words == std::vector<std::string>{std::string(word)},
             boost::test_tools::per_element());
  const Value done = with(changed, "/purposes/0/text_version", integer_value(10));
  BOOST_TEST(diff(raised(done)).findings.empty());
}

BOOST_AUTO_TEST_SUITE(lint_of_two_versions)

BOOST_AUTO_TEST_CASE(L54_what_a_yes_is_about_changes_with_a_processing_version) {
  needs_processing_version("data_types", names({"litres"}));
  needs_processing_version("max_age_days", integer_value(91));
  needs_processing_version("look_back_days", integer_value(31));
  needs_processing_version("recipients", names({"R\u00f6rmokarna AB", "En till"}));
  needs_processing_version("roles", names({"engineer"}));
  needs_processing_version("processing_kinds", array_value());
  needs_processing_version("marketed_classes", names({"pool"}));
  needs_processing_version("marketing", boolean_value(true));
  needs_processing_version("lek_gate", text_value("9:27"));
  needs_processing_version("legal_basis", text_value("article 6(1)(a)"));
  needs_processing_version("consent_by", text_value("both"));
  needs_processing_version("third_country", text_value("USA"));
  needs_processing_version("automated_decision", text_value("price"));
}

BOOST_AUTO_TEST_CASE(L54_what_is_less_or_in_another_order_needs_none) {
  for (const auto& [member, value] :
       {std::pair<std::string, Value>{"max_age_days", integer_value(89)},
        {"data_types", names({"pressure", "litres"})},
        {"recipients", names({"R\u00f6rmokarna AB"})},
        {"active", boolean_value(false)}}) {
    const LintDiff less = diff(raised(with(old_document(), "/purposes/0/" + member, value)));
    BOOST_TEST(less.findings.empty(), member);
    BOOST_TEST(less.changes.empty(), member);
  }
}

BOOST_AUTO_TEST_CASE(L54_other_data_and_other_words_need_one_version_the_processings) {
  const Value changed = with(with(old_document(), "/purposes/0/data_types", names({"litres"})),
                             "/purposes/0/text/sv", text_value("Vi j\u00e4mf\u00f6r."));
  const LintDiff forgotten = diff(raised(changed));
  finds(forgotten, "processing_version_not_raised", "L54", "/purposes/0/processing_version",
        "leak-hints");
  BOOST_TEST_REQUIRE(forgotten.changes.size() == 1u);
  BOOST_TEST(forgotten.changes[0].words == std::vector<std::string>{"text"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(L54_what_people_chose_about_becomes_no_information_under_its_name) {
  Value asks = *old_document().find("purposes");
  const Value told = with(old_document().find("information_purposes")->items[0], "/id",
                          *asks.items.back().find("id"));
  asks.items.pop_back();
  const LintDiff tells =
      diff(raised(with(with(old_document(), "/purposes", asks), "/information_purposes/-", told)));
  finds(tells, "processing_version_not_raised", "L54", "/information_purposes/2/processing_version",
        "pipe-planning");
  BOOST_TEST_REQUIRE(tells.changes.size() == 1u);
  BOOST_TEST(tells.changes[0].processing.front() == "kind");
}

BOOST_AUTO_TEST_CASE(L54_a_processing_version_never_goes_down) {
  finds(diff(raised(with(old_document(), "/purposes/0/processing_version", integer_value(3)))),
        "processing_version_lowered", "L54", "/purposes/0/processing_version", "leak-hints");
}

BOOST_AUTO_TEST_CASE(L54_a_changed_catalogue_has_a_higher_version) {
  BOOST_TEST(diff(old_document()).findings.empty());
  const Value changed = with(old_document(), "/operator/contact", text_value("a@b.example"));
  finds(diff(changed), "catalogue_version_not_raised", "L54", "/version", "");
  finds(diff(with(changed, "/version", integer_value(6))), "catalogue_version_not_raised", "L54",
        "/version", "");
  BOOST_TEST(diff(raised(changed)).findings.empty());
  finds(diff(raised(with(old_document(), "/catalogue", text_value("fire-works")))),
        "other_catalogue", "L54", "/catalogue", "");
}

BOOST_AUTO_TEST_CASE(L55_words_alone_change_with_a_text_version) {
  needs_text_version(
      with(old_document(), "/purposes/0/text/sv", text_value("Vi j\u00e4mf\u00f6r.")), "text");
  needs_text_version(with(old_document(), "/purposes/0/title/en", text_value("Hints")), "title");
  needs_text_version(with(old_document(), "/data_types/1/label/en", text_value("bars")), "labels");
  // A new processing version asks anew, whatever the words are.
  BOOST_TEST(diff(raised(with(with(old_document(), "/purposes/0/text/sv", text_value("Vi.")),
                              "/purposes/0/processing_version", integer_value(5))))
                 .findings.empty());
}

BOOST_AUTO_TEST_CASE(L55_words_that_every_notice_holds_change_every_text_version) {
  for (const auto& [place, word] :
       {std::pair<std::string, std::string>{"/operator/name", "operator"},
        {"/notes/voluntary_note/sv", "notes"},
        {"/notes/withdraw_note/sv", "notes"}}) {
    const LintDiff all = diff(raised(with(old_document(), place, text_value("Annat"))));
    BOOST_TEST(all.findings.size() == 4u, place);
    BOOST_TEST(all.changes.at(3).purpose == "note-on-door");
    BOOST_TEST(all.changes.at(3).words == std::vector<std::string>{word},
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(L55_a_text_version_never_goes_down) {
  finds(diff(raised(with(old_document(), "/purposes/0/text_version", integer_value(8)))),
        "text_version_lowered", "L55", "/purposes/0/text_version", "leak-hints");
}

BOOST_AUTO_TEST_CASE(L36_a_purpose_that_is_gone_can_still_be_withdrawn) {
  Value fewer = *old_document().find("purposes");
  fewer.items.pop_back();
  const Value gone = raised(with(old_document(), "/purposes", fewer));
  finds(diff(gone), "purpose_vanished", "L36", "/retired_purposes", "pipe-planning");
  BOOST_TEST(diff(with(gone, "/retired_purposes", names({"well-survey", "pipe-planning"})))
                 .findings.empty());
  finds(diff(raised(with(old_document(), "/retired_purposes", array_value()))), "purpose_vanished",
        "L36", "/retired_purposes", "well-survey");
  // Nobody chose about information, and a browser keeps what was chosen about cookies.
  Value informed = *old_document().find("information_purposes");
  informed.items.pop_back();
  for (const auto& [list, left] : {std::pair<std::string, Value>{"/information_purposes", informed},
                                   {"/cookie_categories", array_value()}}) {
    BOOST_TEST(diff(raised(with(old_document(), list, left))).findings.empty(), list);
  }
}

BOOST_AUTO_TEST_CASE(L54_an_age_without_an_end_is_a_greater_one) {
  const LintDiff endless = diff(raised(without(old_document(), "/purposes/0/max_age_days")));
  finds(endless, "processing_version_not_raised", "L54", "/purposes/0/processing_version",
        "leak-hints");
  BOOST_TEST(endless.changes.at(0).processing == std::vector<std::string>{"max_age_days"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(L54_a_purpose_that_is_new_or_begins_to_ask_has_no_yes_to_outlive) {
  Value purpose = with(old_document().find("purposes")->items[0], "/id", text_value("new-hints"));
  const LintDiff more = diff(raised(with(old_document(), "/purposes/-", purpose)));
  BOOST_TEST(more.findings.empty());
  BOOST_TEST(more.changes.empty());
  // What was information until now is asked for: that is a change, and its first version.
  purpose = with(std::move(purpose), "/id", text_value("yearly-leaflet"));
  Value informed = *old_document().find("information_purposes");
  informed.items.pop_back();
  const LintDiff asks = diff(raised(
      with(with(old_document(), "/purposes/-", purpose), "/information_purposes", informed)));
  BOOST_TEST(asks.findings.empty());
  BOOST_TEST_REQUIRE(asks.changes.size() == 1u);
  BOOST_TEST(asks.changes[0].purpose == "yearly-leaflet");
  BOOST_TEST(asks.changes[0].processing.front() == "kind");
}

BOOST_AUTO_TEST_CASE(L55_a_label_that_is_gone_is_another_label) {
  Value fewer = *old_document().find("data_types");
  fewer.items.pop_back();
  needs_text_version(with(old_document(), "/data_types", fewer), "labels");
}

BOOST_AUTO_TEST_CASE(L55_a_kind_of_processing_is_told_by_its_label) {
  const LintDiff all =
      diff(raised(with(old_document(), "/processing_kinds/0/label/en", text_value("weigh"))));
  BOOST_TEST_REQUIRE(all.changes.size() == 3u);
  BOOST_TEST(all.findings.size() == 3u);
  for (const PurposeChange& change : all.changes) {
    BOOST_TEST(change.processing.empty(), change.purpose);
    BOOST_TEST(change.words == std::vector<std::string>{"labels"},
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(L54_information_that_becomes_a_choice_or_was_one_is_of_its_first_version) {
  Value others = array_value();
  others.items.push_back(old_document().find("information_purposes")->items[0]);
  const Value informs = with(raised(old_document()), "/information_purposes", others);
  Value choice = old_document().find("purposes")->items[0];
  choice = with(std::move(choice), "/id", text_value("yearly-leaflet"));
  for (const std::string_view version : {"/processing_version", "/text_version"}) {
    choice = with(std::move(choice), version, integer_value(1));
  }
  choice = with(std::move(choice), "/look_back_days", integer_value(1));
  const Value asks = with(informs, "/purposes/-", std::move(choice));
  const auto says = [](const LintDiff& diff, std::string_view member) {
    const std::vector<std::string>& all = diff.changes.at(0).processing;
    return std::find(all.begin(), all.end(), member) != all.end();
  };
  const LintDiff begun = diff(asks);
  finds(begun, "processing_version_not_raised", "L54", "/purposes/3/processing_version",
        "yearly-leaflet");
  BOOST_TEST(begun.changes.size() == 1u);
  BOOST_TEST((says(begun, "kind") && says(begun, "look_back_days")));
  BOOST_TEST(!says(begun, "max_age_days"), "none was said before");
  const LintDiff ended = lint_diff(
      catalogue_of(asks), catalogue_of(with(old_document(), "/version", integer_value(9))));
  finds(ended, "processing_version_not_raised", "L54", "/information_purposes/1/processing_version",
        "yearly-leaflet");
  BOOST_TEST((says(ended, "kind") && says(ended, "max_age_days")));
  BOOST_TEST(!says(ended, "look_back_days"), "nothing is looked back on");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
