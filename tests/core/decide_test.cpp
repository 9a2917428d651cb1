/// May this data be used for this purpose, by this role?
#include "core/decide.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::question;
using made::reason;
using made::today;
using made::with;

std::vector<std::string> traffic() {
  std::vector<std::string> out;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::consent) out.push_back(purpose.id);
  }
  return out;
}

State stopped(EventKind kind, std::string_view purpose, State state) {
  return made::after(std::move(state), made::stop(kind, purpose), made::erik());
}

BOOST_AUTO_TEST_SUITE(deciding)

BOOST_AUTO_TEST_CASE(silence_is_no_to_every_traffic_purpose_L1_R1) {
  BOOST_TEST(traffic().size() == 6u);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), employee()) == Code::subscriber_gate_closed, purpose);
    BOOST_TEST(
        reason(question(purpose), made::opened(employee(), purpose)) == Code::user_consent_missing,
        purpose);
    BOOST_TEST(reason(question(purpose), {}) == Code::no_identified_user, purpose);
  }
  // No decision is for purposes of the user alone.
  BOOST_TEST(reason(question("leak-hints", made::second()), employee(), today, made::second()) ==
             Code::no_decision);
}

BOOST_AUTO_TEST_CASE(gate_and_user_give_the_truth_table_row_by_row_S12) {
  const Question asked = question(offers);
  const State none = employee();
  const State open = made::opened(none, offers);
  const auto yes = [](State state) { return made::granted(std::move(state), offers); };
  const auto no = [](EventKind kind, State state) {
    return stopped(kind, offers, std::move(state));
  };
  BOOST_TEST(reason(asked, none) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, yes(none)) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, open) == Code::user_consent_missing);
  BOOST_TEST(reason(asked, no(EventKind::refused, open)) == Code::refused);
  BOOST_TEST(reason(asked, yes(open)) == Code::consent_given);
  BOOST_TEST(reason(asked, no(EventKind::withdrawn, yes(open))) == Code::withdrawn);
  const State shut = made::closed(yes(open), offers);
  BOOST_TEST(reason(asked, shut) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, no(EventKind::withdrawn, shut)) == Code::subscriber_gate_closed);
  BOOST_TEST(reason(asked, made::opened(shut, offers)) == Code::consent_given);
  BOOST_TEST(reason(asked, made::opened(made::pool_sim(), offers)) == Code::no_identified_user);
  // The rows of a sole trader and of an administrator's grant stand in grant_test.cpp.
}

