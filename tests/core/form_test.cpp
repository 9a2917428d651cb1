/// How events and states are written. Stored bytes are pinned here for ever.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;
using made::with;
using made::without;

Event granted_event() {
  const State state = made::employee();
  return accept(made::grant(state, offers), made::circumstances(), state, made::erik())->front();
}

void refuses_event(const Value& value, Code code, std::string_view where) {
  const auto event = event_from(value, "");
  BOOST_TEST_REQUIRE(!event, value);
  BOOST_TEST(event.error() == (Error{code, std::string(where)}), event.error());
}

void refuses_state(const Value& value, Code code, std::string_view where) {
  const auto state = state_from(value, "");
  BOOST_TEST_REQUIRE(!state, value);
  BOOST_TEST(state.error() == (Error{code, std::string(where)}), state.error());
}

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(a_withdrawal_is_written_in_these_bytes) {
  const State state = made::allowed(offers);
  const auto events =
      accept(made::stop(EventKind::withdrawn, offers), made::circumstances(), state, made::erik());
  BOOST_TEST(canonical(to_value(events->front())) ==
             R"({"actor":"prs-erik","at":"2026-11-24T08:00:00.000Z","door":"page",)"
             R"("evidence":{"session":"ses-1"},"kind":"withdrawn","person":"prs-erik",)"
             R"("purpose":"traffic-offers-personal","roles":["user"],"sequence":3,)"
             R"("subject":"sub-erik-bjork","subscriber":"sbr-bjork"})");
}

BOOST_AUTO_TEST_CASE(a_grant_is_written_in_these_bytes) {
  Event event = granted_event();
  event.evidence.text_digest = "sha256:00";
  event.evidence.catalogue_version = "1";
  BOOST_TEST(canonical(to_value(event)) ==
             R"({"actor":"prs-erik","at":"2026-11-24T08:00:00.000Z","door":"page","evidence":{)"
             R"("catalogue":"telecom-se-demo","catalogue_version":"1",)"
             R"("decided_at":"2026-11-24T08:00:00.000Z","language":"sv","method":"switch",)"
             R"("notice_shown_at":"2026-11-24T07:59:59.000Z","processing_version":1,)"
             R"("session":"ses-1","submission_id":"0b7a6c1e-0000-4000-8000-00000000a001",)"
             R"("text_digest":"sha256:00","text_version":1,"ui_build":"b1"},"kind":"granted",)"
             R"("person":"prs-erik","purpose":"traffic-offers-personal","roles":["user"],)"
             R"("sequence":2,"subject":"sub-erik-bjork","subscriber":"sbr-bjork",)"
             R"("until":"2028-11-24T08:00:00.000Z"})");
}

BOOST_AUTO_TEST_CASE(an_event_has_no_room_for_an_address_or_a_fingerprint_L33) {
  const Value value = to_value(granted_event());
  for (const std::string_view name : {"ip", "user_agent", "msisdn", "name"}) {
    const std::string place = "/" + std::string(name);
    refuses_event(with(value, place, text_value("x")), Code::unknown_member, place);
    refuses_event(with(value, "/evidence" + place, text_value("x")), Code::unknown_member,
                  "/evidence" + place);
  }
}

BOOST_AUTO_TEST_CASE(an_event_that_is_not_whole_is_not_read) {
  const Value value = to_value(granted_event());
  for (const std::string_view place : {"/kind", "/door", "/at", "/sequence"}) {
    refuses_event(without(value, place), Code::missing_member, place);
  }
  refuses_event(with(value, "/kind", text_value("agreed")), Code::bad_value, "/kind");
  refuses_event(with(value, "/door", text_value("window")), Code::bad_value, "/door");
  refuses_event(with(value, "/roles", texts_value({"boss"})), Code::bad_value, "/roles");
  refuses_event(with(value, "/at", text_value("2026-11-24")), Code::bad_time, "/at");
  refuses_event(with(value, "/sequence", integer_value(0)), Code::number_out_of_range, "/sequence");
  refuses_event(with(value, "/subject", text_value("Erik")), Code::bad_id, "/subject");
  refuses_event(with(value, "/evidence/decided_at", integer_value(1)), Code::wrong_type,
                "/evidence/decided_at");
  refuses_event(array_value(), Code::wrong_type, "");
}

