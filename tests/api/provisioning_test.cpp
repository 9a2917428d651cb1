// What the operator's customer systems bring in: all of it or nothing, and no number in an event.
#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(provisioning)

namespace {

Response send(Stage& stage, const std::string& acts, const std::string& more = "") {
  return stage.post(post_provisioning, R"({"acts":[)" + acts + "]" + more + "}");
}

const std::string begin =
    R"({"kind":"relation_begun","subject":"sub-new","person":"prs-new","subscriber":"sbr-bjork"})";

}  // namespace

BOOST_AUTO_TEST_CASE(all_acts_or_none) {
  Stage stage;
  const auto before = stage.count();
  const std::string name = R"({"kind":"subscriber","subscriber":"sbr-new","name":"Ny AB"})";
  const std::string wrong = R"({"kind":"relation_ended","subject":"sub-nobody"})";
  BOOST_CHECK_EQUAL(refusal(send(stage, name + ',' + begin + ',' + wrong)),
                    "422 no_identified_user /acts/2/subject");
  BOOST_CHECK_EQUAL(stage.count(), before);
  BOOST_CHECK_EQUAL(stage.store().subscriber_name("sbr-new").value(), "");
  BOOST_CHECK(!stage.state("sub-new").subject.begun);
  BOOST_CHECK_EQUAL(send(stage, name + ',' + begin).status, 201);
  BOOST_CHECK(stage.state("sub-new").subject.begun);
}

BOOST_AUTO_TEST_CASE(a_relation_begins_once_L63) {
  Stage stage;
  BOOST_CHECK_EQUAL(send(stage, begin).status, 201);
  BOOST_CHECK_EQUAL(refusal(send(stage, begin)), "422 duplicate_id /acts/0/subject");
}

BOOST_AUTO_TEST_CASE(the_same_batch_again_records_nothing) {
  Stage stage;
  const Response first = send(stage, begin, R"(,"submission_id":"batch-1")");
  const auto count = stage.count();
  const Response again = send(stage, begin, R"(,"submission_id":"batch-1")");
  BOOST_CHECK_EQUAL(again.status, 201);
  BOOST_CHECK_EQUAL(again.body, first.body);
  BOOST_CHECK_EQUAL(stage.count(), count);
}

BOOST_AUTO_TEST_CASE(no_number_and_no_name_stands_in_an_event_R14) {
  Stage stage;
  BOOST_REQUIRE_EQUAL(send(stage, R"({"kind":"identifier_linked","subject":"sub-olle",
                      "identifier_kind":"customer-number","value":"kund-77001"})")
                          .status,
                      201);
  for (const char* subject : {"sub-erik-bjork", "sub-olle", "sub-karin"}) {
    const auto events =
        stage.store().events_of(Party::subject, subject, stage.count(), View::committed);
    for (const std::string& bytes : *events) {
      for (const char* name : {"4670123", "77001", "Erik", "Olle", "Karin", "Snickeri"}) {
        BOOST_CHECK_MESSAGE(bytes.find(name) == std::string::npos, bytes);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(identifiers_and_names_must_be_fit) {
  Stage stage;
  const auto link = [&](const std::string& kind, const std::string& value,
                        const std::string& more = "") {
    return refusal(send(stage, R"({"kind":"identifier_linked","subject":"sub-olle",
      "identifier_kind":")" + kind +
                                   R"(","value":")" + value + "\"" + more + "}"));
  };
  BOOST_CHECK_EQUAL(link("msisdn", "0701234567"), "400 msisdn_not_e164 /acts/0/value");
  // Organisation number of a sole trader: the personnummer (example number of Skatteverket's).
  BOOST_CHECK_EQUAL(link("customer-number", "850709-9805"),
                    "422 personnummer_in_payload /acts/0/value");
  BOOST_CHECK_EQUAL(link("msisdn", "+46701234568", R"(,"link":"46701234568")"),
                    "400 bad_value /acts/0/link");
  BOOST_CHECK_EQUAL(
      refusal(send(stage, R"({"kind":"person","person":"prs-x","sub":"x","name":"850709-9805"})")),
      "422 personnummer_in_payload /acts/0/name");
  BOOST_CHECK_EQUAL(refusal(send(stage, R"({"kind":"subscriber","subscriber":"sbr-x","name":"X",
                                            "extra":1})")),
                    "400 unknown_member /acts/0/extra");
}

// Whoever may write names must not be able to hand one person's sign-in to another by it.
BOOST_AUTO_TEST_CASE(a_sign_in_is_not_given_to_a_second_person) {
  Stage stage;
  const std::string taken =
      R"({"kind":"person","person":"prs-mallory","sub":"erik","name":"Mallory"})";
  BOOST_CHECK_EQUAL(refusal(send(stage, taken)), "422 duplicate_id /acts/0/sub");
  const std::string renamed =
      R"({"kind":"person","person":"prs-erik","sub":"erik","name":"Erik N. Norén"})";
  BOOST_CHECK_EQUAL(send(stage, renamed).status, 201);
}

BOOST_AUTO_TEST_CASE(only_what_is_linked_can_be_unlinked) {
  Stage stage;
  const std::string mine = R"({"kind":"identifier_unlinked","subject":"sub-erik-bjork",
    "identifier_kind":"msisdn","value":"+46701234567"})";
  const std::string others = R"({"kind":"identifier_unlinked","subject":"sub-karin",
    "identifier_kind":"msisdn","value":"+46701234567"})";
  BOOST_CHECK_EQUAL(refusal(send(stage, others)), "422 unknown_reference /acts/0/value");
  BOOST_CHECK_EQUAL(send(stage, mine).status, 201);
  BOOST_CHECK_EQUAL(refusal(send(stage, mine)), "422 unknown_reference /acts/0/value");
}

BOOST_AUTO_TEST_CASE(customer_systems_choose_nothing_L70) {
  Stage stage;
  const auto before = stage.count();
  for (const EventKind kind :
       {EventKind::granted, EventKind::withdrawn, EventKind::gate_opened, EventKind::gate_closed,
        EventKind::objection_lifted, EventKind::unrestricted, EventKind::erased}) {
    const Response response = send(
        stage,
        R"({"subject":"sub-erik-bjork","subscriber":"sbr-bjork","purpose":"traffic-offers-personal",
                   "kind":")" +
            std::string(name_of(kind)) + "\"}");
    BOOST_CHECK_EQUAL(refusal(response), "422 door_not_permitted /acts/0");
  }
  BOOST_CHECK_EQUAL(stage.count(), before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test
