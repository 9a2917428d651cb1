/// The banner: what it tells and asks, and what a browser keeps of an answer.
#include "core/banner.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::today;

constexpr auto allow_all = BannerAct::Kind::allow_all;
constexpr auto refuse_all = BannerAct::Kind::refuse_all;
constexpr auto choose = BannerAct::Kind::choose;

Banner banner_with(std::string_view kept = "", bool gpc = false, bool asked = false) {
  return {"sv", gpc, asked, kept_from(kept)};
}

Value view(const Banner& banner, Time now = today, const Catalogue& catalogue = made::demo()) {
  return view_of(banner, catalogue, now).value();
}

bool prompts(const Banner& banner, Time now = today, const Catalogue& catalogue = made::demo()) {
  return view(banner, now, catalogue).find("prompt")->truth;
}

/// The titles of the categories whose answer has the member true, in the order they are drawn.
std::string titles_with(const Value& view, std::string_view member) {
  std::string titles;
  for (const Value& category : view.find("categories")->items) {
    if (category.find(member)->truth) titles += category.find("title")->text + ' ';
  }
  return titles;
}

Kept after(const BannerAct& act, const Banner& banner = banner_with(), Time now = today) {
  return kept_after(act, banner, made::demo(), now).value();
}

Banner later(const Kept& kept, bool gpc = false) { return {"sv", gpc, false, kept}; }

BOOST_AUTO_TEST_SUITE(banner)

BOOST_AUTO_TEST_CASE(L108_L112_a_stranger_is_asked_about_every_category_and_nothing_is_on) {
  const Value first = view(banner_with());
  BOOST_TEST(first.find("prompt")->truth);
  BOOST_TEST(titles_with(first, "asks") == "Inställningar Statistik Marknadsföring ");
  BOOST_TEST(titles_with(first, "allowed") == "Nödvändiga ");
}

BOOST_AUTO_TEST_CASE(L60_an_answer_is_kept_six_months_and_not_asked_for_again) {
  for (const auto kind : {allow_all, refuse_all}) {
    const Kept kept = after({kind, {}});
    const Time end = end_of(kept, made::demo(), today);
    BOOST_TEST(end == add_months(today, 6));
    BOOST_TEST(!prompts(later(kept)));
    BOOST_TEST(!prompts(later(kept), end - 1));
    BOOST_TEST(prompts(later(kept), end));
    BOOST_TEST(titles_with(view(later(kept), end), "allowed") == "Nödvändiga ");
  }
}

BOOST_AUTO_TEST_CASE(L6_choosing_grants_what_is_on_and_refuses_the_rest) {
  const Kept kept = after({choose, {"cookie-statistics"}});
  BOOST_TEST(kept.choices.size() == 3u);
  BOOST_TEST(kept.find("cookie-statistics")->granted);
  BOOST_TEST(!kept.find("cookie-marketing")->granted);
  BOOST_TEST(titles_with(view(later(kept)), "allowed") == "Nödvändiga Statistik ");
  BOOST_TEST(after({choose, {}}).find("cookie-statistics")->granted == false);
}

BOOST_AUTO_TEST_CASE(L3_nothing_is_granted_by_a_name_that_takes_no_choice) {
  for (const char* name :
       {"cookie-necessary", "contact-sms", "traffic-offers-personal", "nothing"}) {
    const auto kept =
        kept_after({choose, {"cookie-statistics", name}}, banner_with(), made::demo(), today);
    BOOST_REQUIRE(!kept);
    BOOST_TEST(kept.error() == (Error{Code::unknown_purpose, "/act/on/1"}));
  }
}

BOOST_AUTO_TEST_CASE(L107_R21_allow_all_leaves_what_the_browsers_signal_answers_for) {
  const Banner stranger = banner_with("", true);
  BOOST_TEST(titles_with(view(stranger), "signalled") == "Marknadsföring ");
  const Kept kept = after({allow_all, {}}, stranger);
  BOOST_TEST(kept.find("cookie-marketing") == nullptr);
  BOOST_TEST(titles_with(view(later(kept, true)), "allowed") ==
             "Nödvändiga Inställningar Statistik ");
  BOOST_TEST(!prompts(later(kept, true)), "and nobody asks about it");
}

BOOST_AUTO_TEST_CASE(R21_its_own_switch_turns_it_on_and_allow_all_leaves_it_so) {
  const Kept own = after({choose, {"cookie-marketing"}}, banner_with("", true));
  BOOST_TEST(titles_with(view(later(own, true)), "allowed") == "Nödvändiga Marknadsföring ");
  const Kept all = after({allow_all, {}}, later(own, true), today + day_ms);
  BOOST_TEST(all.find("cookie-marketing")->granted);
  BOOST_TEST(all.find("cookie-marketing")->at == today, "and is no newer for it");
  BOOST_TEST(!after({refuse_all, {}}, later(all, true)).find("cookie-marketing")->granted);
}

