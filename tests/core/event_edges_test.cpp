/// Events at their edges: to whom one belongs that names fewer parties than it could, or more, and
/// what is written of one that lacks what its kind needs.
#include <boost/test/unit_test.hpp>

#include "core/state.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

Event of(EventKind kind, std::string_view subject, std::string_view subscriber) {
  Event event;
  event.kind = kind;
  event.subject = subject;
  event.person = "prs-erik";
  event.subscriber = subscriber;
  event.at = made::today;
  event.sequence = 1;
  return event;
}

BOOST_AUTO_TEST_SUITE(edges_of_events)

BOOST_AUTO_TEST_CASE(only_a_mandate_that_names_a_relation_and_no_subscriber_is_its_guardians_L22) {
  constexpr std::string_view subject = "sub-erik-bjork";
  for (const EventKind kind : {EventKind::mandate_given, EventKind::mandate_ended}) {
    BOOST_TEST((party_of(of(kind, subject, "")) == Party::subject));
    BOOST_TEST((party_of(of(kind, subject, "sbr-bjork")) == Party::subscriber));
    BOOST_TEST((party_of(of(kind, "", "sbr-bjork")) == Party::subscriber));
    BOOST_TEST((party_of(of(kind, "", "")) == Party::subscriber));
  }
  for (const EventKind kind :
       {EventKind::objection, EventKind::objection_lifted, EventKind::restricted,
        EventKind::unrestricted, EventKind::gate_opened, EventKind::gate_closed, EventKind::granted,
        EventKind::relation_begun}) {
    BOOST_TEST((party_of(of(kind, subject, "")) == party_of(kind)), name_of(kind));
  }
}

BOOST_AUTO_TEST_CASE(a_stop_of_a_person_stops_them_whatever_relation_it_came_by_L122) {
  const State state = apply({}, of(EventKind::restricted, "sub-erik-bjork", ""));
  BOOST_TEST(state.person.restricted);
  BOOST_TEST(state.person.id == "prs-erik");
  BOOST_TEST(state.subject.sequence == 0u);
}

BOOST_AUTO_TEST_CASE(what_an_event_does_not_say_is_not_written_even_where_its_kind_needs_it) {
  for (const EventKind kind : {EventKind::refused, EventKind::gate_closed}) {
    const Value written = to_value(of(kind, "sub-erik-bjork", ""));
    BOOST_TEST((written.find("purpose") == nullptr));
    BOOST_TEST((event_from(written, "").error() == Error{Code::missing_member, "/purpose"}));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
