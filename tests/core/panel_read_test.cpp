/// What a page sends to its panel and keeps of it, read: which fault, and where.
#include <boost/test/unit_test.hpp>

#include "core/notice.hpp"
#include "played_panel.hpp"

namespace samtycke {
namespace {

using made::json_of;
using made::offers;
using made::Panel;
using made::with;
using Kind = PanelAct::Kind;
using Texts = std::vector<std::string>;

constexpr std::string_view faults = "traffic-fault-prevention";

void refuses_model(std::string_view wish, Code code, std::string_view where) {
  const Value model = with(to_value(Panel(made::employee()).model_), "/wishes/-", json_of(wish));
  const auto read = model_from(model, "/model");
  BOOST_TEST_REQUIRE(!read);
  BOOST_TEST(read.error() == (Error{code, std::string(where)}));
}

Result<PanelAct> act_with(std::string_view kind, std::string_view member) {
  return panel_act_from(json_of(R"({"kind":")" + std::string(kind) +
                                R"(","now":"2026-11-24T08:00:00Z")" + std::string(member) + "}"),
                        "/act");
}

BOOST_AUTO_TEST_SUITE(reading_panels)

BOOST_AUTO_TEST_CASE(a_wish_that_is_not_ours_says_which_of_its_words_is_none_L46) {
  refuses_model(R"({"purpose":"a","choice":"maybe","phase":"failed"})", Code::bad_value,
                "/model/wishes/0/choice");
  refuses_model(R"({"purpose":"a","choice":"granted","phase":"done"})", Code::bad_value,
                "/model/wishes/0/phase");
  refuses_model(R"({"purpose":"a","choice":"granted","phase":"failed","code":"sad"})",
                Code::bad_value, "/model/wishes/0/code");
  refuses_model(R"({"purpose":"A","choice":"granted","phase":"failed"})", Code::bad_id,
                "/model/wishes/0/purpose");
}

BOOST_AUTO_TEST_CASE(an_act_takes_its_members_where_they_belong_and_does_without_them) {
  const std::string state = R"(,"state":)" + canonical(to_value(made::employee()));
  for (const std::string_view kind : {"show", "answered", "failed", "allow_all"}) {
    const auto bare = act_with(kind, "");
    BOOST_TEST_REQUIRE(bool(bare));
    BOOST_TEST(!bare->state);
    BOOST_TEST(bare->waiting.empty());
    BOOST_TEST(bare->verdicts.items.empty());
    BOOST_TEST(!bare->dates);
    const auto full = act_with(kind, state + R"(,"verdicts":[{}],"dates":true)");
    BOOST_TEST_REQUIRE(bool(full));
    BOOST_TEST_REQUIRE(full->state.has_value());
    BOOST_TEST(*full->state == made::employee());
    BOOST_TEST(full->verdicts.items.size() == 1u);
    BOOST_TEST(full->dates);
  }
  const std::string waiting = R"(,"waiting":[{"purpose":"a","choice":"withdrawn"}])";
  const auto shown = act_with("show", waiting);
  BOOST_TEST_REQUIRE(bool(shown));
  BOOST_TEST(shown->waiting.size() == 1u);
  BOOST_TEST((act_with("failed", waiting).error() == Error{Code::unknown_member, "/act/waiting"}));
  for (const std::string member : {"verdicts", "waiting"}) {
    BOOST_TEST((act_with("show", ",\"" + member + "\":1").error() ==
                Error{Code::wrong_type, "/act/" + member}));
  }
}

BOOST_AUTO_TEST_CASE(L47_a_yes_that_was_lost_is_not_told_among_the_stops_that_wait) {
  Panel panel(made::allowed(offers));
  panel.press(faults, true);
  panel.fail();
  PanelAct again = panel.of(Kind::show);
  again.waiting.push_back(
      {std::string(offers), EventKind::withdrawn, Wish::Phase::failed, Code::accepted});
  panel.take(again);
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  BOOST_TEST(
      panel.status_purposes() == Texts{std::string(made::demo().find(offers)->title.in("sv"))},
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_view_tells_how_long_a_yes_lasts_where_that_is_asked_for_alone) {
  Panel panel(made::allowed(offers));
  PanelAct act;
  act.now = panel.now_;
  panel.take(act);
  BOOST_TEST(panel.text(offers, "expires_at") == "");
  act.dates = true;
  panel.take(act);
  BOOST_TEST(panel.text(offers, "expires_at") ==
             format_time(find_choice(panel.state_.subject, offers)->until));
}

BOOST_AUTO_TEST_CASE(L9_a_notice_counts_days_for_the_greatest_age_alone) {
  for (const Purpose& purpose : made::demo().purposes) {
    const auto notice = notice_for(made::demo(), purpose, "sv");
    if (!notice) continue;
    for (const Fact& fact : notice->facts) {
      BOOST_TEST(fact.days == (fact.name == "max_age" ? purpose.max_age_days : 0));
      BOOST_TEST(fact.values.empty() == (fact.name == "max_age" || (fact.name == "recipients" &&
                                                                    purpose.recipients.empty())));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
