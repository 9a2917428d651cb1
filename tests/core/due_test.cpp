/// What is due and when: reminders, ends, notices, erasure, evidence, and answers to requests.
#include "core/due.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {

std::ostream& operator<<(std::ostream& out, const Due& due) { return out << to_value(due); }

namespace {

using made::at;
using made::offers;

const Time begun = at("2026-01-01T00:00:00.000Z");
const Time given = at("2026-01-31T10:00:00.000Z");
const Time reminder = at("2027-01-31T10:00:00.000Z");
const Time end = at("2028-01-31T10:00:00.000Z");

/// Erik's relation with what happened to it, as events and as the state they give.
class Life {
 public:
  Life() {
    Event event = of(EventKind::relation_begun, begun, "");
    event.door = Door::provisioning;
    event.subscriber_kind = SubscriberKind::company;
    add(event);
  }
  Life& add(Event event) {
    event.sequence = events_.size() + 1;
    state_ = apply(std::move(state_), event);
    events_.push_back(std::move(event));
    return *this;
  }
  Life& add(EventKind kind, Time time, std::string_view purpose = offers) {
    return add(of(kind, time, purpose));
  }
  Life& grant(Time time, std::string_view purpose = offers) {
    Event event = of(EventKind::granted, time, purpose);
    event.until = add_months(time, 24);
    event.evidence.processing_version = 1;
    return add(std::move(event));
  }
  /// The times of one kind.
  std::vector<Time> times(DueKind kind, Time now = given + 1,
                          const Catalogue& catalogue = made::demo()) const {
    std::vector<Time> out;
    for (const Due& one : due(state_, events_, catalogue, now)) {
      if (one.kind == kind) out.push_back(one.at);
    }
    return out;
  }
  const State& state() const { return state_; }
  const std::vector<Event>& events() const { return events_; }

  static Event of(EventKind kind, Time time, std::string_view purpose) {
    Event event;
    event.kind = kind;
    event.subject = "sub-erik-bjork";
    event.person = "prs-erik";
    event.subscriber = "sbr-bjork";
    event.purpose = purpose;
    event.at = time;
    return event;
  }

