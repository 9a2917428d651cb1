/// The panel's state machine: what the sliders show and what a press sends.
#include "core/panel.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;
using Kind = PanelAct::Kind;

constexpr std::string_view faults = "traffic-fault-prevention";

/// A panel with somebody in front of it and a verifier behind it.
class Panel {
 public:
  explicit Panel(State state, const Catalogue& catalogue = made::demo(),
                 std::string_view language = "sv")
      : state_(std::move(state)), catalogue_(catalogue) {
    model_.language = language;
    show();
  }

  void show() {
    PanelAct act = of(Kind::show);
    act.state = state_;
    take(act);
  }
  void press(std::string_view purpose, bool on) {
    PanelAct act = of(Kind::set);
    act.purpose = purpose;
    act.on = on;
    take(act);
  }
  void press(Kind kind) { take(of(kind)); }
  void fail() { take(of(Kind::failed)); }

  /// The verifier judges what was sent, and the page passes the answer on.
  void answer(const Actor& actor = made::erik()) {
    const auto submission = submission_from(*sent_);
    if (!submission) throw std::logic_error("not read: " + submission.error().where);
    const Judgement judgement =
        judge(*submission, made::circumstances(now_, catalogue_), state_, actor);
    state_ = judgement.state;
    PanelAct act = of(Kind::answered);
    act.state = state_;
    act.verdicts = array_value();
    for (const Verdict& verdict : judgement.verdicts) {
      act.verdicts.items.push_back(to_value(verdict));
    }
    sent_.reset();
    take(act);
  }

  Code try_press(std::string_view purpose) {
    PanelAct act = of(Kind::set);
    act.purpose = purpose;
    act.on = true;
    const auto stepped = step(model_, act, catalogue_, sha256);
    return stepped ? Code::accepted : stepped.error().code;
  }

  void take(const PanelAct& act) {
    auto stepped = step(model_, act, catalogue_, sha256);
    if (!stepped) throw std::logic_error(std::string(name_of(stepped.error().code)));
    if (stepped->submission) sent_ = stepped->submission;
    view_ = stepped->view;
    // The page keeps the model as bytes, so it is always one that was read back.
    const std::string kept = canonical(to_value(stepped->model));
    auto again = model_from(made::json_of(kept), "");
    if (!again || canonical(to_value(*again)) != kept) throw std::logic_error("model: " + kept);
    model_ = std::move(*again);
  }

  PanelAct of(Kind kind) {
    PanelAct act;
    act.kind = kind;
    act.now = now_ += second_ms;
    act.submission_id = "0b7a6c1e-0000-4000-8000-00000000b00" + std::to_string(presses_++ % 10);
    act.ui_build = "b1";
    return act;
  }

  const Value* purpose(std::string_view id) const {
    for (const Value& group : view_.find("groups")->items) {
      for (const Value& one : group.find("purposes")->items) {
        if (one.find("id")->text == id) return &one;
      }
    }
    return nullptr;
  }
  bool on(std::string_view id) const { return purpose(id)->find("on")->truth; }
  bool allows(std::string_view id) const { return purpose(id)->find("allowed")->truth; }
  std::string text(std::string_view id, std::string_view member) const {
    const Value* found = purpose(id)->find(member);
    return found == nullptr ? "" : found->text;
  }
  std::string status() const { return view_.find("status")->find("code")->text; }
  std::vector<std::string> status_purposes() const {
    return texts(*view_.find("status"), "purposes");
  }
  std::vector<std::string> acts() const { return texts(view_, "acts"); }

  Time now_ = today;
  State state_;
  Value view_;
  std::optional<Value> sent_;
  Model model_;

 private:
  static std::vector<std::string> texts(const Value& value, std::string_view member) {
    std::vector<std::string> out;
    for (const Value& item : value.find(member)->items) out.push_back(item.text);
    return out;
  }

  const Catalogue& catalogue_;
  int presses_ = 0;
};

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

BOOST_AUTO_TEST_CASE(a_model_that_is_not_ours_is_not_read) {
  const Value model = to_value(Panel(made::allowed(offers)).model_);
  BOOST_TEST(bool(model_from(model, "")));
  for (const auto& [value, where] :
       {std::pair{made::with(model, "/extra", integer_value(1)), "/extra"},
        {made::without(model, "/state"), "/state"},
        {made::with(model, "/wishes/-",
                    made::json_of(R"({"purpose":"a","choice":"b","phase":"saving"})")),
         "/wishes/0/choice"},
        {made::with(model, "/wishes/-",
                    made::json_of(R"({"purpose":"a","choice":"granted","phase":"done"})")),
         "/wishes/0/phase"}}) {
    const auto read = model_from(value, "");
    BOOST_TEST_REQUIRE(!read, where);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
