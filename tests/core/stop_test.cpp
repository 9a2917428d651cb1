/// A no is always taken. Whoever may say it, by whatever door, whatever else is wrong.
#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::circumstances;
using made::employee;
using made::erik;
using made::offers;
using made::stop;
using made::today;
using made::verdict;

const EventKind stops[] = {EventKind::refused, EventKind::withdrawn, EventKind::objection,
                           EventKind::restricted};

/// Everything that can be wrong with an act at once.
Act worst(EventKind kind, std::string_view purpose) {
  Act act = stop(kind, purpose);
  act.fault = Error{Code::unknown_member, "/ip"};
  act.personnummer_dropped = true;
  act.sequence = 999;
  act.evidence.method = "scroll";
  act.evidence.language = "de";
  act.evidence.text_digest = "sha256:00";
  act.evidence.processing_version = 77;
  act.evidence.text_version = 77;
  act.evidence.catalogue_version = "1999-01-01.1";
  act.evidence.decided_at = today + 10 * 60 * second_ms;
  act.evidence.notice_shown_at = today + 20 * 60 * second_ms;
  return act;
}

BOOST_AUTO_TEST_SUITE(stopping)

BOOST_AUTO_TEST_CASE(a_stop_needs_only_who_asks_and_about_what_L36_R8) {
  const State state = made::allowed(offers);
  for (const EventKind kind : stops) {
    BOOST_TEST(verdict(stop(kind, offers), state, erik()) == Code::accepted, kind);
    BOOST_TEST(verdict(worst(kind, offers), state, erik()) == Code::accepted, kind);
    Circumstances blind = circumstances();
    blind.catalogue_signed = false;
    BOOST_TEST(verdict(worst(kind, offers), state, erik(), blind) == Code::accepted, kind);
    blind.catalogue = nullptr;
    BOOST_TEST(verdict(worst(kind, offers), state, erik(), blind) == Code::accepted, kind);
  }
}

BOOST_AUTO_TEST_CASE(a_withdrawal_counts_behind_a_closed_gate_an_ended_relation_a_restriction_L36) {
  State state = made::closed(made::allowed(offers), offers);
  state = made::after(state, stop(EventKind::restricted, ""), erik());
  state.subject.ended = true;
  state = made::withdrawn(state, offers);
  BOOST_TEST((find_choice(state.subject, offers)->kind == ChoiceKind::withdrawn));
}

BOOST_AUTO_TEST_CASE(the_verifiers_clock_dates_a_stop_L31) {
  const auto events =
      accept(worst(EventKind::withdrawn, offers), circumstances(), made::allowed(offers), erik());
  BOOST_TEST_REQUIRE(bool(events));
  BOOST_TEST(events->front().at == today);
  BOOST_TEST(events->front().personnummer_dropped);
  BOOST_TEST(!events->front().until.has_value());
}

BOOST_AUTO_TEST_CASE(a_refusal_before_any_notice_counts_R8) {
  const State state = made::after(employee(), stop(EventKind::refused, offers), erik());
  BOOST_TEST((find_choice(state.subject, offers)->kind == ChoiceKind::refused));
}

