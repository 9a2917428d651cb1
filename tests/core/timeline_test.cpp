/// What a person reads about themself: every line theirs, none missing, none of anybody else.
#include "core/timeline.hpp"

#include <boost/test/unit_test.hpp>

#include "timeline_deeds.hpp"

namespace samtycke {
namespace {

using made::at;
using made::begun;
using made::end;
using made::given;
using made::offers;

constexpr std::string_view other = "traffic-customer-service";

Event of(EventKind kind, Time time, std::string_view purpose = offers) {
  return made::deed(kind, time, purpose);
}

Event relation(Time time = begun) {
  Event event = of(EventKind::relation_begun, time, "");
  event.actor.clear();
  event.roles = {Role::provisioning};
  event.door = Door::provisioning;
  return event;
}

Event grant(Time time, std::string_view purpose = offers) {
  Event event = of(EventKind::granted, time, purpose);
  event.until = add_months(time, 24);
  return event;
}

std::vector<TimelineItem> lines(const std::vector<Event>& events, Time now = end - 1,
                                const Catalogue& catalogue = made::demo()) {
  return timeline_of(events, "sub-erik-bjork", catalogue, now);
}

/// "kind by door purpose…", the newest line first.
std::vector<std::string> told(const std::vector<TimelineItem>& items) {
  std::vector<std::string> out;
  for (const TimelineItem& item : items) {
    std::string line(name_of(item.kind));
    line += ' ' + std::string(doer_names[static_cast<int>(item.by)]) + ' ';
    line += item.door ? name_of(*item.door) : "-";
    for (const std::string& purpose : item.purposes) line += ' ' + purpose;
    out.push_back(line);
  }
  return out;
}

void check(const std::vector<TimelineItem>& items, const std::vector<std::string>& expected) {
  const auto found = told(items);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

const std::string yes = "granted self page " + std::string(offers);
const std::string no = "withdrawn self page " + std::string(offers);
const std::string ran_out = "expired time - " + std::string(offers);
const std::string came = "relation_begun operator provisioning";

BOOST_AUTO_TEST_SUITE(timeline)

BOOST_AUTO_TEST_CASE(the_newest_line_comes_first) {
  check(lines({relation(), grant(given), of(EventKind::withdrawn, given + day_ms)}),
        {no, yes, came});
}

BOOST_AUTO_TEST_CASE(an_own_act_names_its_receipt_and_a_yes_its_end_L34) {
  const auto items = lines({relation(), grant(given)});
  BOOST_REQUIRE_EQUAL(items.size(), 2U);
  BOOST_CHECK_EQUAL(items[0].receipt, "sbm-" + std::to_string(given));
  BOOST_CHECK_EQUAL(items[0].expires_at.value_or(0), end);
  BOOST_CHECK(items[1].receipt.empty());
  BOOST_CHECK(!items[1].expires_at);
}

BOOST_AUTO_TEST_CASE(a_shorter_policy_of_today_ends_a_yes_sooner) {
  const Catalogue shorter = made::catalogue_of(
      made::with(made::demo_document(), "/policy/consent_months", integer_value(6)));
  const auto items = lines({relation(), grant(given)}, end - 1, shorter);
  check(items, {ran_out, yes, came});
  BOOST_CHECK_EQUAL(items[0].at, add_months(given, 6));
}

BOOST_AUTO_TEST_CASE(a_yes_that_ran_out_has_a_line_at_its_end) {
  check(lines({relation(), grant(given)}, end - 1), {yes, came});
  const auto items = lines({relation(), grant(given)}, end);
  check(items, {ran_out, yes, came});
  BOOST_CHECK_EQUAL(items[0].at, end);
}

BOOST_AUTO_TEST_CASE(an_end_that_was_noted_later_is_told_once) {
  Event noted = of(EventKind::expired, end + day_ms);
  noted.actor.clear();
  check(lines({relation(), grant(given), noted}, end + 2 * day_ms), {ran_out, yes, came});
}

BOOST_AUTO_TEST_CASE(what_was_stopped_or_renewed_does_not_run_out_as_well) {
  const Time later = end + day_ms;
  check(lines({relation(), grant(given), of(EventKind::withdrawn, given + 1)}, later),
        {no, yes, came});
  check(lines({relation(), grant(given), grant(given + day_ms)}, later - 1), {yes, yes, came});
  Event ended = of(EventKind::relation_ended, given + 1, "");
  ended.actor.clear();
  ended.door = Door::provisioning;
  check(lines({relation(), grant(given), ended}, later),
        {"relation_ended operator provisioning", yes, came});
}

BOOST_AUTO_TEST_CASE(a_renewal_at_the_very_end_comes_after_it) {
  check(lines({relation(), grant(given), grant(end)}, end), {yes, ran_out, yes, came});
}

BOOST_AUTO_TEST_CASE(purposes_of_one_act_share_a_line) {
  check(lines({relation(), grant(given), grant(given, other)}),
        {yes + ' ' + std::string(other), came});
  Event apart = grant(given, other);
  apart.evidence.submission_id = "another";
  BOOST_CHECK_EQUAL(lines({relation(), grant(given), apart}).size(), 3U);
  BOOST_CHECK_EQUAL(lines({relation(), grant(given), grant(given)}).size(), 3U);
  BOOST_CHECK_EQUAL(lines({relation(), grant(given), grant(given + 1, other)}).size(), 3U);
}

BOOST_AUTO_TEST_CASE(what_is_later_than_asked_for_is_not_told) {
  check(lines({relation(), grant(given), of(EventKind::withdrawn, given + 1)}, given), {yes, came});
  check(lines({relation()}, begun - 1), {});
}

BOOST_AUTO_TEST_CASE(nobody_reads_of_anybody_else) {
  Event anothers = grant(given);
  anothers.subject = "sub-bo";
  Event restricted = of(EventKind::restricted, given, "");
  restricted.person = "prs-bo";
  Event gate = of(EventKind::gate_closed, given);
  gate.subscriber = "sbr-havsvik";
  check(lines({relation(), anothers, restricted, gate}), {came});
}

BOOST_AUTO_TEST_CASE(what_was_asked_about_the_person_is_told_in_every_relation) {
  Event objection = of(EventKind::objection, given, "");
  objection.subject = "sub-erik-havsvik";
  check(lines({relation(), objection}), {"objection self page", came});
}

BOOST_AUTO_TEST_CASE(the_companys_gate_is_told_while_the_relation_lasts_and_never_who_moved_it) {
  Event gate = of(EventKind::gate_opened, given);
  gate.subject.clear();
  gate.person.clear();
  gate.actor = "prs-karin";
  gate.roles = {Role::company_admin};
  gate.door = Door::gates;
  const std::string opened = "gate_opened company gates " + std::string(offers);
  const auto items = lines({relation(), gate});
  check(items, {opened, came});
  BOOST_CHECK(items[0].receipt.empty());
  check(lines({gate, relation(given + 1)}), {came});
  check(lines({relation(), of(EventKind::relation_ended, given - 1, ""), gate}),
        {"relation_ended self page", came});
}

BOOST_AUTO_TEST_CASE(who_acted_for_the_person_is_told_by_their_part) {
  Event guardian = of(EventKind::withdrawn, given);
  guardian.actor = "prs-sara";
  guardian.roles = {Role::guardian};
  Event service = of(EventKind::withdrawn, given + 1);
  service.actor = "agent-7";
  service.roles = {Role::customer_service};
  service.door = Door::customer_service;
  const auto items = lines({relation(), guardian, service});
  check(items, {"withdrawn operator customer-service " + std::string(offers),
                "withdrawn guardian page " + std::string(offers), came});
  // Their receipts are theirs.
  BOOST_CHECK(items[0].receipt.empty());
  BOOST_CHECK(items[1].receipt.empty());
}

BOOST_AUTO_TEST_CASE(what_is_between_systems_is_no_line) {
  std::vector<Event> events = {relation()};
  for (const EventKind kind :
       {EventKind::identifier_linked, EventKind::identifier_unlinked, EventKind::mandate_given,
        EventKind::mandate_ended, EventKind::propagated, EventKind::propagation_acked}) {
    events.push_back(of(kind, given));
    events.back().subscriber.clear();
  }
  check(lines(events), {came});
}

BOOST_AUTO_TEST_CASE(a_sim_in_a_pool_has_no_persons_lines) {
  Event pool = relation();
  pool.person.clear();
  Event nobodys = of(EventKind::restricted, given, "");
  nobodys.person.clear();
  check(lines({pool, nobodys}), {came});
}

BOOST_AUTO_TEST_CASE(a_purpose_is_told_by_its_title_or_else_its_id) {
  TimelineItem item;
  item.purposes = {std::string(offers), "traffic-gone"};
  const Value value = to_value(item, made::demo(), "sv");
  const auto& purposes = value.find("purposes")->items;
  BOOST_CHECK_EQUAL(purposes[0].find("title")->text, made::demo().find(offers)->title.in("sv"));
  BOOST_CHECK_EQUAL(purposes[1].find("id")->text, "traffic-gone");
  BOOST_CHECK(purposes[1].find("title") == nullptr);
}

BOOST_AUTO_TEST_CASE(an_end_that_was_noted_while_a_longer_policy_would_let_it_run_is_told_once) {
  Event noted = of(EventKind::expired, add_months(given, 12));
  noted.actor.clear();
  noted.door = Door::provisioning;
  check(lines({relation(), grant(given), noted}, end + day_ms),
        {"expired operator provisioning " + std::string(offers), yes, came});
}

BOOST_AUTO_TEST_CASE(the_relation_of_another_names_nobody_here) {
  Event anothers = relation(given);
  anothers.subject = "sub-bo";
  anothers.person = "prs-bo";
  anothers.subscriber = "sbr-havsvik";
  Event his = of(EventKind::restricted, given + 1, "");
  his.person = "prs-bo";
  check(lines({relation(), anothers, his, of(EventKind::objection, given + 2, "")}),
        {"objection self page", came});
}

BOOST_AUTO_TEST_CASE(what_differs_in_its_doer_its_door_or_its_end_does_not_share_a_line) {
  Event doer = grant(given, other);
  doer.actor = "prs-guardian";
  doer.roles = {Role::guardian};
  Event door = grant(given, other);
  door.door = Door::letter;
  Event sooner = grant(given, other);
  sooner.until = *sooner.until - 1;
  for (Event* second : {&doer, &door, &sooner}) {
    second->evidence.submission_id = grant(given).evidence.submission_id;
    BOOST_CHECK_EQUAL(lines({relation(), grant(given), *second}, end - 2).size(), 3U);
  }
  BOOST_CHECK_EQUAL(lines({relation(), grant(given), grant(given, other)}).size(), 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
