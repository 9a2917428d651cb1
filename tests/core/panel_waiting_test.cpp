/// What the panel makes of stops that were kept in a page before and have not reached the verifier.
#include <boost/test/unit_test.hpp>

#include "played_panel.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::Panel;
using Kind = PanelAct::Kind;

constexpr std::string_view faults = "traffic-fault-prevention";

Wish kept(std::string_view purpose, EventKind choice = EventKind::withdrawn) {
  return {std::string(purpose), choice, Wish::Phase::failed, Code::accepted};
}

/// A panel that is opened where these were kept.
Panel reopened(State state, std::vector<Wish> waiting) {
  Panel panel(std::move(state));
  PanelAct act = panel.of(Kind::show);
  act.state = panel.state_;
  act.waiting = std::move(waiting);
  panel.take(act);
  return panel;
}

/// The act as a page sends it.
Result<PanelAct> read(std::string_view kind, std::string_view waiting) {
  return panel_act_from(
      made::json_of(R"({"kind":")" + std::string(kind) +
                    R"(","now":"2026-11-24T08:00:00Z","waiting":)" + std::string(waiting) + "}"),
      "/act");
}

BOOST_AUTO_TEST_SUITE(panel_waiting)

BOOST_AUTO_TEST_CASE(a_stop_that_was_kept_counts_in_a_page_that_is_opened_later_L46) {
  const Panel panel = reopened(made::allowed(offers), {kept(offers)});
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.text(offers, "reason") == "withdrawn");
  BOOST_TEST(panel.text(offers, "phase") == "failed");
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  BOOST_TEST(
      panel.status_purposes() == (std::vector<std::string>{"Erbjudanden utifrån din användning"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_kept_stop_settles_it) {
  Panel first(made::allowed(offers));
  first.press(offers, false);
  Panel panel = reopened(made::allowed(offers), {kept(offers)});
  panel.sent_ = first.sent_;
  panel.answer();
  BOOST_TEST(panel.text(offers, "phase") == "settled");
  BOOST_TEST(panel.status() == "withdrawn");
  BOOST_TEST(!panel.on(offers));
}

BOOST_AUTO_TEST_CASE(no_failure_flips_a_kept_stop_back_to_on_D27) {
  Panel panel = reopened(made::allowed(offers), {kept(offers)});
  panel.fail();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  panel.show();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
}

BOOST_AUTO_TEST_CASE(a_kept_stop_takes_the_place_of_a_yes_that_was_being_saved) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  PanelAct act = panel.of(Kind::show);
  act.waiting = {kept(offers, EventKind::refused)};
  panel.take(act);
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(panel.text(offers, "reason") == "refused");
}

BOOST_AUTO_TEST_CASE(the_last_of_several_kept_on_one_purpose_is_its_choice) {
  const Panel panel =
      reopened(made::allowed(offers), {kept(offers), kept(offers, EventKind::refused)});
  BOOST_TEST(panel.text(offers, "reason") == "refused");
  BOOST_TEST(panel.status_purposes().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_kept_stop_on_a_purpose_that_the_catalogue_lost_shows_nothing) {
  const Panel panel = reopened(made::allowed(offers), {kept("traffic-of-yesterday")});
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(panel.status() == "");
  BOOST_TEST(panel.model_.wishes.empty());
}

BOOST_AUTO_TEST_CASE(nothing_that_is_kept_can_turn_anything_on_L47) {
  const auto stops = read("show", R"([{"purpose":"a","choice":"withdrawn"},
                                      {"purpose":"b","choice":"refused"}])");
  BOOST_TEST_REQUIRE(static_cast<bool>(stops));
  BOOST_TEST(stops->waiting.size() == 2u);
  for (const std::string_view choice :
       {"granted", "renewed", "gate_opened", "unrestricted", "objection_lifted", "on", ""}) {
    const auto act = read("show", R"([{"purpose":"a","choice":"withdrawn"},
                                      {"purpose":"b","choice":")" +
                                      std::string(choice) + R"("}])");
    BOOST_TEST_REQUIRE(!act, choice);
    BOOST_TEST((act.error().code == Code::bad_value), choice);
    BOOST_TEST(act.error().where == "/act/waiting/1/choice", choice);
  }
}

BOOST_AUTO_TEST_CASE(what_is_kept_is_read_strictly_and_belongs_to_a_show) {
  const auto fault = [](std::string_view kind, std::string_view waiting) {
    const auto act = read(kind, waiting);
    return act ? std::string() : std::string(name_of(act.error().code)) + act.error().where;
  };
  BOOST_TEST(fault("show", "[]") == "");
  BOOST_TEST(fault("show", "{}") == "wrong_type/act/waiting");
  BOOST_TEST(fault("show", R"([{"purpose":"a"}])") == "missing_member/act/waiting/0/choice");
  BOOST_TEST(fault("show", R"([{"choice":"refused"}])") == "missing_member/act/waiting/0/purpose");
  BOOST_TEST(fault("show", R"([{"purpose":"a","choice":"refused","on":true}])") ==
             "unknown_member/act/waiting/0/on");
  BOOST_TEST(fault("failed", "[]") == "unknown_member/act/waiting");
}

BOOST_AUTO_TEST_CASE(whatever_is_kept_the_panel_shows_and_allows_no_more_than_without_it) {
  made::Random random;
  constexpr std::string_view all[] = {offers, faults, "traffic-of-yesterday"};
  for (int life = 0; life < 200; ++life) {
    State state = made::opened(made::opened(made::employee(), offers), faults);
    for (const std::string_view id : {offers, faults}) {
      if (random.chance(60)) state = made::granted(state, id);
    }
    std::vector<Wish> waiting;
    for (auto left = random.below(4); left > 0; --left) {
      waiting.push_back(kept(all[random.below(3)],
                             random.chance(50) ? EventKind::refused : EventKind::withdrawn));
    }
    const Panel without(state);
    const Panel with = reopened(state, waiting);
    for (const std::string_view id : {offers, faults}) {
      BOOST_TEST_REQUIRE((!with.on(id) || without.on(id)), "seed " << random.seed());
      BOOST_TEST_REQUIRE((!with.allows(id) || without.allows(id)), "seed " << random.seed());
      const bool stopped = std::any_of(waiting.begin(), waiting.end(),
                                       [id](const Wish& wish) { return wish.purpose == id; });
      if (stopped) BOOST_TEST_REQUIRE(!with.on(id), "seed " << random.seed());
    }
  }
}

BOOST_AUTO_TEST_CASE(only_what_waits_is_told_as_waiting) {
  Panel panel(made::allowed(offers));
  // A yes and a no under way, and a no that the verifier refused: none of them waits.
  panel.press(faults, false);
  PanelAct refused = panel.of(Kind::answered);
  refused.verdicts = made::json_of(R"([{"purpose":"traffic-fault-prevention","choice":"refused",
      "accepted":false,"code":"actor_not_subject"}])");
  panel.take(refused);
  panel.press("contact-sms", true);
  panel.press("contact-email", false);
  PanelAct act = panel.of(Kind::show);
  act.waiting = {kept(offers)};
  panel.take(act);
  BOOST_TEST(panel.status() == "withdrawal_waiting");
  BOOST_TEST(
      panel.status_purposes() == (std::vector<std::string>{"Erbjudanden utifrån din användning"}),
      boost::test_tools::per_element());
  BOOST_TEST(panel.text("contact-sms", "phase") == "saving");
  BOOST_TEST(panel.text(faults, "code") == "actor_not_subject");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
