/// The rarer halves of conditions that every day meets: what is absent, ended, or named by nobody.
#include <boost/test/unit_test.hpp>

#include "core/consent.hpp"
#include "core/due.hpp"
#include "core/evaluate.hpp"
#include "core/lint.hpp"
#include "core/permit.hpp"
#include "core/plain_words.hpp"
#include "core/prepared.hpp"
#include "lint_fault.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

Catalogue without_age() {
  return made::catalogue_of(made::without(made::demo_document(), "/purposes/0/max_age_days"));
}

State ended(State state) {
  state.subject.ended = true;
  return state;
}

BOOST_AUTO_TEST_SUITE(edges)

BOOST_AUTO_TEST_CASE(L56_a_purpose_without_a_greatest_age_has_none) {
  const Catalogue catalogue = without_age();
  State state = made::allowed(offers);
  state.subject.choices[0].since = today - 700 * day_ms;
  Question question = made::question(offers, catalogue);
  question.record_time = today - 600 * day_ms;
  BOOST_TEST(made::reason(question, state, today, catalogue) == Code::consent_given);
  BOOST_TEST(made::reason(question, state) == Code::record_too_old);
  const auto half = [&](const Catalogue& of) {
    const Plan plan = samtycke::plan(question, of);
    return decide(plan, prepare(offers, of, state), *question.record_time, today).reason;
  };
  BOOST_TEST(half(catalogue) == Code::consent_given);
  BOOST_TEST(half(made::demo()) == Code::record_too_old);
}

BOOST_AUTO_TEST_CASE(L41_what_no_event_tells_is_not_due) {
  const State state = ended(made::allowed(offers));
  BOOST_TEST(due(state, {}, made::demo(), today).empty());
  State nobody = state;
  nobody.subject.id = "";
  Event end;
  end.kind = EventKind::relation_ended;
  end.at = today;
  BOOST_TEST(due(nobody, {end}, made::demo(), today).empty());
}

BOOST_AUTO_TEST_CASE(L41_a_purpose_that_no_catalogue_knows_any_more_is_still_erased) {
  State state = made::allowed(offers);
  state.subject.choices[0].purpose = "traffic-retired";
  const auto running = due(state, {}, made::demo(), today);
  BOOST_TEST(running.size() == 1u);  // its end, and nobody is reminded of it
  state.subject.choices[0].stopped_at = today;
  state.subject.choices[0].kind = ChoiceKind::withdrawn;
  const auto stopped = due(state, {}, made::demo(), today);
  BOOST_TEST_REQUIRE(stopped.size() == 2u);
  BOOST_TEST(due_kind_names[static_cast<int>(stopped[0].kind)] == "erase");
  BOOST_TEST(stopped[0].sink == "");
}

BOOST_AUTO_TEST_CASE(L76_who_was_told_before_is_told_anew_in_a_new_relation) {
  const State state = made::employee();
  Event told;
  told.kind = EventKind::reminded;
  told.subject = state.subject.id;
  told.at = today - 1;
  Event begun = told;
  begun.kind = EventKind::relation_begun;
  begun.door = Door::provisioning;
  begun.at = today;
  BOOST_TEST(due(state, {told, begun}, made::demo(), today).size() == 1u);
  told.at = today;
  BOOST_TEST(due(state, {begun, told}, made::demo(), today).empty());
}

