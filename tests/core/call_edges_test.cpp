/// Calls at their edges: who a state is about, members that stand beside one another, and answers
/// as large as they may be.
#include <boost/test/unit_test.hpp>

#include "core/evaluate.hpp"
#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;

const std::string now = R"("now":"2026-11-24T08:00:00Z")";

std::string answer(const std::string& request, std::string_view carried = "",
                   bool is_signed = true) {
  static const Catalogue catalogue = made::demo();
  Loaded loaded{catalogue, is_signed};
  return evaluate(carried, request, loaded, sha256).answer;
}

/// The fault as `code` and `where` in one; `ok` for none.
std::string fault(const std::string& request, std::string_view carried = "") {
  const Value told = made::json_of(answer(request, carried));
  const Value* error = told.find("error");
  return error == nullptr ? "ok" : error->find("code")->text + error->find("where")->text;
}

/// The state a call tells of a subject or a subscriber, after the events.
State told_state(const std::string& whose, const std::vector<Event>& events) {
  Value list = array_value();
  for (const Event& event : events) list.items.push_back(to_value(event));
  const Value told = made::json_of(
      answer(R"({"call":"state",)" + whose + R"(,"events":)" + canonical(list) + "}"));
  return state_from(*told.find("ok"), "").value();
}

Event of(EventKind kind, std::string_view subject, std::string_view person,
         std::string_view subscriber, std::string_view purpose = "") {
  Event event;
  event.kind = kind;
  event.subject = subject;
  event.person = person;
  event.subscriber = subscriber;
  event.purpose = purpose;
  event.door = Door::provisioning;
  event.at = made::today - day_ms;
  event.sequence = 1;
  return event;
}

std::string judged(std::string_view role, std::string_view door) {
  const State state = made::opened(made::employee(), offers);
  return R"({"call":"judge",)" + now +
         R"(,"actor":{"person":"prs-erik","session":"ses-1","role":")" + std::string(role) +
         R"(","door":")" + std::string(door) + R"("},"state":)" + canonical(to_value(state)) +
         R"(,"submission":)" +
         canonical(made::submission_value(state, offers, EventKind::granted)) + "}";
}

BOOST_AUTO_TEST_SUITE(edges_of_calls)

BOOST_AUTO_TEST_CASE(nobody_acts_in_a_role_or_through_a_door_that_there_is_not) {
  BOOST_TEST(fault(judged("user", "page")) == "ok");
  BOOST_TEST(fault(judged("boss", "page")) == "bad_value/actor/role");
  BOOST_TEST(fault(judged("user", "window")) == "bad_value/actor/door");
}

BOOST_AUTO_TEST_CASE(L138_a_catalogue_of_which_nobody_said_that_it_is_signed_is_not) {
  BOOST_TEST(answer(judged("user", "page")).find("catalogue_unsigned") == std::string::npos);
  Loaded loaded;
  loaded.catalogue = made::demo();
  const std::string told = evaluate("", judged("user", "page"), loaded, sha256).answer;
  BOOST_TEST(told.find("catalogue_unsigned") != std::string::npos, told);
}

BOOST_AUTO_TEST_CASE(a_subscriber_is_asked_about_alone_and_a_relation_without_a_subject_is_none) {
  const State state =
      told_state(R"("subscriber":"sbr-bjork")",
                 {of(EventKind::relation_begun, "", "prs-anna", "sbr-other"),
                  of(EventKind::gate_opened, "", "", "sbr-other", offers),
                  of(EventKind::relation_begun, "sub-erik-bjork", "prs-erik", "sbr-bjork"),
                  of(EventKind::refused, "sub-erik-bjork", "prs-erik", "sbr-bjork", offers),
                  of(EventKind::restricted, "", "prs-erik", ""),
                  of(EventKind::gate_closed, "", "", "sbr-bjork", offers)});
  BOOST_TEST(state.subscriber.id == "sbr-bjork");
  BOOST_TEST(state.subscriber.gates.size() == 1u);
  BOOST_TEST(!gate_open(state.subscriber, offers));
  BOOST_TEST((state.subject == SubjectState()));
  BOOST_TEST((state.person == PersonState()));
}

BOOST_AUTO_TEST_CASE(a_subject_has_the_parties_that_its_relation_names_and_no_others) {
  const std::vector<Event> of_others = {
      of(EventKind::restricted, "", "prs-anna", ""),
      of(EventKind::gate_opened, "", "", "sbr-bjork", offers),
      of(EventKind::refused, "sub-anna", "prs-anna", "sbr-bjork", offers)};
  const std::string whose = R"("subject":"sub-erik-bjork","subscriber":"sbr-bjork")";
  const State unknown = told_state(whose, of_others);
  BOOST_TEST(unknown.subject.id == "sub-erik-bjork");
  BOOST_TEST(unknown.subject.choices.empty());
  BOOST_TEST((unknown.person == PersonState()));
  BOOST_TEST((unknown.subscriber == SubscriberState()));
  std::vector<Event> events = of_others;
  events.push_back(of(EventKind::relation_begun, "sub-erik-bjork", "prs-erik", "sbr-bjork"));
  events.push_back(of(EventKind::relation_begun, "sub-anna", "prs-anna", "sbr-other"));
  events.push_back(of(EventKind::refused, "sub-erik-bjork", "", "", offers));
  const State known = told_state(whose, events);
  BOOST_TEST(known.person.id == "prs-erik");
  BOOST_TEST(!known.person.restricted);
  BOOST_TEST(known.subscriber.id == "sbr-bjork");
  BOOST_TEST(known.subject.choices.size() == 1u);
  BOOST_TEST(gate_open(known.subscriber, offers));
}

