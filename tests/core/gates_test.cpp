/// What an administrator's page sends about the gates.
#include "core/gates.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::karin;
using made::offers;
using made::with;
using made::without;

Value gates(std::string_view gate) {
  return made::json_of(
      R"({"subscriber":"sbr-bjork","submission_id":"0b7a6c1e-0000-4000-8000-00000000a001",)"
      R"("changes":[{"purpose":"traffic-offers-personal","gate":")" +
      std::string(gate) + "\"}]}");
}

Judgement judged(const Value& value, const State& state, const Actor& actor = karin()) {
  const auto submission = gates_from(value);
  if (!submission) throw std::logic_error("not read: " + submission.error().where);
  State subscriber;
  subscriber.subscriber = state.subscriber;
  return judge(*submission, made::circumstances(), subscriber, actor);
}

Code code(const Value& value, const State& state, const Actor& actor = karin()) {
  return judged(value, state, actor).verdicts.front().outcome.code;
}

BOOST_AUTO_TEST_SUITE(gate_submissions)

BOOST_AUTO_TEST_CASE(an_administrator_opens_and_closes_by_name_L68) {
  const Judgement opened = judged(gates("open"), employee());
  BOOST_TEST(opened.verdicts.front().outcome.code == Code::accepted);
  BOOST_TEST(gate_open(opened.state.subscriber, offers));
  BOOST_TEST(opened.events.front().evidence.submission_id ==
             "0b7a6c1e-0000-4000-8000-00000000a001");
  const Judgement closed = judged(gates("closed"), opened.state);
  BOOST_TEST(!gate_open(closed.state.subscriber, offers));
  BOOST_TEST(code(gates("open"), employee(), made::at_gates("prs-erik")) == Code::no_mandate);
}

BOOST_AUTO_TEST_CASE(an_opening_is_refused_for_any_fault_and_a_closing_for_none_R8_R25) {
  for (const std::string_view gate : {"open", "closed"}) {
    const bool opens = gate == "open";
    const Value value = gates(gate);
    BOOST_TEST(code(with(value, "/ip", text_value("x")), employee()) ==
               (opens ? Code::unknown_member : Code::accepted));
    BOOST_TEST(code(with(value, "/changes/0/why", text_value("x")), employee()) ==
               (opens ? Code::unknown_member : Code::accepted));
    BOOST_TEST(code(with(value, "/submission_id", text_value("19121212-1212")), employee()) ==
               (opens ? Code::personnummer_in_payload : Code::accepted));
    BOOST_TEST(code(without(value, "/submission_id"), employee()) ==
               (opens ? Code::missing_member : Code::accepted));
    BOOST_TEST(code(with(value, "/changes/0/purpose", text_value("*")), employee()) ==
               Code::wildcard_purpose);
    BOOST_TEST(code(with(value, "/changes/0/purpose", texts_value({std::string(offers)})),
                    employee()) == Code::wildcard_purpose);
    BOOST_TEST(code(with(value, "/changes/0/purpose", integer_value(1)), employee()) ==
               Code::unknown_purpose);
    BOOST_TEST(code(without(value, "/changes/0/purpose"), employee()) == Code::unknown_purpose);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_gate_is_not_read) {
  const Value value = gates("open");
  for (const auto& [bad, where] :
       {std::pair{with(value, "/changes/0/gate", text_value("ajar")), "/changes/0/gate"},
        {with(value, "/changes/0/gate", boolean_value(true)), "/changes/0/gate"},
        {without(value, "/changes/0/gate"), "/changes/0/gate"},
        {without(value, "/subscriber"), "/subscriber"},
        {without(value, "/changes"), "/changes"},
        {with(value, "/changes", array_value()), "/changes"},
        {array_value(), ""}}) {
    const auto read = gates_from(bad);
    BOOST_TEST_REQUIRE(!read, where);
    BOOST_TEST(read.error().where == where);
  }
}

BOOST_AUTO_TEST_CASE(a_gate_opened_and_closed_at_once_is_closed_R11) {
  for (const bool open_first : {true, false}) {
    Value value = gates(open_first ? "open" : "closed");
    value =
        with(value, "/changes/-", gates(open_first ? "closed" : "open").find("changes")->items[0]);
    const Judgement judgement = judged(value, employee());
    BOOST_TEST(!gate_open(judgement.state.subscriber, offers));
    BOOST_TEST(judgement.events.size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(the_administrators_list_holds_the_purposes_of_both_parties_alone_L69) {
  const Value list = gates_value(
      made::second(),
      made::opened(employee(), "pool-offers", made::today, made::second()).subscriber, "en");
  BOOST_TEST(canonical(list) ==
             R"([{"open":true,"purpose":"pool-offers","title":"Offers of pools"},)"
             R"({"open":false,"purpose":"pipe-planning","title":"Planning of pipes"}])");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