BOOST_AUTO_TEST_CASE(a_state_that_could_be_read_in_two_ways_is_not_read) {
  State both = made::granted(made::allowed(offers), "traffic-offers-company");
  both = made::opened(both, "traffic-offers-company");
  const Value value = to_value(both);
  BOOST_TEST(state_from(value, "").value() == both);
  Value turned = value;
  for (const std::string_view place : {"/subject/choices", "/subscriber/gates"}) {
    const Value& list = *turned.find(place == "/subject/choices" ? "subject" : "subscriber")
                             ->find(place == "/subject/choices" ? "choices" : "gates");
    Value swapped = list;
    std::swap(swapped.items[0], swapped.items[1]);
    refuses_state(with(value, place, swapped), Code::bad_value, place);
    swapped.items[1] = swapped.items[0];
    refuses_state(with(value, place, swapped), Code::bad_value, place);
  }
  refuses_state(without(value, "/person"), Code::missing_member, "/person");
  refuses_state(with(value, "/subject/choices/0/choice", text_value("maybe")), Code::bad_value,
                "/subject/choices/0/choice");
  refuses_state(with(value, "/person/restricted", text_value("no")), Code::wrong_type,
                "/person/restricted");
  refuses_state(with(value, "/subject/age", integer_value(12)), Code::unknown_member,
                "/subject/age");
}

BOOST_AUTO_TEST_CASE(a_person_sees_their_state_without_the_mandates_of_others_L69) {
  const State state = made::allowed(offers);
  const std::string text = canonical(to_persons_value(state));
  BOOST_TEST(text.find("karin") == std::string::npos);
  BOOST_TEST(canonical(to_value(state)).find("prs-karin") != std::string::npos);
  State expected = state;
  expected.subscriber.mandates.clear();
  BOOST_TEST(state_from(made::json_of(text), "").value() == expected);
}

BOOST_AUTO_TEST_CASE(even_the_first_millisecond_is_written_and_read_back) {
  State state = made::employee();
  Event event = granted_event();
  event.at = 0;
  event.until = 0;
  state = apply(state, event);
  event.kind = EventKind::withdrawn;
  state = apply(state, event);
  event.kind = EventKind::gate_opened;
  state = apply(state, event);
  event.kind = EventKind::objection;
  state = apply(state, event);
  const auto again = state_from(made::json_of(canonical(to_value(state))), "");
  BOOST_TEST_REQUIRE(bool(again));
  BOOST_TEST(*again == state);
}

BOOST_AUTO_TEST_CASE(a_state_that_could_not_be_read_says_so_and_stays_so) {
  State state;
  state.readable = false;
  const auto again = state_from(to_value(state), "");
  BOOST_TEST_REQUIRE(bool(again));
  BOOST_TEST(!again->readable);
}

BOOST_AUTO_TEST_CASE(every_name_on_the_wire_is_read_back) {
  for (std::size_t i = 0; i < std::size(event_kind_names); ++i) {
    BOOST_TEST(
        (named<EventKind>(event_kind_names[i], event_kind_names) == static_cast<EventKind>(i)));
  }
  for (const std::string_view code : code_names) {
    BOOST_TEST_REQUIRE(code_named(code).has_value(), code);
    BOOST_TEST(name_of(*code_named(code)) == code);
  }
  BOOST_TEST(!code_named("").has_value());
  BOOST_TEST(!code_named("allowed").has_value());
  BOOST_TEST(!named<Role>("boss", role_names).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
