/// What a page says, at the edges of what can be read: a yes with such a fault is refused with its
/// code and its place, a no is taken without what could not be read.
#include <boost/test/unit_test.hpp>

#include "core/gates.hpp"
#include "core/identifier.hpp"
#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::employee;
using made::offers;
using made::submission_value;
using made::with;

Judgement judged(const Value& value, const State& state = employee()) {
  const auto submission = submission_from(value);
  if (!submission) throw std::logic_error("no submission: " + submission.error().where);
  return judge(*submission, made::circumstances(), state, made::erik());
}

/// The fault of a yes that has this at that place.
Error fault(std::string_view place, Value value) {
  const Value yes = submission_value(employee(), offers, EventKind::granted);
  return judged(with(yes, place, std::move(value))).verdicts.front().outcome;
}

void check_fault(std::string_view place, Value value, Code code) {
  const Error found = fault(place, std::move(value));
  BOOST_TEST(found == (Error{code, std::string(place)}), found);
}

BOOST_AUTO_TEST_SUITE(edges_of_claims)

BOOST_AUTO_TEST_CASE(R10_a_text_has_one_to_two_hundred_bytes) {
  check_fault("/ui_build", text_value(""), Code::bad_value);
  check_fault("/ui_build", text_value(std::string(201, 'b')), Code::bad_value);
  BOOST_TEST(fault("/ui_build", text_value(std::string(200, 'b'))).code == Code::accepted);
}

BOOST_AUTO_TEST_CASE(R10_a_number_is_not_smaller_than_it_can_be) {
  check_fault("/sequence", integer_value(-1), Code::number_out_of_range);
  check_fault("/changes/0/text_version", integer_value(0), Code::number_out_of_range);
  check_fault("/changes/0/text_version", text_value("1"), Code::wrong_type);
}

BOOST_AUTO_TEST_CASE(L32_a_page_that_has_seen_nothing_yet_is_stale_and_not_incomplete) {
  check_fault("/sequence", integer_value(0), Code::stale_sequence);
}

BOOST_AUTO_TEST_CASE(R10_the_first_fault_is_the_one_that_is_told) {
  Value yes = submission_value(employee(), offers, EventKind::granted);
  yes = with(yes, "/language", text_value("Swedish"));
  yes = with(yes, "/ui_build", text_value(""));
  const Error found = judged(yes).verdicts.front().outcome;
  BOOST_TEST(found == (Error{Code::bad_id, "/language"}), found);
}

BOOST_AUTO_TEST_CASE(R15_a_member_of_a_change_that_stands_beside_the_changes_is_told_there) {
  check_fault("/method", text_value("switch"), Code::unknown_member);
}

BOOST_AUTO_TEST_CASE(L74_roles_are_a_list) {
  check_fault("/changes/0/roles", text_value("user"), Code::wrong_type);
  check_fault("/changes/0/roles", made::json_of("[7]"), Code::bad_value);
}

BOOST_AUTO_TEST_CASE(R8_a_no_in_a_role_that_does_not_exist_is_a_no_in_the_role_signed_in) {
  Value no = submission_value(employee(), offers, EventKind::withdrawn);
  for (const char* role : {"company-admin", "king"}) {
    const Judgement judgement = judged(with(no, "/changes/0/roles/0", text_value(role)));
    BOOST_TEST_REQUIRE(judgement.events.size() == 1u, role);
    BOOST_TEST((judgement.events[0].roles == std::vector<Role>{Role::user}), role);
  }
}

BOOST_AUTO_TEST_CASE(L23_an_act_whose_kind_is_a_personnummer_is_no_act_and_does_not_repeat_it) {
  const auto act = act_from(made::json_of(R"({"kind":"19121212-1212"})"), "/act");
  BOOST_TEST_REQUIRE(!act);
  BOOST_TEST(act.error() == (Error{Code::bad_value, "/act/kind"}));
}

BOOST_AUTO_TEST_CASE(R15_what_is_no_json_is_no_catalogue) {
  const auto catalogue = Catalogue::parse("{", sha256);
  BOOST_TEST_REQUIRE(!catalogue);
  BOOST_TEST(catalogue.error().code == Code::not_json);
}

BOOST_AUTO_TEST_CASE(R15_gates_come_as_a_list_of_one_to_sixty_four) {
  const Value one = made::json_of(R"({"purpose":"traffic-offers-personal","gate":"open"})");
  Value list = array_value();
  const auto read = [&] {
    Value value = object_value();
    add_text(value, "subscriber", "sbr-bjork");
    add_text(value, "submission_id", "s-1");
    add(value, "changes", list);
    return gates_from(value);
  };
  BOOST_TEST((read().error() == Error{Code::bad_value, "/changes"}));
  for (std::size_t i = 0; i < limits::changes_max; ++i) list.items.push_back(one);
  BOOST_TEST_REQUIRE(bool(read()));
  BOOST_TEST(read()->changes.size() == limits::changes_max);
  list.items.push_back(one);
  BOOST_TEST((read().error() == Error{Code::too_many, "/changes"}));
  BOOST_TEST((gates_from(array_value()).error() == Error{Code::wrong_type, ""}));
  BOOST_TEST((gates_from(object_value()).error() == Error{Code::missing_member, "/changes"}));
}

BOOST_AUTO_TEST_CASE(L23_an_opening_beside_a_personnummer_is_refused_wherever_that_stands) {
  const Value opening =
      made::json_of(R"({"subscriber":"sbr-bjork","submission_id":"s-1",)"
                    R"("changes":[{"purpose":"traffic-offers-personal","gate":"open"}]})");
  for (const std::string_view place : {"/note", "/changes/0/note"}) {
    const auto gates = gates_from(with(opening, place, text_value("19121212-1212")));
    BOOST_TEST_REQUIRE(bool(gates));
    BOOST_TEST(made::verdict(gates->changes[0], employee(), made::karin()) ==
                   Code::personnummer_in_payload,
               place);
  }
}

BOOST_AUTO_TEST_CASE(R16_an_identifier_has_digits_and_its_greatest_size) {
  const auto unfit = [](IdentifierKind kind, std::string_view value) {
    return unfit_identifier(kind, value).value_or(Code::accepted);
  };
  for (const std::string text : {"+4670123456/", "+4670123456:"}) {
    BOOST_TEST(unfit(IdentifierKind::msisdn, text) == Code::msisdn_not_e164, text);
  }
  for (const std::string text : {"k/", "k:"}) {
    BOOST_TEST(unfit(IdentifierKind::customer_number, text) == Code::bad_value, text);
  }
  BOOST_TEST(unfit(IdentifierKind::customer_number, std::string(64, 'k')) == Code::accepted);
  BOOST_TEST(unfit(IdentifierKind::customer_number, "AZaz09") == Code::accepted);
  BOOST_TEST(!unfit_name(std::string(200, 'a')).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