 private:
  std::vector<Event> events_;
  State state_;
};

using Times = std::vector<Time>;
const Times none;

void check(const Times& found, const Times& expected) {
  BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(what_is_due)

BOOST_AUTO_TEST_CASE(L58_a_running_consent_is_reminded_of_every_twelve_months) {
  Life life;
  life.grant(given);
  check(life.times(DueKind::reminder), {reminder});
  check(life.times(DueKind::reminder, reminder), {reminder});  // overdue, until it is done
  life.add(EventKind::reminded, reminder - day_ms);
  check(life.times(DueKind::reminder, reminder), {add_months(reminder - day_ms, 12)});
}

BOOST_AUTO_TEST_CASE(L58_none_is_due_after_a_withdrawal_or_at_the_end) {
  Life life;
  life.grant(given);
  life.add(EventKind::reminded, reminder);
  check(life.times(DueKind::reminder, reminder), none);  // it would fall on the end
  Life withdrawn;
  withdrawn.grant(given).add(EventKind::withdrawn, given + 1);
  check(withdrawn.times(DueKind::reminder), none);
  Life over;
  over.grant(given);
  check(over.times(DueKind::reminder, end - 1), {reminder});
  check(over.times(DueKind::reminder, end), none);
}

BOOST_AUTO_TEST_CASE(L58_a_renewal_counts_anew_and_a_reminder_of_another_purpose_does_not) {
  Life life;
  life.grant(given).add(EventKind::reminded, given + day_ms, "traffic-customer-service");
  check(life.times(DueKind::reminder), {reminder});
  life.grant(given + day_ms);
  check(life.times(DueKind::reminder), {add_months(given + day_ms, 12)});
}

BOOST_AUTO_TEST_CASE(L58_a_consent_to_an_older_processing_is_not_reminded_of) {
  Value document = made::demo_document();
  document = made::with(document, "/purposes/0/processing_version", integer_value(2));
  Life life;
  life.grant(given);
  check(life.times(DueKind::reminder, given + 1, made::catalogue_of(document)), none);
}

BOOST_AUTO_TEST_CASE(L59_a_grant_expires_at_its_end_and_stays_in_the_list_until_recorded) {
  Life life;
  check(life.times(DueKind::expiry), none);
  life.grant(given);
  check(life.times(DueKind::expiry), {end});
  check(life.times(DueKind::expiry, end + day_ms), {end});
  life.add(EventKind::expired, end);
  check(life.times(DueKind::expiry, end + day_ms), none);
}

BOOST_AUTO_TEST_CASE(L59_a_shorter_policy_brings_the_end_forward) {
  const Catalogue shorter = made::catalogue_of(
      made::with(made::demo_document(), "/policy/consent_months", integer_value(18)));
  Life life;
  life.grant(given);
  check(life.times(DueKind::expiry, given + 1, shorter), {at("2027-07-31T10:00:00.000Z")});
}

BOOST_AUTO_TEST_CASE(L76_a_user_named_by_a_company_is_told_within_thirty_days) {
  Life life;
  check(life.times(DueKind::notice), {begun + 30 * day_ms});
  check(life.times(DueKind::notice, begun + 31 * day_ms), {begun + 30 * day_ms});
  life.add(EventKind::reminded, begun + day_ms, offers);
  check(life.times(DueKind::notice), {begun + 30 * day_ms});
  life.add(EventKind::reminded, begun + 2 * day_ms, "");
  check(life.times(DueKind::notice), none);
}

BOOST_AUTO_TEST_CASE(L76_nobody_else_is_told) {
  Life ended;
  ended.add(EventKind::relation_ended, begun + 1, "");
  check(ended.times(DueKind::notice), none);
  for (const auto change :
       {+[](Event& e) { e.person.clear(); }, +[](Event& e) { e.door = Door::page; },
        +[](Event& e) { e.subscriber_kind = SubscriberKind::sole_trader; }}) {
    std::vector<Event> events = Life().events();
    change(events.front());
    const State state = apply({}, events.front());
    BOOST_TEST(due(state, events, made::demo(), given).empty());
  }
  const Life life;
  BOOST_TEST(due(life.state(), {}, made::demo(), given).empty());
}

BOOST_AUTO_TEST_CASE(L76_what_happened_to_another_relation_is_not_told_of_this_one) {
  const Life life;
  std::vector<Event> events = life.events();
  Event told = Life::of(EventKind::reminded, begun + day_ms, "");
  told.subject = "sub-of-another";
  events.push_back(told);
  BOOST_TEST(due(life.state(), events, made::demo(), given).size() == 1u);
  told.subject = life.state().subject.id;
  events.push_back(told);
  BOOST_TEST(due(life.state(), events, made::demo(), given).empty());
}

BOOST_AUTO_TEST_CASE(L41_a_relation_ended_when_it_ended_whatever_is_told_of_it_later) {
  Life life;
  life.grant(given).add(EventKind::relation_ended, given + day_ms, "");
  life.add(EventKind::reminded, given + 2 * day_ms, "");
  const Times erasures = life.times(DueKind::erase, given + 3 * day_ms);
  BOOST_TEST(!erasures.empty());
  for (const Time at : erasures) BOOST_TEST(at == given + day_ms);
}

BOOST_AUTO_TEST_CASE(L41_a_stop_is_one_erasure_for_each_sink) {
  Value document = made::demo_document();
  document = made::with(document, "/purposes/0/sinks", texts_value({"warehouse", "campaigns"}));
  const Catalogue catalogue = made::catalogue_of(document);
  Life life;
  life.grant(given);
  check(life.times(DueKind::erase, given, catalogue), none);
  life.add(EventKind::withdrawn, given + 5);
  std::vector<Due> erased;
  for (Due& one : due(life.state(), life.events(), catalogue, given + 5)) {
    if (one.kind == DueKind::erase) erased.push_back(std::move(one));
  }
  const std::string purpose(offers);
  const std::vector<Due> expected = {{DueKind::erase, purpose, "campaigns", given + 5},
                                     {DueKind::erase, purpose, "warehouse", given + 5}};
  BOOST_TEST(erased == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(L41_an_end_is_a_stop_too_and_a_new_yes_undoes_none) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life life;
  life.grant(given);
  check(life.times(DueKind::erase, end - 1, bare), none);
  check(life.times(DueKind::erase, end, bare), {end});
  life.add(EventKind::withdrawn, given + 5).grant(given + 10);
  check(life.times(DueKind::erase, given + 10, bare), {given + 5});
}

BOOST_AUTO_TEST_CASE(L41_the_end_of_a_relation_stops_what_ran) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life life;
  life.grant(given).add(EventKind::relation_ended, given + 7, "");
  check(life.times(DueKind::erase, given + 7, bare), {given + 7});
  check(life.times(DueKind::reminder), none);
  check(life.times(DueKind::expiry), none);
}

BOOST_AUTO_TEST_CASE(L41_a_no_after_the_end_delays_no_erasure) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life expired;
  expired.grant(given).add(EventKind::refused, end + 9);
  check(expired.times(DueKind::erase, end + 9, bare), {end});
  check(expired.times(DueKind::evidence_end, end + 9, bare), {add_months(end + 9, 60)});
  expired.add(EventKind::refused, end + 20);
  check(expired.times(DueKind::erase, end + 20, bare), {end});
  expired.grant(end + 30).add(EventKind::withdrawn, end + 40);
  check(expired.times(DueKind::erase, end + 40, bare), {end + 40});
  Life left;
  left.grant(given).add(EventKind::relation_ended, given + 7, "");
  left.add(EventKind::withdrawn, given + 8);
  check(left.times(DueKind::erase, given + 8, bare), {given + 7});
  Life never;
  never.add(EventKind::refused, given).add(EventKind::refused, given + 3);
  check(never.times(DueKind::erase, given + 3, bare), {given});
}

BOOST_AUTO_TEST_CASE(L41_what_comes_after_a_new_yes_delays_no_erasure_of_the_old_one) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life life;
  life.grant(given).add(EventKind::refused, end + 9).grant(end + 30);
  check(life.times(DueKind::erase, end + 40, bare), {end});
  life.add(EventKind::reminded, end + 35);
  check(life.times(DueKind::erase, end + 40, bare), {end});
  life.grant(end + 38);
  check(life.times(DueKind::erase, end + 40, bare), {end});
}