BOOST_AUTO_TEST_CASE(an_old_purpose_may_be_withdrawn_and_one_that_never_was_may_not_R8) {
  const Circumstances second = circumstances(today, made::second());
  const auto of = [&](std::string_view purpose, const State& state) {
    return verdict(stop(EventKind::withdrawn, purpose), state, erik(), second);
  };
  BOOST_TEST(of("well-survey", employee()) == Code::accepted);
  BOOST_TEST(of("pipe-planning", employee()) == Code::accepted);
  BOOST_TEST(of("well-surveys", employee()) == Code::unknown_purpose);
  BOOST_TEST(of("", employee()) == Code::unknown_purpose);
  // The state knows a purpose that this catalogue never did.
  BOOST_TEST(of(offers, employee()) == Code::unknown_purpose);
  BOOST_TEST(of(offers, made::allowed(offers)) == Code::accepted);
  Circumstances blind = second;
  blind.catalogue = nullptr;
  BOOST_TEST(verdict(stop(EventKind::withdrawn, offers), made::allowed(offers), erik(), blind) ==
             Code::accepted);
  BOOST_TEST(verdict(stop(EventKind::withdrawn, "leak-hints"), employee(), erik(), blind) ==
             Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(a_stop_names_one_purpose_L5) {
  for (const EventKind kind : stops) {
    Act act = stop(kind, "");
    act.several_purposes = true;
    BOOST_TEST(verdict(act, made::allowed(offers), erik()) == Code::wildcard_purpose, kind);
  }
}

BOOST_AUTO_TEST_CASE(there_is_nothing_to_withdraw_from_information_or_cookies_L117) {
  for (const std::string_view purpose : {"public-warning", "cookie-marketing"}) {
    BOOST_TEST(
        verdict(stop(EventKind::withdrawn, purpose), employee(), erik()) == Code::purpose_mismatch,
        purpose);
  }
}

BOOST_AUTO_TEST_CASE(the_person_customer_service_and_an_import_may_stop_R9) {
  const State state = made::allowed(offers);
  for (const EventKind kind : stops) {
    for (const Actor& actor : {erik(), made::customer_service(), made::import()}) {
      BOOST_TEST(verdict(stop(kind, offers), state, actor) == Code::accepted,
                 kind << " by " << name_of(actor.role));
    }
  }
}

BOOST_AUTO_TEST_CASE(L36_a_person_may_stop_in_whatever_role_they_are_signed_in) {
  const State state = made::allowed(offers);
  for (const EventKind kind : stops) {
    for (const Role role : {Role::user, Role::subscriber, Role::company_admin}) {
      BOOST_TEST(
          verdict(stop(kind, offers), state, {"prs-erik", role, Door::page, "s"}) == Code::accepted,
          kind << " as " << name_of(role));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_colleague_and_the_administrator_may_not_R9) {
  const State state = made::allowed(offers);
  for (const EventKind kind : stops) {
    for (const Actor& actor :
         {Actor{"prs-anna", Role::user, Door::page, "s"}, Actor{"", Role::user, Door::page, "s"},
          Actor{"prs-karin", Role::user, Door::page, "s"},
          Actor{"prs-karin", Role::company_admin, Door::page, "s"},
          Actor{"", Role::provisioning, Door::form, ""},
          Actor{"", Role::customer_service, Door::page, ""},
          Actor{"", Role::import, Door::form, ""}}) {
      BOOST_TEST(verdict(stop(kind, offers), state, actor) == Code::actor_not_subject,
                 kind << " by " << actor.person << " as " << name_of(actor.role));
    }
  }
  // Nor anybody for a SIM without a person.
  for (const Actor& actor : {Actor{"", Role::user, Door::page, ""}, made::customer_service()}) {
    BOOST_TEST(verdict(stop(EventKind::withdrawn, offers), made::pool_sim(), actor) ==
               Code::actor_not_subject);
  }
}

BOOST_AUTO_TEST_CASE(every_door_of_people_takes_a_stop_and_no_door_of_machines_does_L44) {
  const State state = made::allowed(offers);
  for (std::size_t i = 0; i < std::size(door_names); ++i) {
    const Door door = static_cast<Door>(i);
    const bool machines = door == Door::gates || door == Door::provisioning;
    for (const EventKind kind : stops) {
      BOOST_TEST(verdict(stop(kind, offers), state, {"prs-erik", Role::user, door, "s"}) ==
                     (machines ? Code::door_not_permitted : Code::accepted),
                 kind << " by " << door_names[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_stop_may_be_lifted_by_the_person_on_the_page_alone_R2) {
  State state = made::after(employee(), stop(EventKind::restricted, ""), erik());
  state = made::after(state, stop(EventKind::objection, ""), erik());
  for (const EventKind kind : {EventKind::objection_lifted, EventKind::unrestricted}) {
    const Act act = stop(kind, "");
    BOOST_TEST(verdict(act, state, erik()) == Code::accepted, kind);
    for (const Door door : {Door::form, Door::sms, Door::mail_link, Door::letter}) {
      BOOST_TEST(verdict(act, state, {"prs-erik", Role::user, door, ""}) ==
                 Code::door_not_permitted);
    }
    BOOST_TEST(verdict(act, state, made::customer_service()) == Code::door_not_permitted);
    BOOST_TEST(verdict(act, state, made::import()) == Code::door_not_permitted);
    BOOST_TEST(verdict(act, state, {"prs-anna", Role::user, Door::page, ""}) ==
               Code::actor_not_subject);
  }
}

BOOST_AUTO_TEST_CASE(an_import_lowers_whatever_its_date_and_raises_nothing_L45_R12) {
  State state = made::withdrawn(made::allowed(offers), offers, today);
  BOOST_TEST(verdict(made::grant(state, offers, today + day_ms), state, made::import(),
                     circumstances(today + day_ms)) == Code::import_cannot_grant);
  state = made::granted(state, offers, today + day_ms);
  state =
      made::after(state, stop(EventKind::withdrawn, offers), made::import(), today + 2 * day_ms);
  BOOST_TEST(made::reason(made::question(offers), state, today + 2 * day_ms) == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_by_customer_service_has_the_same_effect_as_on_the_page_L44) {
  const State before = made::allowed(offers);
  const State page = made::withdrawn(before, offers);
  const State phone =
      made::after(before, stop(EventKind::withdrawn, offers), made::customer_service());
  BOOST_TEST(page == phone);
}

BOOST_AUTO_TEST_CASE(a_sole_traders_withdrawal_ends_the_users_part_alone_R13) {
  const State state = made::sole_trader();
  Act both = made::grant(state, offers);
  both.roles = {Role::subscriber, Role::user};
  State after = made::after(state, both, made::olle());
  after = made::after(after, stop(EventKind::withdrawn, offers), made::olle());
  BOOST_TEST(gate_open(after.subscriber, offers));
  BOOST_TEST(made::reason(made::question(offers), after) == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_second_withdrawal_counts_as_well_R11) {
  State state = made::withdrawn(made::allowed(offers), offers, today);
  state = made::withdrawn(state, offers, today + 1);
  BOOST_TEST(find_choice(state.subject, offers)->at == today + 1);
}

BOOST_AUTO_TEST_CASE(an_act_read_from_json_is_stopped_by_nothing_it_can_do_without_R8) {
  const auto read = [](std::string_view text) { return act_from(made::json_of(text), "/act"); };
  const auto act = read(R"({"kind":"withdrawn","purpose":"traffic-offers-personal","ip":"10.0.0.1",
      "submission_id":"19121212-1212","from":"yesterday","subscriber_kind":"gang"})");
  BOOST_TEST_REQUIRE(bool(act));
  BOOST_TEST(act->purpose == offers);
  BOOST_TEST(act->evidence.submission_id.empty());
  BOOST_TEST(act->personnummer_dropped);
  BOOST_TEST(verdict(*act, made::allowed(offers), erik()) == Code::accepted);
  for (const auto& [text, code] :
       {std::pair{R"({"kind":"granted","purpose":"a","ip":"10.0.0.1"})", Code::unknown_member},
        {R"({"kind":"gate_opened","purpose":"a","submission_id":"19121212-1212"})",
         Code::personnummer_in_payload},
        {R"({"kind":"gate_opened","purpose":"a","from":"yesterday"})", Code::bad_time},
        {R"({"kind":"mandate_given","subscriber":"Björk"})", Code::bad_id},
        {R"({"kind":"relation_begun","subscriber_kind":"gang"})", Code::bad_value},
        {R"({"kind":"nothing"})", Code::bad_value},
        {R"({"kind":1})", Code::wrong_type},
        {R"({"purpose":"a"})", Code::missing_member},
        {R"([])", Code::wrong_type}}) {
    const auto refused = read(text);
    BOOST_TEST_REQUIRE(!refused, text);
    BOOST_TEST(refused.error().code == code, text << ": " << refused.error());
    BOOST_TEST(refused.error().where.starts_with("/act"));
  }
  BOOST_TEST(read(R"({"kind":"withdrawn","purpose":"*"})")->several_purposes);
  BOOST_TEST(read(R"({"kind":"withdrawn","purpose":["a"]})")->several_purposes);
}

BOOST_AUTO_TEST_CASE(an_error_never_repeats_a_personnummer_L23) {
  const auto act = act_from(made::json_of(R"({"kind":"gate_opened","19121212-1212":1})"), "");
  BOOST_TEST_REQUIRE(!act);
  BOOST_TEST(act.error() == (Error{Code::personnummer_in_payload, ""}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
