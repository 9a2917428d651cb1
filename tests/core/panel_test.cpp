/// The panel's state machine: what the sliders show and what a press sends.
#include "core/panel.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "core/notice.hpp"
#include "played_panel.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::Panel;
using made::today;
using Kind = PanelAct::Kind;

constexpr std::string_view faults = "traffic-fault-prevention";

BOOST_AUTO_TEST_SUITE(panel)

BOOST_AUTO_TEST_CASE(at_first_sight_every_switch_is_off_L2) {
  const Panel panel(made::employee());
  int switches = 0;
  for (const Value& group : panel.view_.find("groups")->items) {
    for (const Value& one : group.find("purposes")->items) {
      ++switches;
      BOOST_TEST(!one.find("on")->truth);
      BOOST_TEST(!one.find("allowed")->truth);
      BOOST_TEST(one.find("phase")->text == "settled");
    }
  }
  BOOST_TEST(switches == 13);
  BOOST_TEST(panel.status() == "");
}

BOOST_AUTO_TEST_CASE(every_choice_has_a_switch_and_nothing_else_does_L78) {
  const Panel panel(made::employee());
  for (const Purpose& purpose : made::demo().purposes) {
    BOOST_TEST((panel.purpose(purpose.id) != nullptr) == takes_choices(purpose), purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(D14_each_purpose_is_described_once_in_the_words_of_its_notice) {
  for (const std::string_view language : {"sv", "en"}) {
    const Panel panel(made::employee(), made::demo(), language);
    std::set<std::string> described;
    for (const Value& group : panel.view_.find("groups")->items) {
      for (const Value& one : group.find("purposes")->items) {
        const std::string& id = one.find("id")->text;
        BOOST_TEST(described.insert(id).second, id << " twice");
        const Purpose* purpose = made::demo().find(id);
        BOOST_TEST_REQUIRE((purpose != nullptr));
        BOOST_TEST(purpose->group == group.find("id")->text);
        const auto notice = notice_for(made::demo(), *purpose, language);
        BOOST_TEST_REQUIRE(bool(notice), id);
        BOOST_TEST(one.find("title")->text == notice->title);
        BOOST_TEST(one.find("text")->text == notice->text);
      }
    }
    BOOST_TEST(!described.empty());
  }
}

BOOST_AUTO_TEST_CASE(the_slider_shows_the_users_own_yes_and_the_note_shows_the_gate_L67) {
  Panel panel(made::closed(made::allowed(offers), offers));
  BOOST_TEST(panel.on(offers));
  BOOST_TEST(!panel.allows(offers));
  BOOST_TEST(panel.text(offers, "reason") == "subscriber_gate_closed");
  BOOST_TEST(panel.text(offers, "gate_note").starts_with("Ditt företag har stängt av"));
  panel.state_ = made::opened(panel.state_, offers);
  panel.show();
  BOOST_TEST(panel.text(offers, "gate_note") == "");
  BOOST_TEST(panel.allows(offers));
}

BOOST_AUTO_TEST_CASE(a_reopened_panel_shows_what_is_stored_L49) {
  Panel panel(made::opened(made::employee(), offers));
  panel.press(offers, true);
  panel.answer();
  const Panel reopened(panel.state_);
  BOOST_TEST(reopened.on(offers));
  BOOST_TEST(!reopened.on(faults));
}

BOOST_AUTO_TEST_CASE(allow_all_never_stands_without_its_equal_L6) {
  Panel panel(made::employee());
  BOOST_TEST(panel.acts() == (std::vector<std::string>{"refuse_all", "allow_all"}),
             boost::test_tools::per_element());
  panel.press(Kind::allow_all);
  const Value& changes = *panel.sent_->find("changes");
  std::set<std::string> ids;
  for (const Value& change : changes.items) {
    ids.insert(change.find("purpose")->text);
    BOOST_TEST(change.find("choice")->text == "granted");
    BOOST_TEST(change.find("method")->text == "button");
  }
  // One event a purpose.
  BOOST_TEST(ids.size() == 13u);
  BOOST_TEST(changes.items.size() == 13u);
  const std::uint64_t before = panel.state_.subject.sequence;
  panel.answer();
  BOOST_TEST(panel.status() == "saved");
  BOOST_TEST(panel.state_.subject.sequence == before + 13);
  BOOST_TEST(panel.acts() == (std::vector<std::string>{"withdraw_all"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(withdraw_all_is_one_press_and_one_event_a_purpose_that_is_on_L51) {
  Panel panel(made::granted(made::allowed(offers), faults));
  panel.press(Kind::withdraw_all);
  BOOST_TEST(panel.sent_->find("changes")->items.size() == 2u);
  panel.answer();
  BOOST_TEST(!panel.on(offers));
  BOOST_TEST(!panel.on(faults));
  BOOST_TEST(panel.status() == "withdrawn");
  // Nothing is left to withdraw, and nothing is sent.
  panel.press(Kind::withdraw_all);
  BOOST_TEST(!panel.sent_.has_value());
}

BOOST_AUTO_TEST_CASE(refuse_all_refuses_as_many_as_allow_all_allows_L18) {
  Panel panel(made::employee());
  panel.press(Kind::refuse_all);
  BOOST_TEST(panel.sent_->find("changes")->items.size() == 13u);
  panel.answer();
  BOOST_TEST(panel.text(offers, "reason") == "subscriber_gate_closed");
  BOOST_TEST((find_choice(panel.state_.subject, offers)->kind == ChoiceKind::refused));
}

BOOST_AUTO_TEST_CASE(what_is_sent_is_accepted_by_the_same_rules_that_made_it) {
  for (const std::string_view language : {"sv", "en"}) {
    for (const Catalogue* catalogue : {&made::demo(), &made::second()}) {
      Panel panel(made::employee(), *catalogue, language);
      panel.press(Kind::allow_all);
      panel.answer();
      BOOST_TEST(panel.status() == "saved", catalogue->id << ' ' << language);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sole_traders_press_names_both_roles_L74) {
  Panel panel(made::sole_trader());
  BOOST_TEST(panel.text(offers, "gate_note") == "");
  panel.press(offers, true);
  BOOST_TEST(canonical(*panel.sent_->find("changes")->items[0].find("roles")) ==
             R"(["subscriber","user"])");
  panel.answer(made::olle());
  BOOST_TEST(panel.allows(offers));
  BOOST_TEST(panel.view_.find("notes")->find("employer") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_notes_and_the_facts_stand_in_the_same_view_as_the_switch_L9_L19_L50) {
  const Panel panel(made::employee(), made::demo(), "en");
  const Value& notes = *panel.view_.find("notes");
  BOOST_TEST(notes.find("voluntary")->text == made::demo().notes.voluntary.in("en"));
  BOOST_TEST(notes.find("withdraw")->text == made::demo().notes.withdraw.in("en"));
  BOOST_TEST(notes.find("employer")->text == made::demo().notes.employer.in("en"));
  BOOST_TEST(
      canonical(*panel.purpose(offers)->find("facts")).find(R"({"days":180,"fact":"max_age"})") !=
      std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_purpose_without_a_switch_takes_no_press) {
  Panel panel(made::employee());
  for (const std::string_view purpose : {"public-warning", "cookie-statistics", "no-such"}) {
    BOOST_TEST(panel.try_press(purpose) == Code::unknown_purpose, purpose);
  }
}

BOOST_AUTO_TEST_CASE(a_language_that_the_catalogue_lacks_shows_nothing_L12) {
  Model model;
  model.language = "de";
  PanelAct act;
  act.now = today;
  const auto stepped = step(model, act, made::demo(), sha256);
  BOOST_TEST_REQUIRE(!stepped);
  BOOST_TEST(stepped.error() == (Error{Code::notice_incomplete, "/language"}));
}

BOOST_AUTO_TEST_CASE(a_purpose_taken_out_of_force_keeps_its_switch_while_there_is_a_yes_L36) {
  const Catalogue shipped =
      made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  Panel panel(made::allowed(offers), shipped);
  BOOST_TEST_REQUIRE(panel.purpose(offers) != nullptr);
  BOOST_TEST(panel.purpose(faults) == nullptr);
  panel.press(offers, false);
  panel.answer();
  BOOST_TEST(panel.status() == "withdrawn");
  BOOST_TEST(panel.purpose(offers) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_model_that_is_not_ours_is_not_read) {
  const Value model = to_value(Panel(made::allowed(offers)).model_);
  BOOST_TEST(bool(model_from(model, "")));
  for (const auto& [value, where] :
       {std::pair{made::with(model, "/extra", integer_value(1)), "/extra"},
        {made::without(model, "/state"), "/state/subject"},
        {made::with(model, "/wishes/-",
                    made::json_of(R"({"purpose":"a","choice":"b","phase":"saving"})")),
         "/wishes/0/choice"},
        {made::with(model, "/wishes/-",
                    made::json_of(R"({"purpose":"a","choice":"granted","phase":"done"})")),
         "/wishes/0/phase"},
        {made::with(
             model, "/wishes/-",
             made::json_of(R"({"purpose":"a","choice":"granted","phase":"failed","code":"sad"})")),
         "/wishes/0/code"}}) {
    const auto read = model_from(value, "");
    BOOST_TEST_REQUIRE(!read, where);
    BOOST_TEST(read.error().where == where);
  }
}

BOOST_AUTO_TEST_CASE(allow_all_allows_nothing_that_is_out_of_force) {
  const Catalogue dormant = made::catalogue_of(
      made::with(made::demo_document(), "/purposes/0/active", boolean_value(false)));
  Panel panel(made::allowed(offers), dormant);
  // The yes has run out by itself: its switch is still there, and off.
  panel.now_ = find_choice(panel.state_.subject, offers)->until;
  panel.show();
  BOOST_TEST_REQUIRE(panel.purpose(offers) != nullptr);
  BOOST_TEST(!panel.on(offers));
  panel.press(Kind::allow_all);
  const Value& changes = *panel.sent_->find("changes");
  BOOST_TEST(changes.items.size() == 12u);
  for (const Value& change : changes.items) BOOST_TEST(change.find("purpose")->text != offers);
}

BOOST_AUTO_TEST_CASE(a_no_goes_out_where_the_words_are_incomplete_and_a_yes_is_refused_R8_R10) {
  const Catalogue half =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/text/en"));
  Panel panel(made::allowed(offers), half, "en");
  panel.press(offers, false);
  BOOST_TEST(panel.sent_->find("changes")->items[0].find("text_digest") == nullptr);
  panel.answer();
  BOOST_TEST(panel.status() == "withdrawn");
  panel.press(offers, true);
  panel.answer();
  BOOST_TEST(panel.text(offers, "code") == "evidence_incomplete");
  BOOST_TEST(!panel.on(offers));
}

BOOST_AUTO_TEST_CASE(shown_again_without_a_state_it_shows_the_one_it_has) {
  Panel panel(made::allowed(offers));
  const auto notice = panel.model_.notice_shown_at;
  panel.take(panel.of(Kind::show));
  BOOST_TEST(panel.on(offers));
  BOOST_TEST((panel.model_.state == Panel(made::allowed(offers)).model_.state));
  BOOST_TEST((panel.model_.notice_shown_at == notice));
}

BOOST_AUTO_TEST_CASE(a_status_names_no_purpose_that_the_catalogue_lost) {
  Panel panel(made::allowed(offers));
  panel.model_.status = "withdrawn";
  panel.model_.status_purposes = {"traffic-of-yesterday", std::string(faults)};
  panel.fail();
  BOOST_TEST(panel.status() == "withdrawn");
  BOOST_TEST(panel.status_purposes() ==
                 (std::vector<std::string>{std::string(made::demo().find(faults)->title.in("sv"))}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