BOOST_AUTO_TEST_CASE(L41_what_another_relation_lost_is_not_what_this_one_lost) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life life;
  life.grant(given).add(EventKind::refused, end + 9);
  Life another;
  another.grant(given - 9).add(EventKind::withdrawn, given);
  std::vector<Event> events;
  for (Event event : another.events()) {
    event.subject = "sub-of-another";
    events.push_back(std::move(event));
  }
  events.insert(events.end(), life.events().begin(), life.events().end());
  std::vector<Time> times;
  for (const Due& one : due(life.state(), events, bare, end + 9)) {
    if (one.kind == DueKind::erase) times.push_back(one.at);
  }
  check(times, {end});
}

BOOST_AUTO_TEST_CASE(L41_without_its_events_a_state_is_erased_from_its_last_stop) {
  const Catalogue bare =
      made::catalogue_of(made::without(made::demo_document(), "/purposes/0/sinks"));
  Life life;
  life.grant(given).add(EventKind::refused, end + 9);
  std::vector<Time> times;
  for (const Due& one : due(life.state(), {}, bare, end + 9)) {
    if (one.kind == DueKind::erase) times.push_back(one.at);
  }
  check(times, {end + 9});
}

BOOST_AUTO_TEST_CASE(L41_a_channel_holds_no_records_to_erase) {
  Life life;
  life.grant(given, "contact-sms").add(EventKind::withdrawn, given + 5, "contact-sms");
  check(life.times(DueKind::erase), none);
  check(life.times(DueKind::evidence_end), {at("2031-01-31T10:00:00.005Z")});
}

BOOST_AUTO_TEST_CASE(L137_evidence_lives_five_years_beyond_the_consent) {
  Life life;
  life.grant(given);
  check(life.times(DueKind::evidence_end, end - 1), none);
  check(life.times(DueKind::evidence_end, end), {at("2033-01-31T10:00:00.000Z")});
  life.add(EventKind::withdrawn, given + 1);
  check(life.times(DueKind::evidence_end), {at("2031-01-31T10:00:00.001Z")});
  Life refused;
  refused.add(EventKind::refused, at("2028-02-29T00:00:00.000Z"));
  check(refused.times(DueKind::evidence_end), {at("2033-02-28T00:00:00.000Z")});
}