BOOST_AUTO_TEST_CASE(a_sim_without_a_user_is_denied_whatever_its_gates_L75) {
  State state = made::opened(made::pool_sim(), offers);
  BOOST_TEST(reason(question(offers), made::pool_sim()) == Code::no_identified_user);
  state.subject.choices = made::allowed(offers).subject.choices;
  BOOST_TEST(reason(question(offers), state) == Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(an_allow_tells_its_basis_its_grant_and_when_to_ask_again_R23) {
  const State state = made::allowed(offers);
  const Decision decision = decide_processing(question(offers), made::demo(), state, today);
  BOOST_TEST(decision.allow);
  BOOST_TEST(decision.basis == "LEK 9:2 st. 2; GDPR 6(1)(a)");
  BOOST_TEST(decision.consent_id == "sub-erik-bjork/2");
  BOOST_TEST(decision.expires == today + 60 * second_ms);
  BOOST_TEST(
      canonical(to_value(decision)) ==
      R"j({"basis":"LEK 9:2 st. 2; GDPR 6(1)(a)","consent_id":"sub-erik-bjork/2",)j"
      R"j("decision":"allow","expires":"2026-11-24T08:01:00.000Z","reason":"consent_given"})j");
}

BOOST_AUTO_TEST_CASE(a_denial_tells_its_reason_and_nothing_else) {
  const Decision decision = decide_processing(question(offers), made::demo(), employee(), today);
  BOOST_TEST(canonical(to_value(decision)) ==
             R"({"decision":"deny","reason":"subscriber_gate_closed"})");
  BOOST_TEST(!Decision{}.allow);
}

BOOST_AUTO_TEST_CASE(a_decision_ends_with_the_consent_the_record_or_a_minute_R23) {
  const State state = made::allowed(offers);
  const Time end = find_choice(state.subject, offers)->until;
  const auto expires = [&](const Question& asked, Time now) {
    return decide_processing(asked, made::demo(), state, now).expires;
  };
  BOOST_TEST(expires(question(offers), end - 61 * second_ms) == end - second_ms);
  BOOST_TEST(expires(question(offers), end - 30 * second_ms) == end);
  Question old = question(offers);
  old.record_time = today - 3'600 * second_ms;
  const Time too_old = *old.record_time + 180 * day_ms;
  BOOST_TEST(expires(old, too_old - 30 * second_ms) == too_old);
  BOOST_TEST(expires(old, too_old - 60 * second_ms) == too_old);
  // The other catalogue's minute is half as long, and its information purposes have one too.
  const Decision warning =
      decide_processing(question("flood-warning", made::second()), made::second(), state, today);
  BOOST_TEST(warning.expires == today + 30 * second_ms);
}

BOOST_AUTO_TEST_CASE(no_answer_ends_after_the_last_time_that_can_be_written) {
  const Decision warning =
      decide_processing(question("public-warning"), made::demo(), {}, time_max - 1);
  BOOST_TEST(warning.expires == time_max);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_counts_at_once_and_not_before_L39_L40) {
  State state = made::allowed(offers);
  BOOST_TEST(reason(question(offers), state, today - 1) == Code::consent_given);
  state = made::withdrawn(state, offers, today);
  BOOST_TEST(reason(question(offers), state, today) == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(a_consent_is_out_at_twenty_four_months_L59_R6) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const Time end = made::at("2028-11-24T08:00:00.000Z");
  BOOST_TEST(reason(question(offers), state, end - 1) == Code::consent_given);
  BOOST_TEST(reason(question(offers), state, end) == Code::expired);
  BOOST_TEST(reason(question(offers), state, end + second_ms) == Code::expired);
  // A new act renews it.
  const State renewed = made::granted(state, offers, end - day_ms);
  BOOST_TEST(reason(question(offers), renewed, end) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(a_later_policy_shortens_a_grant_and_never_lengthens_it_R6) {
  const State state = made::granted(made::opened(employee(), offers), offers, today);
  const auto with_months = [](std::int64_t months) {
    return made::catalogue_of(
        with(made::demo_document(), "/policy/consent_months", integer_value(months)));
  };
  const Time year = add_months(today, 12);
  BOOST_TEST(reason(question(offers), state, year - 1, with_months(12)) == Code::consent_given);
  BOOST_TEST(reason(question(offers), state, year, with_months(12)) == Code::expired);
  BOOST_TEST(reason(question(offers), state, add_months(today, 24), with_months(36)) ==
             Code::expired);
}

BOOST_AUTO_TEST_CASE(a_new_processing_asks_anew_and_new_words_do_not_L54_L55) {
  const State state = made::allowed(offers);
  const Catalogue processing = made::catalogue_of(
      with(made::demo_document(), "/purposes/0/processing_version", integer_value(2)));
  const Catalogue words =
      made::catalogue_of(with(made::demo_document(), "/purposes/0/text_version", integer_value(2)));
  BOOST_TEST(reason(question(offers), state, today, processing) == Code::superseded_processing);
  BOOST_TEST(reason(question(offers), state, today, words) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(only_the_roles_of_the_purpose_may_ask_L82) {
  const State state = made::allowed(offers);
  for (const std::string_view role :
       {"hr", "billing", "traffic-management", "", "ecs-marketing "}) {
    Question asked = question(offers);
    asked.role = role;
    BOOST_TEST(reason(asked, state) == Code::role_not_permitted, role);
  }
}

BOOST_AUTO_TEST_CASE(only_the_fields_of_the_purpose_may_be_had_L20_L21_L83) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  Question asked = question("traffic-product-development");
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  asked.fields = {"usage-volume"};
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  for (const auto& [field, code] :
       {std::pair<std::string, Code>{"cell-id", Code::field_not_in_purpose},
        {"counterparty-number", Code::field_not_in_purpose},
        {"usage-time-band", Code::field_not_in_purpose},
        {"no-such-field", Code::field_not_in_purpose},
        {"visited-domain", Code::content_not_allowed},
        {"communication-content", Code::content_not_allowed},
        {"special-category", Code::special_category}}) {
    asked.fields = {"usage-volume", field};
    BOOST_TEST(reason(asked, state) == code, field);
  }
}

BOOST_AUTO_TEST_CASE(what_no_purpose_may_hold_is_denied_even_where_a_catalogue_lists_it_L20_L21) {
  Value document = made::second_document();
  document = with(document, "/purposes/0/data_types/-", text_value("illness"));
  document = with(document, "/purposes/0/data_types/-", text_value("tapped-words"));
  const Catalogue catalogue = made::catalogue_of(document);
  const State state = made::allowed("leak-hints", made::second());
  Question asked = question("leak-hints", catalogue);
  asked.fields = {"illness"};
  BOOST_TEST(reason(asked, state, today, catalogue) == Code::special_category);
  asked.fields = {"tapped-words"};
  BOOST_TEST(reason(asked, state, today, catalogue) == Code::content_not_allowed);
}

BOOST_AUTO_TEST_CASE(records_kept_for_crime_serve_crime_alone_L84) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::channel || purpose.kind == PurposeKind::cookie) continue;
    Question asked = question(purpose.id);
    asked.source_store = "crime-retention";
    const bool theirs = purpose.id == "crime-retention" || purpose.id == "authority-disclosure";
    BOOST_TEST(
        reason(asked, state) == (theirs ? Code::no_consent_needed : Code::retention_store_locked),
        purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(a_store_that_is_not_named_or_not_known_is_none) {
  for (const std::string_view store : {"", "warehouse2"}) {
    Question asked = question(offers);
    asked.source_store = store;
    BOOST_TEST(reason(asked, made::allowed(offers)) == Code::store_unknown);
    asked = question("public-warning");
    asked.source_store = store;
    BOOST_TEST(reason(asked, {}) == Code::store_unknown);
  }
}

BOOST_AUTO_TEST_CASE(traffic_markets_electronic_communications_alone_L79) {
  const State state = made::allowed(offers);
  Question asked = question(offers);
  asked.offer_class = "electronic-communications-service";
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  for (const std::string_view kind : {"device", "insurance"}) {
    asked.offer_class = kind;
    BOOST_TEST(reason(asked, state) == Code::purpose_mismatch, kind);
  }
  // A purpose that markets nothing covers no offer.
  Question hints = question("leak-hints", made::second());
  hints.offer_class = "pool";
  BOOST_TEST(reason(hints, made::allowed("leak-hints", made::second()), today, made::second()) ==
             Code::purpose_mismatch);
}

BOOST_AUTO_TEST_CASE(a_purpose_outside_the_act_without_a_sign_off_is_denied_L81) {
  const State state = made::allowed("traffic-fault-prevention");
  const Question asked = question("traffic-fault-prevention");
  BOOST_TEST(reason(asked, state) == Code::consent_given);
  const Value unsigned_off = made::without(made::demo_document(), "/purposes/5/legal_signoff");
  BOOST_TEST(reason(asked, state, today, made::catalogue_of(unsigned_off)) ==
             Code::lek_gate_missing);
  const Catalogue shipped =
      made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  BOOST_TEST(reason(asked, state, today, shipped) == Code::lek_gate_missing);
  BOOST_TEST(reason(question(offers), state, today, shipped) == Code::purpose_inactive);
}

BOOST_AUTO_TEST_CASE(what_the_law_wants_is_allowed_with_every_consent_off_L91_L92) {
  State state = employee();
  for (const std::string& purpose : traffic()) state = stopped(EventKind::refused, purpose, state);
  state = stopped(EventKind::restricted, "", state);
  state = stopped(EventKind::objection, "", state);
  const auto basis = [&](std::string_view purpose) {
    const Decision decision = decide_processing(question(purpose), made::demo(), state, today);
    BOOST_TEST(decision.allow, purpose);
    BOOST_TEST(decision.reason == Code::no_consent_needed);
    BOOST_TEST(decision.consent_id.empty());
    return decision.basis;
  };
  BOOST_TEST(basis("public-warning") == "LEK 9:11");
  BOOST_TEST(basis("fault-handling") == "LEK 9:3");
  BOOST_TEST(basis("abuse-detection") == "LEK 9:4 p. 4; GDPR 6(1)(f)");
  BOOST_TEST(basis("subscriber-billing").starts_with("LEK 9:2 st. 1"));
  BOOST_TEST(reason(question("traffic-fault-prevention"), state) == Code::restricted);
}

BOOST_AUTO_TEST_CASE(an_objection_stops_marketing_consented_or_not_and_nothing_else_L100_R2) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  state = stopped(EventKind::objection, "", state);
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::channel || purpose.kind == PurposeKind::cookie) continue;
    const Code expected = purpose.marketing                          ? Code::objected
                          : purpose.kind == PurposeKind::information ? Code::no_consent_needed
                                                                     : Code::consent_given;
    BOOST_TEST(reason(question(purpose.id), state) == expected, purpose.id);
  }
}

BOOST_AUTO_TEST_CASE(an_objection_to_one_leaflet_stops_that_one_R3) {
  const State state = stopped(EventKind::objection, "generic-marketing-post", employee());
  BOOST_TEST(reason(question("generic-marketing-post"), state) == Code::objected);
  BOOST_TEST(reason(question("generic-marketing-call"), state) == Code::no_consent_needed);
}

BOOST_AUTO_TEST_CASE(a_restriction_stops_every_consent_purpose_until_it_is_lifted_L122) {
  State state = employee();
  for (const std::string& purpose : traffic()) {
    state = made::granted(made::opened(state, purpose), purpose);
  }
  state = stopped(EventKind::restricted, "", state);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), state) == Code::restricted, purpose);
  }
  state = stopped(EventKind::unrestricted, "", state);
  for (const std::string& purpose : traffic()) {
    BOOST_TEST(reason(question(purpose), state) == Code::consent_given, purpose);
  }
}