BOOST_AUTO_TEST_CASE(L107_where_only_marketing_is_left_a_signal_means_no_question) {
  Value document =
      made::with(made::demo_document(), "/cookie_categories/1/consent", boolean_value(false));
  document = made::with(std::move(document), "/cookie_categories/2/consent", boolean_value(false));
  const Catalogue catalogue = made::catalogue_of(document);
  BOOST_TEST(prompts(banner_with(), today, catalogue));
  BOOST_TEST(!prompts(banner_with("", true), today, catalogue));
}

BOOST_AUTO_TEST_CASE(D1_who_was_asked_in_this_session_is_not_asked_again_and_has_granted_nothing) {
  const Value left = view(banner_with("", false, true));
  BOOST_TEST(!left.find("prompt")->truth);
  BOOST_TEST(titles_with(left, "allowed") == "Nödvändiga ");
}

BOOST_AUTO_TEST_CASE(L54_a_new_version_of_one_category_asks_again_and_keeps_the_others) {
  const Catalogue next = made::catalogue_of(made::with(
      made::demo_document(), "/cookie_categories/2/processing_version", integer_value(2)));
  const Banner banner = later(after({allow_all, {}}));
  BOOST_TEST(prompts(banner, today, next));
  BOOST_TEST(titles_with(view(banner, today, next), "allowed") ==
             "Nödvändiga Inställningar Marknadsföring ");
  BOOST_TEST(standing(banner.kept, next, today).choices.size() == 2u);
}

BOOST_AUTO_TEST_CASE(L12_in_a_language_without_words_nobody_is_asked) {
  Banner banner = banner_with();
  banner.language = "fi";
  const auto told = view_of(banner, made::demo(), today);
  BOOST_REQUIRE(!told);
  BOOST_TEST(told.error().code == Code::notice_incomplete);
}

BOOST_AUTO_TEST_CASE(L113_what_each_category_stores_is_told) {
  Value item = object_value();
  add(item, "name", text_value("_count*"));
  add(item, "lifetime", text_value("13 månader"));
  Value items = array_value();
  items.items.push_back(item);
  const Catalogue catalogue = made::catalogue_of(
      made::with(made::demo_document(), "/cookie_categories/2/items", std::move(items)));
  const Value told = view(banner_with(), today, catalogue);
  BOOST_TEST(told.find("categories")->items[2].find("items")->items.front() == item);
  BOOST_TEST(told.find("categories")->items[1].find("items")->items.empty());
}

BOOST_AUTO_TEST_CASE(L109_what_is_kept_is_one_short_text_without_an_id) {
  const Kept kept = after({choose, {"cookie-statistics"}});
  BOOST_TEST(to_text(kept) ==
             "1/n.1.1795507200.cookie-preferences/y.1.1795507200.cookie-statistics/"
             "n.1.1795507200.cookie-marketing");
  const Kept again = kept_from(to_text(kept));
  BOOST_TEST(to_text(again) == to_text(kept));
  BOOST_TEST(!again.by_server);
  BOOST_TEST(kept_from("2/y.1.1795507200.cookie-statistics").by_server);
}

BOOST_AUTO_TEST_CASE(L60_what_no_server_has_set_is_handed_over_while_it_stands) {
  const auto hands_over = [](const Banner& banner, Time now) {
    return view(banner, now).find("hand_over")->truth;
  };
  Kept kept = after({refuse_all, {}});
  BOOST_TEST(hands_over(later(kept), today));
  BOOST_TEST(!hands_over(later(kept), end_of(kept, made::demo(), today)));
  BOOST_TEST(!hands_over(banner_with(), today));
  kept.by_server = true;
  BOOST_TEST(!hands_over(later(kept), today));
}

BOOST_AUTO_TEST_CASE(L108_a_text_that_breaks_the_grammar_says_nothing) {
  const std::string good = "1/y.1.1795507200.cookie-statistics";
  BOOST_REQUIRE(kept_from(good).choices.size() == 1u);
  const std::string long_id(65, 'a');
  for (const std::string& bad : {std::string(),
                                 std::string("1"),
                                 std::string("3/y.1.1795507200.cookie-statistics"),
                                 "x" + good,
                                 good + "/",
                                 good + "/y",
                                 good + good.substr(1),
                                 good + " ",
                                 std::string("1/Y.1.1795507200.cookie-statistics"),
                                 std::string("1/y.0.1795507200.a"),
                                 std::string("1/y.1.01795507200.a"),
                                 std::string("1/y.1.-1.a"),
                                 std::string("1/y.1.1e9.a"),
                                 std::string("1/y.1.999999999999999.a"),
                                 std::string("1/y.1.9999999999999999999999.a"),
                                 std::string("1/y.1.1795507200."),
                                 std::string("1/y.1.1795507200.Cookie"),
                                 std::string("1/y.1.1795507200"),
                                 "1/y.1.1795507200." + long_id,
                                 std::string("1//")}) {
    BOOST_TEST(kept_from(bad).choices.empty(), bad);
  }
}