BOOST_AUTO_TEST_CASE(
    L137_a_relation_that_is_over_is_kept_five_years_beyond_the_last_of_its_consents) {
  const auto kept_until = [](const Life& life, Time now) {
    return evidence_end(life.state(), life.events(), made::demo(), now);
  };
  Life life;
  life.grant(given);
  BOOST_TEST(!kept_until(life, end + 1));
  life.add(EventKind::relation_ended, given + 7, "");
  BOOST_TEST((kept_until(life, given + 8) == at("2031-01-31T10:00:00.007Z")));
  life.add(EventKind::refused, given + 9);
  BOOST_TEST((kept_until(life, given + 10) == at("2031-01-31T10:00:00.009Z")));
  BOOST_TEST(!evidence_end(life.state(), {}, made::demo(), given + 10));
}

BOOST_AUTO_TEST_CASE(what_is_due_is_sorted_by_time_kind_purpose_and_sink) {
  Life life;
  life.grant(given).grant(given, "contact-sms").grant(given, "contact-email");
  life.add(EventKind::withdrawn, given, "contact-email");
  const auto list = due(life.state(), life.events(), made::demo(), given);
  BOOST_TEST(list.size() >= 6u);
  for (std::size_t i = 1; i < list.size(); ++i) {
    BOOST_TEST(list[i - 1].at <= list[i].at);
    if (list[i - 1].at != list[i].at) continue;
    const auto name = [](const Due& one) { return due_kind_names[static_cast<int>(one.kind)]; };
    BOOST_TEST(name(list[i - 1]) <= name(list[i]));
    if (list[i - 1].kind == list[i].kind) BOOST_TEST(list[i - 1].purpose < list[i].purpose);
  }
}

Time answered_by(std::string_view received, std::optional<std::string_view> extended,
                 std::string_view now) {
  const auto out = rights_due(
      at(received), extended ? std::optional<Time>(at(*extended)) : std::nullopt, at(now));
  BOOST_TEST_REQUIRE(bool(out));
  return *out;
}

std::string fault(std::string_view received, std::string_view extended, std::string_view now) {
  const auto out = rights_due(at(received), at(extended), at(now));
  return out ? "ok" : std::string(name_of(out.error().code)) + out.error().where;
}

BOOST_AUTO_TEST_CASE(L124_a_request_is_answered_within_a_calendar_month) {
  BOOST_TEST(answered_by("2027-01-31T09:00:00Z", {}, "2027-01-31T09:00:00Z") ==
             at("2027-02-28T09:00:00Z"));
  BOOST_TEST(answered_by("2028-01-31T09:00:00Z", {}, "2028-03-31T09:00:00Z") ==
             at("2028-02-29T09:00:00Z"));
  BOOST_TEST(answered_by("2027-03-15T00:00:00Z", {}, "2027-03-15T00:00:00Z") ==
             at("2027-04-15T00:00:00Z"));
}

BOOST_AUTO_TEST_CASE(L124_two_months_more_when_extended_within_the_first) {
  BOOST_TEST(answered_by("2027-01-31T09:00:00Z", "2027-02-28T08:59:59.999Z",
                         "2027-02-28T08:59:59.999Z") == at("2027-04-30T09:00:00Z"));
  BOOST_TEST(answered_by("2027-01-31T09:00:00Z", "2027-01-31T09:00:00Z", "2027-04-01T09:00:00Z") ==
             at("2027-04-30T09:00:00Z"));
}

BOOST_AUTO_TEST_CASE(L124_no_extension_after_the_first_month_before_the_request_or_ahead) {
  BOOST_TEST(fault("2027-01-31T09:00:00Z", "2027-02-28T09:00:00.000Z", "2027-03-04T09:00:00Z") ==
             "bad_value/extended_at");
  BOOST_TEST(fault("2027-01-31T09:00:00Z", "2027-03-04T09:00:00Z", "2027-03-04T09:00:00Z") ==
             "bad_value/extended_at");
  BOOST_TEST(fault("2027-01-31T09:00:00Z", "2027-01-31T08:59:59.999Z", "2027-02-04T09:00:00Z") ==
             "bad_value/extended_at");
  BOOST_TEST(fault("2027-01-31T09:00:00Z", "2027-02-10T00:00:00Z", "2027-02-09T23:59:59.999Z") ==
             "bad_value/extended_at");
  BOOST_TEST(fault("2027-01-31T09:00:00Z", "2027-01-31T09:00:00Z", "2027-01-31T08:59:59.999Z") ==
             "bad_value/received_at");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
