/// What the panel makes of the verifier's answers, and of none.
#include <boost/test/unit_test.hpp>
#include <set>

#include "played_panel.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::Panel;
using made::today;
using Kind = PanelAct::Kind;

constexpr std::string_view faults = "traffic-fault-prevention";

BOOST_AUTO_TEST_SUITE(panel_answers)

BOOST_AUTO_TEST_CASE(a_yes_looks_settled_only_after_the_answer_L47) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(panel.text(offers, "phase") == "saving");
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.status() == "saving");
  panel.answer();
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(panel.text(offers, "phase") == "settled");
  BOOST_TEST(panel.allows(offers));
  BOOST_TEST(panel.status() == "saved");
  BOOST_TEST(
      panel.status_purposes() == (std::vector<std::string>{"Erbjudanden utifrån din användning"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_no_counts_at_once_and_no_failure_takes_it_back_L46) {
  Panel panel(made::allowed(offers));
  BOOST_TEST(panel.on(offers));
  panel.press(offers, false);
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.text(offers, "reason") == "withdrawn");
  panel.fail();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  // The stored state still says yes; showing it again does not move the thumb.
  panel.show();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  panel.press(offers, false);
  panel.answer();
  BOOST_TEST(panel.status() == "withdrawn");
  BOOST_TEST(panel.text(offers, "reason") == "withdrawn");
  BOOST_TEST(panel.text(offers, "phase") == "settled");
}

BOOST_AUTO_TEST_CASE(a_yes_that_could_not_be_sent_goes_back_to_off_and_says_so_L47) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  panel.fail();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(panel.text(offers, "phase") == "failed");
  BOOST_TEST(panel.status() == "could_not_save");
}

BOOST_AUTO_TEST_CASE(a_yes_that_was_refused_tells_why) {
  Panel panel(made::employee());
  panel.press(offers, true);
  panel.state_ = made::granted(panel.state_, faults);  // another window was quicker
  panel.answer();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(panel.text(offers, "phase") == "failed");
  BOOST_TEST(panel.text(offers, "code") == "stale_sequence");
  BOOST_TEST(panel.status() == "refused");
  // The answer brought the newest state: the next press is made on it.
  BOOST_TEST(panel.on(faults));
  panel.press(offers, true);
  panel.answer();
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(panel.text(offers, "code") == "");
}

BOOST_AUTO_TEST_CASE(a_verdict_on_an_earlier_press_does_not_move_a_later_one_L46) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  const Value first = *panel.sent_;
  panel.press(offers, false);
  const Value second = *panel.sent_;
  panel.sent_ = first;
  panel.answer();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.status() == "saving");
  panel.sent_ = second;
  panel.answer();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(panel.text(offers, "phase") == "settled");
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_verdict_is_not_told_as_saved) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  PanelAct act = panel.of(Kind::answered);
  act.verdicts = array_value();
  panel.take(act);
  BOOST_TEST(panel.status() == "could_not_save");
  BOOST_TEST(!panel.on(offers));
}

BOOST_AUTO_TEST_CASE(a_verdict_that_says_nothing_is_a_refusal) {
  for (
      const std::string_view verdict :
      {R"({"purpose":"traffic-offers-personal","choice":"granted"})",
       R"({"purpose":"traffic-offers-personal","choice":"granted","accepted":"yes"})",
       R"({"purpose":"traffic-offers-personal","choice":"granted","accepted":false,"code":"x"})"}) {
    Panel panel(made::opened(made::employee(), offers));
    panel.press(offers, true);
    PanelAct act = panel.of(Kind::answered);
    act.verdicts = made::json_of("[" + std::string(verdict) + "]");
    panel.take(act);
    BOOST_TEST(panel.status() == "refused", verdict);
    BOOST_TEST(!panel.on(offers), verdict);
  }
}

BOOST_AUTO_TEST_CASE(another_relation_inherits_no_wish_and_no_notice_L11) {
  Panel panel(made::allowed(offers));
  panel.press(offers, false);
  panel.fail();
  const Time before = panel.model_.notice_shown_at.value();
  State other = made::allowed(offers);
  other.subject.id = "sub-erik-havsvik";
  panel.state_ = other;
  panel.show();
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(panel.model_.notice_shown_at.value() > before);
}

BOOST_AUTO_TEST_CASE(a_lost_stop_is_told_before_a_lost_yes_and_by_its_own_name) {
  Panel panel(made::allowed(offers));
  panel.press(offers, false);
  panel.press(faults, true);
  panel.fail();
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  BOOST_TEST(
      panel.status_purposes() == (std::vector<std::string>{"Erbjudanden utifrån din användning"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(whatever_is_pressed_the_panel_never_allows_more_than_the_record) {
  made::Random random;
  for (int life = 0; life < 30; ++life) {
    Panel panel(made::opened(made::opened(made::employee(), offers), faults));
    for (int i = 0; i < 60; ++i) {
      const std::string_view purpose = random.chance(50) ? offers : faults;
      switch (random.below(6)) {
        case 0:
        case 1:
          panel.press(purpose, random.chance(60));
          break;
        case 2:
          panel.press(random.chance(50) ? Kind::allow_all : Kind::withdraw_all);
          break;
        case 3:
          panel.fail();
          break;
        case 4:
          panel.show();
          break;
        default:
          if (panel.sent_) panel.answer();
      }
      for (const std::string_view id : {offers, faults}) {
        const bool recorded =
            made::reason(made::question(id), panel.state_, panel.now_) == Code::consent_given;
        const Wish* wish = panel.model_.find_wish(id);
        if (panel.allows(id)) BOOST_TEST_REQUIRE(recorded, "seed " << random.seed());
        if (wish != nullptr && is_stop(wish->choice)) {
          BOOST_TEST_REQUIRE(!panel.on(id));
          BOOST_TEST_REQUIRE(!panel.allows(id));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_verdict_on_what_nobody_pressed_settles_nothing) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  PanelAct act = panel.of(Kind::answered);
  act.verdicts = made::json_of(R"([{"purpose":7,"choice":"granted","accepted":true},
      {"choice":"granted","accepted":true},
      {"purpose":"contact-sms","choice":"granted","accepted":true},
      {"purpose":"traffic-offers-personal","choice":7,"accepted":true}])");
  panel.take(act);
  BOOST_TEST(panel.status() == "saving");
  BOOST_TEST(panel.text(offers, "phase") == "saving");
  BOOST_TEST(!panel.on("contact-sms"));
}

BOOST_AUTO_TEST_CASE(a_no_that_was_refused_is_not_told_as_waiting) {
  Panel panel(made::allowed(offers));
  panel.press(offers, false);
  PanelAct act = panel.of(Kind::answered);
  act.verdicts = made::json_of(R"([{"purpose":"traffic-offers-personal","choice":"withdrawn",
      "accepted":false,"code":"actor_not_subject"}])");
  panel.take(act);
  BOOST_TEST(panel.status() == "refused");
  panel.press(faults, true);
  panel.fail();
  BOOST_TEST(panel.status() == "could_not_save");
  BOOST_TEST(panel.status_purposes() ==
                 (std::vector<std::string>{std::string(made::demo().find(faults)->title.in("sv"))}),
             boost::test_tools::per_element());
  BOOST_TEST(panel.text(offers, "code") == "actor_not_subject");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
