/// The panel at its edges: presses that say more or less than they should, verdicts that nobody
/// waits for, and shortcuts where there is little left to shorten.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "played_panel.hpp"

namespace samtycke {
namespace {

using made::allowed;
using made::employee;
using made::offers;
using made::Panel;
using Kind = PanelAct::Kind;
using Texts = std::vector<std::string>;

constexpr std::string_view faults = "traffic-fault-prevention";
constexpr std::string_view service = "traffic-customer-service";

/// What was sent for a purpose: its choice, or nothing.
std::string sent_choice(const Panel& panel, std::string_view purpose) {
  if (!panel.sent_) return "";
  for (const Value& change : panel.sent_->find("changes")->items) {
    if (change.find("purpose")->text == purpose) return change.find("choice")->text;
  }
  return "";
}

/// Every traffic purpose decided: a yes for those named, a no for the others.
State decided(const Texts& granted) {
  State state = employee();
  for (const Purpose& purpose : made::demo().purposes) {
    if (!takes_choices(purpose)) continue;
    const bool yes = std::find(granted.begin(), granted.end(), purpose.id) != granted.end();
    state = yes ? made::granted(state, purpose.id)
                : made::after(state, made::stop(EventKind::refused, purpose.id), made::erik());
  }
  return state;
}

std::string title(std::string_view purpose) {
  return std::string(made::demo().find(purpose)->title.in("sv"));
}

std::string last_with_switch() {
  std::string last;
  for (const Purpose& purpose : made::demo().purposes) {
    if (takes_choices(purpose)) last = purpose.id;
  }
  return last;
}

/// The verifier's answer of these verdicts, and no new state.
void answered(Panel& panel, std::string_view verdicts) {
  PanelAct act = panel.of(Kind::answered);
  act.verdicts = made::json_of(verdicts);
  panel.take(act);
}

BOOST_AUTO_TEST_SUITE(edges_of_panels)

BOOST_AUTO_TEST_CASE(what_was_refused_or_has_ended_is_refused_again_and_not_withdrawn) {
  Panel refused(made::after(employee(), made::stop(EventKind::refused, offers), made::erik()));
  refused.press(Kind::refuse_all);
  BOOST_TEST(sent_choice(refused, offers) == "refused");
  Panel withdrawn(made::withdrawn(allowed(offers), offers));
  withdrawn.press(Kind::refuse_all);
  BOOST_TEST(sent_choice(withdrawn, offers) == "refused");
}

BOOST_AUTO_TEST_CASE(L1_a_press_that_does_not_say_on_turns_nothing_on) {
  Panel panel(made::opened(employee(), offers));
  PanelAct act;
  act.kind = Kind::set;
  act.now = panel.now_;
  act.purpose = offers;
  act.submission_id = "0b7a6c1e-0000-4000-8000-00000000b001";
  act.ui_build = "b1";
  panel.take(act);
  BOOST_TEST(sent_choice(panel, offers) == "refused");
  BOOST_TEST(!panel.on(offers));
}

BOOST_AUTO_TEST_CASE(L6_a_shortcut_is_about_its_own_purposes_whatever_else_the_press_says) {
  Panel panel(allowed(offers));
  PanelAct act = panel.of(Kind::withdraw_all);
  act.purpose = faults;
  act.on = true;
  panel.take(act);
  BOOST_TEST(sent_choice(panel, offers) == "withdrawn");
  BOOST_TEST(sent_choice(panel, faults) == "");
  BOOST_TEST(!panel.on(offers));
}

BOOST_AUTO_TEST_CASE(L6_allow_all_asks_for_no_purpose_that_is_not_in_force) {
  Value document = made::with(made::demo_document(), "/purposes/0/active", boolean_value(false));
  document = made::with(document, "/purposes/0/processing_version", integer_value(2));
  const Catalogue next = made::catalogue_of(document);
  Panel panel(allowed(offers), next);
  BOOST_TEST_REQUIRE(panel.purpose(offers) != nullptr);
  BOOST_TEST(!panel.on(offers));
  panel.press(Kind::allow_all);
  BOOST_TEST(sent_choice(panel, faults) == "granted");
  BOOST_TEST(sent_choice(panel, offers) == "");
}

BOOST_AUTO_TEST_CASE(L36_a_stop_is_sent_without_words_where_the_notice_is_not_whole) {
  const Catalogue wordless =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/text/en"));
  Panel panel(allowed(offers), wordless, "en");
  panel.press(offers, false);
  BOOST_TEST(sent_choice(panel, offers) == "withdrawn");
  BOOST_TEST(panel.sent_->find("changes")->items.front().find("text_digest") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_verdict_without_a_code_we_know_is_told_as_one_that_cannot_be_read) {
  Panel panel(made::opened(employee(), offers));
  panel.press(offers, true);
  answered(panel, R"([{"purpose":"traffic-offers-personal","choice":"granted","accepted":false,)"
                  R"("code":"no_such_code"}])");
  BOOST_TEST(panel.text(offers, "code") == "bad_value");
}

BOOST_AUTO_TEST_CASE(L46_a_stop_that_the_verifier_refused_does_not_wait_to_be_sent) {
  Panel panel(allowed(offers));
  panel.press(offers, false);
  answered(panel, R"([{"purpose":"traffic-offers-personal","choice":"withdrawn",)"
                  R"("accepted":false,"code":"door_not_permitted"}])");
  BOOST_TEST(panel.status() == "refused");
  panel.press(faults, true);
  panel.fail();
  BOOST_TEST(panel.status() == "could_not_save");
  BOOST_TEST(panel.status_purposes() == (Texts{title(faults)}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(L47_a_failure_is_told_of_what_was_under_way_and_of_nothing_else) {
  Panel panel(employee());
  panel.press(offers, true);
  panel.press(faults, true);
  panel.fail();
  BOOST_TEST(panel.status() == "could_not_save");
  BOOST_TEST(panel.status_purposes() == (Texts{title(offers), title(faults)}),
             boost::test_tools::per_element());
  panel.press(service, true);
  panel.fail();
  BOOST_TEST(panel.status_purposes() == (Texts{title(service)}), boost::test_tools::per_element());
  Panel quiet(made::opened(employee(), offers));
  quiet.press(offers, true);
  quiet.answer();
  quiet.fail();
  BOOST_TEST(quiet.status() == "saved");
}

BOOST_AUTO_TEST_CASE(a_verdict_on_what_nobody_pressed_settles_nothing) {
  Panel panel(allowed(offers));
  panel.press(offers, false);
  answered(panel, R"([{"purpose":"traffic-fault-prevention","choice":"granted","accepted":true}])");
  BOOST_TEST(panel.text(offers, "phase") == "saving");
  BOOST_TEST(panel.text(faults, "phase") == "settled");
}

BOOST_AUTO_TEST_CASE(L46_an_answer_that_holds_a_stop_says_so_and_names_what_it_was_about) {
  constexpr std::string_view stop =
      R"({"purpose":"traffic-offers-personal","choice":"withdrawn","accepted":true})";
  constexpr std::string_view yes =
      R"({"purpose":"traffic-fault-prevention","choice":"granted","accepted":true})";
  const auto after = [](const std::string& verdicts) {
    Panel panel(allowed(offers));
    panel.press(offers, false);
    panel.press(faults, true);
    answered(panel, "[" + verdicts + "]");
    return panel;
  };
  const Panel both = after(std::string(stop) + "," + std::string(yes));
  BOOST_TEST(both.status() == "withdrawn");
  BOOST_TEST(both.status_purposes() == (Texts{title(offers), title(faults)}),
             boost::test_tools::per_element());
  const Panel one = after(std::string(stop));
  BOOST_TEST(one.status_purposes() == (Texts{title(offers)}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_panel_that_is_shown_again_without_a_state_keeps_the_one_it_has) {
  Panel panel(allowed(offers));
  panel.take(panel.of(Kind::show));
  BOOST_TEST(panel.on(offers));
}

BOOST_AUTO_TEST_CASE(a_group_without_a_switch_is_not_shown) {
  Value document = made::demo_document();
  for (const std::string_view place : {"/purposes/0/active", "/purposes/1/active"}) {
    document = made::with(document, place, boolean_value(false));
  }
  const Catalogue fewer = made::catalogue_of(document);
  const auto groups = [](const Panel& panel) {
    Texts ids;
    for (const Value& group : panel.view_.find("groups")->items) {
      ids.push_back(group.find("id")->text);
    }
    return ids;
  };
  const Texts all = groups(Panel(employee()));
  BOOST_TEST((std::find(all.begin(), all.end(), "better-recommendations") != all.end()));
  const Texts left = groups(Panel(employee(), fewer));
  BOOST_TEST(left.size() == all.size() - 1);
  BOOST_TEST((std::find(left.begin(), left.end(), "better-recommendations") == left.end()));
}

BOOST_AUTO_TEST_CASE(L6_all_or_nothing_is_offered_as_long_as_something_is_undecided) {
  const Texts both = {"refuse_all", "allow_all"};
  const auto acts = [](State state) { return Panel(std::move(state)).acts(); };
  BOOST_TEST(acts(employee()) == both, boost::test_tools::per_element());
  BOOST_TEST(acts(decided({})) == Texts(), boost::test_tools::per_element());
  BOOST_TEST(acts(decided({std::string(offers)})) == Texts{"withdraw_all"},
             boost::test_tools::per_element());
  // The last switch is on, and the last is decided: those before it are not.
  const Texts three = {"refuse_all", "allow_all", "withdraw_all"};
  BOOST_TEST(acts(made::granted(employee(), last_with_switch())) == three,
             boost::test_tools::per_element());
  const Act refusal = made::stop(EventKind::refused, last_with_switch());
  BOOST_TEST(acts(made::after(employee(), refusal, made::erik())) == both,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(L46_a_stop_of_a_purpose_that_the_catalogue_lost_waits_without_a_title) {
  Panel panel(employee());
  panel.model_.wishes.push_back(
      {"traffic-of-old", EventKind::withdrawn, Wish::Phase::saving, Code::accepted});
  panel.fail();
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  BOOST_TEST(panel.status_purposes().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