BOOST_AUTO_TEST_CASE(R2_lifting_for_a_child_is_the_guardians_and_no_others) {
  State child = made::employee();
  child.subject.age_13_at = today + 1;
  child.person.restricted = true;
  const Act lift = made::stop(EventKind::unrestricted, "");
  Actor actor = made::erik();
  BOOST_TEST(made::verdict(lift, child, actor) == Code::guardian_required);
  actor.role = Role::company_admin;
  BOOST_TEST(made::verdict(lift, child, actor) == Code::actor_not_subject);
  child.subject.age_13_at = today;
  BOOST_TEST(made::verdict(lift, child, actor) == Code::actor_not_subject);
  actor.role = Role::user;
  BOOST_TEST(made::verdict(lift, child, actor) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(L24_a_permit_for_what_no_catalogue_knows_has_no_basis) {
  const Permit permit{"traffic-gone", "sub-erik-bjork", today};
  const Decision decision =
      check_permit(permit, "traffic-gone", "sub-erik-bjork", made::demo(), today);
  BOOST_TEST(decision.basis == "");
}

BOOST_AUTO_TEST_CASE(names_that_differ_late_or_by_their_length_alone_are_ordered_too) {
  const auto order = [](const std::string& text) { return canonical(made::json_of(text)); };
  BOOST_TEST(order(R"({"ab":1,"a":2})") == R"({"a":2,"ab":1})");
  BOOST_TEST(order(R"({"a":1,"ab":2})") == R"({"a":1,"ab":2})");
  BOOST_TEST(order("{\"\U0001F601\":1,\"\U0001F600\":2}") == "{\"\U0001F600\":2,\"\U0001F601\":1}");
}

BOOST_AUTO_TEST_CASE(words_are_the_same_however_their_letters_were_typed) {
  BOOST_TEST(words_of("a\u030a A\u0308 o\u0308 u\u0308") == words_of("å ä ö u"));
  BOOST_TEST(words_of("b\u00adc\u200bd\u200fe\u2060f\ufeffg") == " bcdefg ");
  BOOST_TEST(words_of("\u00c5\u00de\u00d7a\u00f7b\u3042") == " \u00e5\u00fe a b\u3042 ");
  BOOST_TEST(words_of("\u200a\u2010\u2061") == " ");
  BOOST_TEST(words_of("a\u0301 o\u0301 o\u030a") == " a o o ");
  BOOST_TEST(words_of("a{b:c`d/e") == " a b c d e ");
}

BOOST_AUTO_TEST_CASE(D6_every_kind_of_exclamation_and_emoji_is_seen) {
  for (const std::string text : {"!", "\uff01", "\u203c", "\ufe0f", "\u2600", "\u27bf", "\u2b50",
                                 "\u2b55", "\U0001f000", "\U0001f600", "\U0001faff"}) {
    BOOST_TEST(has_exclamation_or_emoji("a " + text), text);
  }
  for (const std::string text : {"?", "\u25ff", "\u27c0", "\u2b51", "\U0001efff", "\U0001fb00"}) {
    BOOST_TEST(!has_exclamation_or_emoji("a " + text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_state_that_is_no_state_is_refused_by_every_call) {
  const auto fault = [](const std::string& request) {
    Loaded loaded;
    loaded.catalogue = made::demo();
    const Value answer = made::json_of(evaluate("", request, loaded, sha256).answer);
    return answer.find("error") != nullptr;
  };
  const std::string bad = R"(,"state":{"subject":7})";
  BOOST_TEST(fault(R"({"call":"state")" + bad + "}"));
  BOOST_TEST(fault(R"({"call":"panel","language":"sv")" + bad + "}"));
  BOOST_TEST(fault(R"({"call":"accept","now":"2026-11-24T08:00:00Z","act":{"kind":"withdrawn",)"
                   R"("purpose":"contact-sms"},"actor":{"role":"user","door":"page"})" +
                   bad + "}"));
  BOOST_TEST(fault(R"({"call":"events","events":7})"));
  BOOST_TEST(fault(R"({"call":"gates","language":"sv")" + bad + "}"));
  const std::string event = R"({"kind":"restricted","door":"page","sequence":1,)"
                            R"("at":"2026-11-24T08:00:00Z"})";
  BOOST_TEST(!fault(R"({"call":"apply","event":)" + event + "}"));
  BOOST_TEST(fault(R"({"call":"apply","event":)" + event + bad + "}"));
}

BOOST_AUTO_TEST_CASE(L136_a_country_is_two_letters_and_a_transfer_is_told_in_words) {
  const Value& lawful = made::second_document();
  const std::string where = "/purposes/0/recipients/0";
  Value abroad = made::with(lawful, where + "/country", text_value("US"));
  abroad = made::with(std::move(abroad), where + "/transfer_ground", text_value("SCC 2021/914"));
  made::finds_nothing(made::with(abroad, "/purposes/0/third_country", text_value("US (SCC)")));
}

BOOST_AUTO_TEST_CASE(L58_of_a_yes_that_has_ended_nobody_is_reminded) {
  const State state = made::allowed(offers);
  const Choice& choice = *find_choice(state.subject, offers);
  const Time last = add_months(choice.at, made::demo().policy.reminder_months);
  BOOST_TEST(next_reminder(choice, made::demo(), last - 1).value_or(0) == last);
  for (const Time now : {last, choice.until - 1, choice.until, choice.until + 1}) {
    BOOST_TEST(!next_reminder(choice, made::demo(), now).has_value(), format_time(now));
  }
}

BOOST_AUTO_TEST_CASE(L58_at_the_end_of_time_there_is_no_reminder_left) {
  State state = made::allowed(offers);
  Choice& choice = state.subject.choices.front();
  BOOST_TEST(!next_reminder(choice, made::demo(), time_max).has_value());
  choice.at = time_max - day_ms;
  choice.until = time_max;
  BOOST_TEST(!next_reminder(choice, made::demo(), time_max).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
