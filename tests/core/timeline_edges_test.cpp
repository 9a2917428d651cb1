/// The timeline at its edges: what begins or ends at the very moment asked about, and lines that
/// stand beside each other without being one act's.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "timeline_deeds.hpp"

namespace samtycke {
namespace {

using made::at;
using made::begun;
using made::end;
using made::given;
using made::offers;

constexpr std::string_view other = "traffic-customer-service";
constexpr std::string_view everything = "";

Event of(EventKind kind, Time time, std::string_view purpose = everything) {
  Event event = made::deed(kind, time, purpose);
  if (kind == EventKind::granted) event.until = add_months(time, 24);
  return event;
}

const Event relation = of(EventKind::relation_begun, begun);

/// "kind purpose…", the newest line first.
std::vector<std::string> lines(const std::vector<Event>& events, Time now) {
  std::vector<std::string> out;
  for (const TimelineItem& item : timeline_of(events, "sub-erik-bjork", made::demo(), now)) {
    std::string line(name_of(item.kind));
    for (const std::string& purpose : item.purposes) line += ' ' + purpose;
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

void check(const Lines& found, const Lines& expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

const std::string came = "relation_begun";
const std::string yes = "granted " + std::string(offers);
const std::string ran_out = "expired " + std::string(offers);

BOOST_AUTO_TEST_SUITE(edges_of_timelines)

BOOST_AUTO_TEST_CASE(a_relation_names_its_person_from_the_moment_it_begins_and_not_before) {
  const std::vector<Event> events = {of(EventKind::restricted, begun - day_ms), relation};
  check(lines(events, begun - 1), {});
  check(lines(events, begun), {came, "restricted"});
}

BOOST_AUTO_TEST_CASE(a_gate_that_moved_after_the_relation_is_not_told_whatever_else_came_after_it) {
  const Event gate = of(EventKind::gate_closed, given + 2, offers);
  const Event ended = of(EventKind::relation_ended, given);
  check(lines({relation, ended, of(EventKind::restricted, given + 1), gate}, end),
        {"restricted", "relation_ended", came});
  check(
      lines({of(EventKind::restricted, given + 1), gate, of(EventKind::relation_begun, end)}, end),
      {came, "restricted"});
}

BOOST_AUTO_TEST_CASE(a_stop_ends_its_own_yes_and_neither_another_one_nor_the_relation) {
  for (const EventKind stop : {EventKind::withdrawn, EventKind::refused}) {
    const std::string stopped = std::string(name_of(stop)) + ' ' + std::string(other);
    check(lines({relation, of(EventKind::granted, given, offers), of(stop, given + 1, other),
                 of(EventKind::gate_closed, given + 2, other)},
                end),
          {ran_out, "gate_closed " + std::string(other), stopped, yes, came});
  }
}

BOOST_AUTO_TEST_CASE(an_end_is_told_once_where_something_else_happened_at_that_very_moment) {
  for (const Time time : {end - 1, end, end + 1}) {
    Lines expected = {ran_out, yes, came};
    expected.insert(expected.begin() + (time < end ? 1 : 0), "restricted");
    check(lines({relation, of(EventKind::granted, given, offers), of(EventKind::restricted, time)},
                end + day_ms),
          expected);
  }
}

BOOST_AUTO_TEST_CASE(what_is_about_everything_shares_its_line_with_nothing) {
  const Event all = of(EventKind::objection, given);
  const Event one = of(EventKind::objection, given, offers);
  const std::string named = "objection " + std::string(offers);
  check(lines({relation, all, one}, given), {named, "objection", came});
  check(lines({relation, one, all}, given), {"objection", named, came});
  check(lines({relation, all, all}, given), {"objection", "objection", came});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
