/// The order of accept.hpp for a grant: of two faults the earlier one is the answer.
#include <boost/test/unit_test.hpp>
#include <functional>

#include "made.hpp"

namespace samtycke {
namespace {

/// Everything a grant is judged by, and one way to break it.
struct Case {
  Value document = made::demo_document();
  std::string purpose = std::string(made::offers);
  State state = made::employee();
  Actor actor = made::erik();
  bool signed_ = true;
  std::vector<std::function<void(Act&)>> edits;
};

struct Fault {
  Code code;
  std::function<void(Case&)> make;
};

void edit(Case& one, std::function<void(Act&)> change) { one.edits.push_back(std::move(change)); }

std::function<void(Case&)> act_fault(std::function<void(Act&)> change) {
  return [change](Case& one) { edit(one, change); };
}

Code answer(const Case& one) {
  const Catalogue catalogue = made::catalogue_of(one.document);
  Act act = made::grant(one.state, one.purpose, made::today, catalogue);
  for (const auto& change : one.edits) change(act);
  Circumstances now = made::circumstances(made::today, catalogue);
  now.catalogue_signed = one.signed_;
  return made::verdict(act, one.state, one.actor, now);
}

/// In the order of the header. Each fault leaves alone what the others break, so that two can be
/// made at once.
const std::vector<Fault>& faults() {
  static const std::vector<Fault> list = {
      {Code::import_cannot_grant, [](Case& c) { c.actor.role = Role::import; }},
      {Code::door_not_permitted, [](Case& c) { c.actor.door = Door::form; }},
      {Code::employer_cannot_consent, [](Case& c) { c.actor.person = "prs-karin"; }},
      {Code::relation_ended, [](Case& c) { c.state.subject.ended = true; }},
      {Code::wildcard_purpose, act_fault([](Act& a) { a.several_purposes = true; })},
      {Code::unknown_purpose, act_fault([](Act& a) { a.purpose = "no-such-purpose"; })},
      {Code::purpose_inactive,
       [](Case& c) {
         c.document = made::with(c.document, "/purposes/0/active", boolean_value(false));
       }},
      {Code::personnummer_in_payload, act_fault([](Act& a) { a.personnummer_dropped = true; })},
      {Code::unknown_member, act_fault([](Act& a) {
         a.fault = Error{Code::unknown_member, "/ip"};
       })},
      {Code::not_affirmative_act, act_fault([](Act& a) { a.evidence.method = "scroll"; })},
      {Code::catalogue_unsigned, [](Case& c) { c.signed_ = false; }},
      {Code::stale_sequence, act_fault([](Act& a) { *a.sequence -= 1; })},
      {Code::evidence_incomplete, act_fault([](Act& a) { a.evidence.ui_build.clear(); })},
      {Code::superseded_processing, act_fault([](Act& a) { a.evidence.processing_version = 9; })},
      {Code::text_superseded, act_fault([](Act& a) { a.evidence.text_version = 9; })},
      {Code::notice_incomplete, act_fault([](Act& a) { a.evidence.language = "de"; })},
      {Code::text_unresolvable, act_fault([](Act& a) { a.evidence.text_digest = "sha256:00"; })},
      {Code::consent_before_notice,
       act_fault([](Act& a) { a.evidence.notice_shown_at = made::today + day_ms; })},
      {Code::clock_skew,
       act_fault([](Act& a) { a.evidence.decided_at = made::today - 400 * second_ms; })}};
  return list;
}

BOOST_AUTO_TEST_SUITE(order_of_a_grant)

BOOST_AUTO_TEST_CASE(each_fault_alone_has_its_own_answer) {
  BOOST_TEST(answer({}) == Code::accepted);
  for (const Fault& fault : faults()) {
    if (fault.code == Code::clock_skew) continue;
    Case one;
    fault.make(one);
    BOOST_TEST(answer(one) == fault.code);
  }
  // A decision too early for the clock is also one before its notice, unless that is early too.
  Case early;
  edit(early, [](Act& a) {
    a.evidence.decided_at = made::today - 400 * second_ms;
    a.evidence.notice_shown_at = a.evidence.decided_at;
  });
  BOOST_TEST(answer(early) == Code::clock_skew);
}

BOOST_AUTO_TEST_CASE(of_any_two_faults_the_first_in_the_order_is_the_answer) {
  for (std::size_t first = 0; first < faults().size(); ++first) {
    for (std::size_t second = first + 1; second < faults().size(); ++second) {
      Case one;
      faults()[second].make(one);
      faults()[first].make(one);
      BOOST_TEST(answer(one) == faults()[first].code,
                 faults()[first].code << " with " << faults()[second].code);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_neighbours_that_one_case_cannot_break_alone_keep_their_order) {
  // A stranger's door, and who he is.
  Case stranger;
  stranger.actor.person = "prs-anna";
  stranger.state.subject.ended = true;
  BOOST_TEST(answer(stranger) == Code::actor_not_subject);
  stranger.actor.door = Door::sms;
  BOOST_TEST(answer(stranger) == Code::door_not_permitted);
  // A purpose that is no choice, and one that is not in force.
  Case cookie;
  cookie.purpose = "cookie-statistics";
  edit(cookie, [](Act& a) { a.personnummer_dropped = true; });
  BOOST_TEST(answer(cookie) == Code::purpose_mismatch);
  Case unsigned_use;
  unsigned_use.purpose = "traffic-fault-prevention";
  unsigned_use.document = made::without(unsigned_use.document, "/purposes/5/legal_signoff");
  unsigned_use.document =
      made::with(unsigned_use.document, "/purposes/5/active", boolean_value(false));
  BOOST_TEST(answer(unsigned_use) == Code::lek_gate_missing);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