BOOST_AUTO_TEST_CASE(R21_only_what_still_stands_is_handed_on) {
  const Kept kept = kept_from(
      "1/y.1.1795507200.cookie-statistics/y.1.1795507200.cookie-necessary/"
      "y.1.1795507200.cookie-unheard/y.7.1795507200.cookie-marketing/"
      "n.1.1795507501.cookie-preferences");
  BOOST_REQUIRE(kept.choices.size() == 5u);
  const Kept still = standing(kept, made::demo(), today);
  BOOST_REQUIRE(still.choices.size() == 1u);
  BOOST_TEST(still.choices.front().category == "cookie-statistics");
  BOOST_TEST(standing(kept, made::demo(), today + second_ms).choices.size() == 2u);
  BOOST_TEST(standing(kept, made::demo(), add_months(today, 6)).choices.size() == 1u,
             "the no of some minutes later outlives it by those");
  BOOST_TEST(end_of(Kept(), made::demo(), today) == 0);
}

BOOST_AUTO_TEST_CASE(R7_L60_what_a_fast_clock_chose_is_kept_no_longer) {
  const Kept kept =
      kept_from("1/y.1.1795507500.cookie-statistics/n.1.1795507100.cookie-preferences");
  BOOST_TEST(end_of(kept, made::demo(), today) == add_months(today, 6));
  BOOST_TEST(end_of(kept, made::demo(), today + day_ms) == add_months(today + 300 * second_ms, 6));
}

BOOST_AUTO_TEST_CASE(R7_a_no_from_far_ahead_asks_nobody_again_and_is_handed_to_no_server) {
  const Kept kept = after({refuse_all, {}}, banner_with(), today + day_ms);
  BOOST_TEST(!prompts(later(kept)));
  BOOST_TEST(titles_with(view(later(kept)), "allowed") == "Nödvändiga ");
  BOOST_TEST(!view(later(kept)).find("hand_over")->truth);
  BOOST_TEST(view(later(kept), today + day_ms).find("hand_over")->truth);
}

BOOST_AUTO_TEST_CASE(L107_a_signal_answers_for_nothing_that_is_not_asked_about) {
  Value document =
      made::with(made::demo_document(), "/cookie_categories/3/consent", boolean_value(false));
  document = made::with(std::move(document), "/cookie_categories/3/exemption",
                        text_value("requested-service"));
  const Value told = view(banner_with("", true), today, made::catalogue_of(document));
  BOOST_TEST(titles_with(told, "signalled") == "");
  BOOST_TEST(titles_with(told, "asks") == "Inställningar Statistik ");
}

BOOST_AUTO_TEST_CASE(L12_of_a_category_that_has_a_title_and_no_text_nobody_is_asked) {
  const Catalogue half =
      made::catalogue_of(made::without(made::demo_document(), "/cookie_categories/2/text/sv"));
  const auto told = view_of(banner_with(), half, today);
  BOOST_REQUIRE(!told);
  BOOST_TEST(told.error() == (Error{Code::notice_incomplete, "/cookie_categories/2"}));
}

BOOST_AUTO_TEST_CASE(what_a_server_set_is_written_as_it_was_read) {
  const std::string set = "2/y.1.1795507200.cookie-statistics";
  BOOST_TEST(to_text(kept_from(set)) == set);
}

BOOST_AUTO_TEST_CASE(as_many_choices_are_kept_as_a_catalogue_has_and_with_one_more_none) {
  std::string text = "1";
  for (int i = 0; i < 256; ++i) text += "/y.1.1795507200.crumbs-" + std::to_string(i);
  BOOST_TEST(kept_from(text).choices.size() == 256u);
  BOOST_TEST(kept_from(text + "/y.1.1795507200.crumbs-256").choices.empty());
}

BOOST_AUTO_TEST_CASE(L12_of_a_category_that_has_a_text_and_no_title_nobody_is_asked) {
  const Catalogue half =
      made::catalogue_of(made::without(made::demo_document(), "/cookie_categories/2/title/sv"));
  const auto told = view_of(banner_with(), half, today);
  BOOST_REQUIRE(!told);
  BOOST_TEST(told.error() == (Error{Code::notice_incomplete, "/cookie_categories/2"}));
}

BOOST_AUTO_TEST_CASE(L112_the_words_about_cookies_are_told_as_the_catalogue_has_them) {
  const Catalogue noted = made::catalogue_of(made::with(
      made::demo_document(), "/cookie_note", made::json_of(R"({"sv":"Vi fr\u00e5gar."})")));
  BOOST_TEST(view(banner_with(), today, noted).find("note")->text == "Vi fr\u00e5gar.");
  BOOST_TEST((view(banner_with()).find("note") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