BOOST_AUTO_TEST_CASE(events_beside_a_given_state_add_nothing_to_it) {
  const std::string state = R"("state":)" + canonical(to_value(made::employee()));
  const std::string alone = answer(R"({"call":"state",)" + state + "}");
  BOOST_TEST(answer(R"({"call":"state",)" + state + R"(,"events":[7]})") == alone);
  const std::string begun = R"("events":[)" +
                            canonical(to_value(of(EventKind::relation_begun, "sub-erik-bjork",
                                                  "prs-erik", "sbr-bjork"))) +
                            "]}";
  const std::string due = R"({"call":"due",)" + now + ",";
  BOOST_TEST(answer(due + state + "," + begun) == answer(due + state + "}"));
  BOOST_TEST(answer(due + R"("subject":"sub-erik-bjork",)" + begun).find("notice") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(L27_a_panel_that_is_not_asked_about_the_past_is_asked_about_no_events) {
  const std::string panel = R"({"call":"panel","language":"sv","act":{"kind":"show",)" + now + "}";
  const std::string nobody = answer(panel + "}");
  const std::string carried = "[" +
                              canonical(to_value(of(EventKind::relation_begun, "sub-erik-bjork",
                                                    "prs-erik", "sbr-bjork"))) +
                              "]";
  BOOST_TEST(answer(panel + "}", carried) == nobody);
  BOOST_TEST(fault(panel + R"(,"subject":"sub-erik-bjork"})", carried) == "unknown_member/subject");
  BOOST_TEST(fault(panel + R"(,"subject":"sub-erik-bjork","as_of":"2026-11-24T08:00:00Z"})",
                   carried) == "ok");
}

BOOST_AUTO_TEST_CASE(a_member_that_nobody_asked_for_is_refused_beside_an_identifier_too) {
  const std::string identifier =
      R"({"call":"identifier","identifier":{"kind":"msisdn","value":"+46701740605"})";
  BOOST_TEST(fault(identifier + "}") == "ok");
  BOOST_TEST(fault(identifier + R"(,"unasked":true})") == "unknown_member/unasked");
}

BOOST_AUTO_TEST_CASE(what_is_carried_is_a_list_of_events) {
  BOOST_TEST(fault(R"({"call":"forget"})", "[]") == "ok");
  BOOST_TEST(fault(R"({"call":"forget"})", "{}") == "wrong_type");
  BOOST_TEST(fault(R"({"call":"forget"})", "7") == "wrong_type");
}

BOOST_AUTO_TEST_CASE(what_is_told_where_nothing_is_known_of_events_stays_as_it_was) {
  const Calls without_history{every_call.first, every_call.count, nullptr};
  Loaded loaded;
  const std::string told = R"({"call":"events","events":[)" +
                           canonical(to_value(of(EventKind::restricted, "", "prs-erik", ""))) +
                           "]}";
  BOOST_TEST(evaluate("as it was", told, loaded, sha256, without_history).carried == "as it was");
}

BOOST_AUTO_TEST_CASE(events_that_are_too_large_together_are_refused_and_the_first_stay) {
  Event large = of(EventKind::refused, "sub-erik-bjork", "prs-erik", "sbr-bjork", offers);
  large.evidence.language = std::string(limits::string_size_max, 'x');
  Value list = array_value();
  for (int i = 0; i < 70; ++i) list.items.push_back(to_value(large));
  const std::string request = R"({"call":"events","events":)" + canonical(list) + "}";
  Loaded loaded;
  const Evaluation first = evaluate("", request, loaded, sha256);
  BOOST_TEST(first.answer == R"({"ok":{"events":70}})");
  const Evaluation second = evaluate(first.carried, request, loaded, sha256);
  BOOST_TEST(second.answer == R"({"error":{"code":"too_many","where":"/events"}})");
  BOOST_TEST((second.carried == first.carried));
}

BOOST_AUTO_TEST_CASE(an_answer_is_as_large_as_it_may_be_and_one_byte_more_is_too_large) {
  const auto asked = [](std::size_t last) {
    Value texts = array_value();
    texts.items.assign(127, text_value(std::string(limits::string_size_max, 'x')));
    texts.items.push_back(text_value(std::string(last, 'x')));
    Value value = object_value();
    add(value, "a", std::move(texts));
    return answer(R"({"call":"canonical","value":)" + canonical(value) + "}");
  };
  const std::size_t room = limits::answer_size_max - asked(0).size();
  BOOST_TEST_REQUIRE(room < limits::string_size_max);
  BOOST_TEST(asked(room).size() == limits::answer_size_max);
  BOOST_TEST(asked(room + 1) == R"({"error":{"code":"too_large","where":""}})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
