#include "core/notice.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "made.hpp"

namespace samtycke {
namespace {

using made::with;
using made::without;

Result<Notice> notice(const Catalogue& catalogue, std::string_view language = "en") {
  return notice_for(catalogue, *catalogue.find("leak-hints"), language);
}

std::string digest(const Value& document, std::string_view language = "en") {
  const Catalogue catalogue = made::catalogue_of(document);
  const auto shown = notice(catalogue, language);
  BOOST_TEST_REQUIRE(bool(shown));
  return digest_of(*shown, catalogue, *catalogue.find("leak-hints"), language, sha256);
}

BOOST_AUTO_TEST_SUITE(notices)

BOOST_AUTO_TEST_CASE(every_switch_of_the_demo_has_a_complete_notice_in_both_languages_L8_L12) {
  for (const Purpose& purpose : made::demo().purposes) {
    if (!takes_choices(purpose)) continue;
    for (const std::string_view language : {"sv", "en"}) {
      const auto shown = notice_for(made::demo(), purpose, language);
      BOOST_TEST(bool(shown), purpose.id << " in " << language);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_notice_says_which_data_how_old_what_is_done_and_who_gets_them_L9_L10) {
  const auto shown = notice(made::second());
  BOOST_TEST_REQUIRE(bool(shown));
  BOOST_TEST_REQUIRE(shown->facts.size() == 4u);
  BOOST_TEST(shown->facts[0].name == "data_types");
  BOOST_TEST(shown->facts[0].values == (std::vector<std::string>{"litres", "pressure"}));
  BOOST_TEST(shown->facts[1].name == "max_age");
  BOOST_TEST(shown->facts[1].days == 90);
  BOOST_TEST(shown->facts[2].values == (std::vector<std::string>{"compare"}));
  BOOST_TEST(shown->facts[3].values == (std::vector<std::string>{"Rörmokarna AB"}));
}

BOOST_AUTO_TEST_CASE(a_notice_without_its_minimum_is_no_notice_L8) {
  const Value& document = made::second_document();
  for (const std::string_view place :
       {"/purposes/0/title/en", "/purposes/0/text/en", "/notes/voluntary_note/en",
        "/notes/withdraw_note/en", "/notes/employer_note/en", "/notes/gate_note/en",
        "/purposes/0/automated_decision", "/purposes/0/third_country", "/purposes/0/data_types",
        "/purposes/0/processing_kinds", "/purposes/0/max_age_days", "/data_types/0/label/en",
        "/processing_kinds/0/label/en"}) {
    const Catalogue catalogue = made::catalogue_of(without(document, place));
    const auto shown = notice(catalogue);
    BOOST_TEST_REQUIRE(!shown, "a notice without " << place);
    BOOST_TEST(shown.error() == (Error{Code::notice_incomplete, "/purposes/0"}));
    const bool one_language = place.ends_with("/en");
    BOOST_TEST(bool(notice(catalogue, "sv")) == one_language, place);
  }
  BOOST_TEST(!notice(made::second(), "de"));
  BOOST_TEST(!notice(made::second(), ""));
}

BOOST_AUTO_TEST_CASE(a_data_type_without_a_word_for_it_is_no_notice_L9) {
  const Value document =
      with(made::second_document(), "/purposes/0/data_types/0", text_value("gallons"));
  BOOST_TEST(!notice(made::catalogue_of(document)));
}

BOOST_AUTO_TEST_CASE(whatever_changes_in_what_is_read_changes_the_digest_L25_L26) {
  const Value& document = made::second_document();
  std::set<std::string> digests = {digest(document), digest(document, "sv")};
  BOOST_TEST(digests.size() == 2u);
  const std::pair<std::string_view, Value> changes[] = {
      {"/catalogue", text_value("water-works-2")},
      {"/operator/name", text_value("Sjöstad Vatten AB")},
      {"/notes/voluntary_note/en", text_value("Voluntary.")},
      {"/notes/withdraw_note/en", text_value("Undo it here.")},
      {"/purposes/0/title/en", text_value("Hints about leaks.")},
      {"/purposes/0/text/en", text_value("We compare your use and tell.")},
      {"/purposes/0/processing_version", integer_value(5)},
      {"/purposes/0/text_version", integer_value(10)},
      {"/purposes/0/max_age_days", integer_value(91)},
      {"/purposes/0/recipients", texts_value({})},
      {"/purposes/0/data_types", texts_value({"litres"})},
      {"/purposes/0/third_country", text_value("Norway")},
      {"/data_types/1/label/en", text_value("bar")},
      {"/processing_kinds/0/label/en", text_value("weigh")}};
  for (const auto& [place, value] : changes) {
    const bool fresh = digests.insert(digest(with(document, place, value))).second;
    BOOST_TEST(fresh, place << " is not in the digest");
  }
}

BOOST_AUTO_TEST_CASE(what_is_not_read_does_not_change_the_digest_L55) {
  const Value& document = made::second_document();
  for (const auto& [place, value] :
       {std::pair<std::string_view, Value>{"/catalogue_version", text_value("2026-12-01.8")},
        {"/purposes/0/text/sv", text_value("Vi säger till.")},
        {"/purposes/1/text/en", text_value("Pools.")},
        {"/policy/consent_months", integer_value(6)}}) {
    BOOST_TEST(digest(with(document, place, value)) == digest(document), place);
  }
}

BOOST_AUTO_TEST_CASE(a_channel_has_no_facts_and_is_complete_without_them) {
  const auto shown = notice_for(made::second(), *made::second().find("note-on-door"), "sv");
  BOOST_TEST_REQUIRE(bool(shown));
  BOOST_TEST(shown->facts.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