BOOST_AUTO_TEST_CASE(channels_cookies_and_old_purposes_are_no_traffic_purposes_L24_L117) {
  for (const std::string_view purpose : {"contact-sms", "cookie-statistics", "", "*"}) {
    BOOST_TEST(reason(question(purpose), made::allowed(offers)) == Code::unknown_purpose, purpose);
  }
  BOOST_TEST(reason(question("well-survey", made::second()), made::allowed(offers), today,
                    made::second()) == Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(a_yes_to_one_purpose_is_none_to_another_L24) {
  State state = made::allowed(offers);
  state = made::opened(state, "traffic-customer-service");
  BOOST_TEST(reason(question("traffic-customer-service"), state) == Code::user_consent_missing);
}

BOOST_AUTO_TEST_CASE(a_state_that_could_not_be_read_or_is_anothers_allows_nothing) {
  State state = made::allowed(offers);
  state.readable = false;
  BOOST_TEST(reason(question(offers), state) == Code::store_unreadable);
  BOOST_TEST(reason(question("public-warning"), state) == Code::store_unreadable);
  state = made::allowed(offers);
  state.person = {};
  state.person.id = "prs-anna";
  BOOST_TEST(reason(question(offers), state) == Code::store_unreadable);
  BOOST_TEST(reason(question("generic-marketing-post"), state) == Code::store_unreadable);
  state = made::allowed(offers);
  state.subscriber.id = "sbr-havsvik";
  BOOST_TEST(reason(question(offers), state) == Code::subscriber_gate_closed);
}

BOOST_AUTO_TEST_CASE(a_question_is_read_strictly) {
  const auto read = [](std::string_view text) {
    return question_from(made::json_of(text), "/question");
  };
  const auto whole = read(R"({"purpose":"traffic-offers-personal","role":"ecs-marketing",
    "fields":["usage-volume"],"source_store":"warehouse","offer_class":"device",
    "record_time":"2026-11-24T08:00:00Z"})");
  BOOST_TEST_REQUIRE(bool(whole));
  BOOST_TEST(whole->record_time.value() == today);
  for (const auto& [text, code] : {std::pair{R"({})", Code::missing_member},
                                   {R"([])", Code::wrong_type},
                                   {R"({"purpose":"*"})", Code::bad_id},
                                   {R"({"purpose":["a"]})", Code::wrong_type},
                                   {R"({"purpose":"a","subject":"b"})", Code::unknown_member},
                                   {R"({"purpose":"a","record_time":"now"})", Code::bad_time},
                                   {R"({"purpose":"a","fields":"usage-volume"})", Code::wrong_type},
                                   {R"({"purpose":"a","fields":[1]})", Code::bad_id}}) {
    const auto refused = read(text);
    BOOST_TEST_REQUIRE(!refused, text);
    BOOST_TEST(refused.error().code == code, text << ": " << refused.error());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
