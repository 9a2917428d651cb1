/// The decision order of RULINGS: of two reasons to deny, the earlier one is the answer.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>

#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

/// Everything an answer hangs on.
struct Case {
  Value document = made::demo_document();
  State state = made::allowed(offers);
  Question question = [] {
    Question asked = made::question(offers);
    asked.record_time = today - 3'600 * second_ms;
    asked.offer_class = "electronic-communications-service";
    return asked;
  }();
  Time now = today;
};

struct Fault {
  Code code;
  std::function<void(Case&)> make;
};

Code answer(const Case& one) {
  return made::reason(one.question, one.state, one.now, made::catalogue_of(one.document));
}

Choice& choice(Case& one) { return one.state.subject.choices.at(0); }

void no_yes(Case& one) { one.state.subject.choices.clear(); }

std::function<void(Case&)> stopped(ChoiceKind kind) {
  return [kind](Case& one) { choice(one).kind = kind; };
}

/// In the order of RULINGS. Each leaves alone what the others break.
const std::vector<Fault>& faults() {
  static const std::vector<Fault> list = {
      {Code::unknown_purpose, [](Case& c) { c.question.purpose = "no-such-purpose"; }},
      {Code::lek_gate_missing,
       [](Case& c) {
         c.document = made::with(c.document, "/purposes/0/lek_gate", text_value("9:27"));
       }},
      {Code::purpose_inactive,
       [](Case& c) {
         c.document = made::with(c.document, "/purposes/0/active", boolean_value(false));
       }},
      {Code::stale, [](Case& c) { c.question.freshness.at_least = 1; }},
      {Code::store_unknown, [](Case& c) { c.question.source_store = "attic"; }},
      {Code::store_unreadable, [](Case& c) { c.state.readable = false; }},
      {Code::retention_store_locked,
       [](Case& c) {
         if (c.question.source_store != "attic") c.question.source_store = "crime-retention";
       }},
      {Code::role_not_permitted, [](Case& c) { c.question.role = "billing"; }},
      {Code::special_category, [](Case& c) { c.question.fields.push_back("special-category"); }},
      {Code::content_not_allowed, [](Case& c) { c.question.fields.push_back("visited-domain"); }},
      {Code::field_not_in_purpose, [](Case& c) { c.question.fields.push_back("cell-id"); }},
      {Code::restricted, [](Case& c) { c.state.person.restricted = true; }},
      {Code::purpose_mismatch, [](Case& c) { c.question.offer_class = "insurance"; }},
      {Code::objected,
       [](Case& c) {
         c.state.person.objections.push_back({"", 1});
       }},
      {Code::no_identified_user, [](Case& c) { c.state.subject.begun = false; }},
      {Code::subscriber_gate_closed, [](Case& c) { c.state.subscriber.gates.at(0).open = false; }},
      {Code::relation_ended, [](Case& c) { c.state.subject.ended = true; }},
      {Code::superseded_processing,
       [](Case& c) {
         c.document = made::with(c.document, "/purposes/0/processing_version", integer_value(2));
       }},
      {Code::expired, [](Case& c) { choice(c).until = today; }},
      {Code::outside_consent_interval,
       [](Case& c) { c.question.record_time = made::at("2020-01-01T00:00:00Z"); }},
      {Code::record_too_old, [](Case& c) {
         if (*c.question.record_time < today - 10 * day_ms) return;
         choice(c).since = today - 400 * day_ms;
         c.question.record_time = today - 300 * day_ms;
       }}};
  return list;
}

BOOST_AUTO_TEST_SUITE(order_of_a_decision)

BOOST_AUTO_TEST_CASE(the_table_that_is_shown_to_people_is_the_order_that_is_walked_here) {
  // What a user said is one place in the order with four outcomes: a test of its own, below.
  const Code of_the_user[] = {Code::user_consent_missing, Code::no_decision, Code::refused,
                              Code::withdrawn};
  std::vector<Code> shown, walked;
  for (const Code code : decision_order) {
    if (std::find(std::begin(of_the_user), std::end(of_the_user), code) == std::end(of_the_user)) {
      shown.push_back(code);
    }
  }
  for (const Fault& fault : faults()) walked.push_back(fault.code);
  BOOST_TEST(shown == walked, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(with_nothing_wrong_it_is_allowed) {
  BOOST_TEST(answer({}) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(each_reason_alone_denies) {
  for (const Fault& fault : faults()) {
    Case one;
    fault.make(one);
    BOOST_TEST(answer(one) == fault.code);
  }
}

BOOST_AUTO_TEST_CASE(of_any_two_reasons_the_first_in_the_order_is_the_answer) {
  for (std::size_t first = 0; first < faults().size(); ++first) {
    for (std::size_t second = first + 1; second < faults().size(); ++second) {
      Case one;
      faults()[first].make(one);
      faults()[second].make(one);
      BOOST_TEST(answer(one) == faults()[first].code,
                 faults()[first].code << " with " << faults()[second].code);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_users_own_no_stands_between_the_relation_and_the_version) {
  const std::pair<Code, std::function<void(Case&)>> noes[] = {
      {Code::user_consent_missing, no_yes},
      {Code::refused, stopped(ChoiceKind::refused)},
      {Code::withdrawn, stopped(ChoiceKind::withdrawn)}};
  for (const auto& no : noes) {
    for (const Fault& fault : faults()) {
      if (fault.code == Code::record_too_old) continue;
      Case one;
      fault.make(one);
      no.second(one);
      const bool after = fault.code == Code::superseded_processing || fault.code == Code::expired ||
                         fault.code == Code::outside_consent_interval;
      BOOST_TEST(answer(one) == (after ? no.first : fault.code),
                 no.first << " with " << fault.code);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_worst_field_is_the_answer_whatever_their_order) {
  const std::vector<std::string> worst = {"cell-id", "visited-domain", "special-category"};
  const Code codes[] = {Code::field_not_in_purpose, Code::content_not_allowed,
                        Code::special_category};
  for (std::size_t count = 1; count <= worst.size(); ++count) {
    Case one;
    one.question.fields.assign(worst.begin(), worst.begin() + static_cast<std::ptrdiff_t>(count));
    do {
      BOOST_TEST(answer(one) == codes[count - 1]);
    } while (std::next_permutation(one.question.fields.begin(), one.question.fields.end()));
  }
}

BOOST_AUTO_TEST_CASE(an_information_purpose_is_answered_before_everything_personal_R2) {
  for (const Fault& fault : faults()) {
    if (fault.code == Code::unknown_purpose || fault.code == Code::record_too_old) continue;
    Case one;
    one.question.purpose = "public-warning";
    one.question.role = "statutory";
    one.question.fields.clear();
    fault.make(one);
    const bool before =
        fault.code == Code::stale || fault.code == Code::store_unknown ||
        fault.code == Code::store_unreadable || fault.code == Code::retention_store_locked ||
        fault.code == Code::role_not_permitted || fault.code == Code::special_category ||
        fault.code == Code::content_not_allowed;
    BOOST_TEST(answer(one) == (before ? fault.code : Code::no_consent_needed), fault.code);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
