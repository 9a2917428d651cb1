/// What is refused, by its code and its place: by the calls, and by the rules behind them.
#include <boost/test/unit_test.hpp>

#include "core/evaluate.hpp"
#include "core/gates.hpp"
#include "core/identifier.hpp"
#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

/// The code and the place of an answer's error; "ok" when there is none.
std::string fault(const std::string& request, bool with_catalogue = true) {
  Loaded loaded;
  if (with_catalogue) loaded.catalogue = made::demo();
  loaded.signed_ = true;
  const Value answer = made::json_of(evaluate("", request, loaded, sha256).answer);
  const Value* error = answer.find("error");
  return error == nullptr ? "ok" : error->find("code")->text + error->find("where")->text;
}

const std::string now = R"(,"now":"2026-11-24T08:00:00.000Z")";
const std::string whose = R"(,"subject":"sub-erik-bjork")";

std::string call(const std::string& name, const std::string& more) {
  return R"({"call":")" + name + "\"" + more + "}";
}

/// Each call about somebody, but for who that is.
const std::vector<std::string> about_somebody = {
    call("decide_processing", now + R"(,"question":{"purpose":"p","role":"r"}@)"),
    call("decide_contact", now + R"(,"contact":{"channel":"contact-sms","content":"service"}@)"),
    call("decide_prompt", now + R"(,"purpose":"contact-sms"@)"),
    call("prepare", R"(,"purpose":"contact-sms"@)"),
    call("decide_record",
         now + R"(,"record":{"made_at":"2026-11-24T08:00:00Z","store":"mediation"}@)"),
    call("due", now + "@"),
    call("gates", R"(,"language":"sv"@)"),
};

std::string with_whom(std::string line, const std::string& whom) {
  return line.replace(line.find('@'), 1, whom);
}

BOOST_AUTO_TEST_SUITE(refusals)

BOOST_AUTO_TEST_CASE(no_call_decides_without_a_catalogue) {
  for (const std::string& line : about_somebody) {
    BOOST_TEST(fault(with_whom(line, whose), false) == "no_catalogue", line);
  }
  BOOST_TEST(fault(call("plan", R"(,"question":{"purpose":"p","role":"r"})"), false) ==
             "no_catalogue");
  BOOST_TEST(fault(call("decide_cookie", now + R"(,"category":"c")"), false) == "no_catalogue");
  BOOST_TEST(fault(call("decide_sum", now + R"(,"purpose":"p","subjects":[])"), false) ==
             "no_catalogue");
  BOOST_TEST(fault(call("check_permit", now + R"(,"question":{"purpose":"p","subject":"s"})"
                                              R"(,"permit":{"purpose":"p","subject":"s",)"
                                              R"("issued_at":"2026-11-24T08:00:00Z"})"),
                   false) == "no_catalogue");
}

BOOST_AUTO_TEST_CASE(a_state_that_cannot_be_read_answers_nothing) {
  for (const std::string& line : about_somebody) {
    const std::string said = fault(with_whom(line, R"(,"state":{"subject":7})"));
    BOOST_TEST(said.starts_with("wrong_type/state"), line << said);
    BOOST_TEST(fault(with_whom(line, whose + R"(,"events":[7])")) != "ok", line);
  }
  BOOST_TEST(fault(call("decide_sum", now + R"(,"purpose":"p","subjects":[],"events":[7])")) ==
             "wrong_type/events/0");
}

BOOST_AUTO_TEST_CASE(what_a_call_is_about_is_read_before_it_is_asked) {
  BOOST_TEST(fault(call("plan", R"(,"question":{"role":"r"})")) ==
             "missing_member/question/purpose");
  BOOST_TEST(fault(call("identifier", R"(,"hurry":true,"identifier":{"kind":"msisdn"})")) != "ok");
  BOOST_TEST(fault(call("rights_clock", R"(,"received_at":"now")" + now)) ==
             "bad_time/received_at");
  BOOST_TEST(fault(call("decide_contact", R"(,"contact":{},"now":7)" + whose)) == "wrong_type/now");
  BOOST_TEST(fault(call("decide_record", R"(,"record":{},"now":7)" + whose)) == "wrong_type/now");
}

BOOST_AUTO_TEST_CASE(an_answer_that_would_be_too_large_is_told_as_that) {
  // A backslash is two bytes in a text and four in a text within a text.
  std::string half_full = "\"";
  for (int i = 0; i < 8'000; ++i) half_full += "\\\\";
  half_full += "\"";
  std::string value = "{";
  for (int i = 0; i < 40; ++i) {
    value += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":" + half_full;
  }
  BOOST_TEST(fault(call("canonical", ",\"value\":" + value + "}")) == "too_large");
}

BOOST_AUTO_TEST_CASE(an_id_has_one_to_sixty_four_of_its_characters) {
  const auto purpose = [](const std::string& id) {
    return fault(call("notice", R"(,"language":"sv","purpose":")" + id + "\""));
  };
  for (const std::string id : {"a", "z9", "a-b", "a.b", "a_b", "a:b"}) {
    BOOST_TEST(purpose(id) == "unknown_purpose/purpose", id);
  }
  BOOST_TEST(purpose(std::string(64, 'a')) == "unknown_purpose/purpose");
  for (const std::string id : {"", "A", "å", "a b", "a/b", "{", "`", "a;"}) {
    BOOST_TEST(purpose(id) == "bad_id/purpose", id);
  }
  BOOST_TEST(purpose(std::string(65, 'a')) == "bad_id/purpose");
}

BOOST_AUTO_TEST_CASE(a_time_has_digits_in_each_of_its_places) {
  for (const std::size_t place : {0U, 3U, 5U, 8U, 11U, 14U, 17U, 20U, 22U}) {
    std::string text = "2026-11-24T08:00:00.000Z";
    BOOST_TEST(parse_time(text).has_value());
    text[place] = 'x';
    BOOST_TEST(!parse_time(text).has_value(), text);
    text[place] = '/';
    BOOST_TEST(!parse_time(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(a_submission_of_gates_is_read_strictly) {
  const auto error = [](const std::string& text) {
    const auto gates = gates_from(made::json_of(text));
    return gates ? "ok" : std::string(name_of(gates.error().code)) + gates.error().where;
  };
  const std::string head = R"({"submission_id":"s","subscriber":"sbr-bjork","changes":)";
  BOOST_TEST(error(head + R"([{"gate":"open","purpose":"p"}]})") == "ok");
  BOOST_TEST(error(head + "{}}") == "wrong_type/changes");
  BOOST_TEST(error(head + "[7]}") == "wrong_type/changes/0");
  BOOST_TEST(error(head + "[]}") == "bad_value/changes");
  std::string many = R"({"gate":"open","purpose":"p"})";
  for (int i = 0; i < 64; ++i) many += R"(,{"gate":"open","purpose":"p"})";
  BOOST_TEST(error(head + "[" + many + "]}") == "too_many/changes");
  const auto list = gates_from(made::json_of(head + R"([{"gate":"open","purpose":["p"]},)"
                                                    R"({"gate":"closed","purpose":"*"}]})"));
  BOOST_TEST_REQUIRE(bool(list));
  for (const Act& act : list->changes) BOOST_TEST(act.several_purposes);
  BOOST_TEST(subscriber_of(*list) == "sbr-bjork");
  BOOST_TEST(subscriber_of(Submission{}) == "");
}

BOOST_AUTO_TEST_CASE(a_customer_number_has_letters_digits_and_dashes) {
  const auto said = [](std::string_view value) {
    return unfit_identifier(IdentifierKind::customer_number, value).value_or(Code::accepted);
  };
  for (const std::string text : {"7", "k-7", "K7", "Zz", "az"}) {
    BOOST_TEST(said(text) == Code::accepted, text);
  }
  for (const std::string text : {"", "k 7", "k_7", "å", "@", "[", "`", "{"}) {
    BOOST_TEST(said(text) == Code::bad_value, text);
  }
  BOOST_TEST(said(std::string(65, 'k')) == Code::bad_value);
}

BOOST_AUTO_TEST_CASE(L68_a_gate_opens_on_no_catalogue_that_cannot_be_read) {
  const State open = made::opened(made::employee(), offers);
  Circumstances blind = made::circumstances();
  blind.catalogue = nullptr;
  BOOST_TEST(made::verdict(made::gate(EventKind::gate_opened, offers), open, made::karin(),
                           blind) == Code::catalogue_unsigned);
  BOOST_TEST(made::verdict(made::gate(EventKind::gate_closed, offers), open, made::karin(),
                           blind) == Code::accepted);
}

BOOST_AUTO_TEST_CASE(L64_who_ends_a_relation_is_its_companys_administrator) {
  const auto ends = [](const Actor& actor, const State& state) {
    Act act = made::stop(EventKind::relation_ended, "");
    act.subject = state.subject.id;
    return made::verdict(act, state, actor);
  };
  State of_another = made::employee();
  of_another.subscriber.id = "sbr-other";
  State of_none = made::employee();
  of_none.subscriber.id = "";
  Actor user = made::karin();
  user.role = Role::user;
  BOOST_TEST(ends(made::karin(), made::employee()) == Code::accepted);
  BOOST_TEST(ends(made::karin(), of_another) == Code::no_mandate);
  BOOST_TEST(ends(made::karin(), of_none) == Code::no_mandate);
  BOOST_TEST(ends(user, made::employee()) == Code::actor_not_subject);
}

BOOST_AUTO_TEST_CASE(L22_a_guardian_is_somebody_and_somebody_else) {
  const auto names = [](EventKind kind, std::string_view person, std::string_view link = "") {
    Act act = made::stop(kind, "");
    act.subject = "sub-erik-bjork";
    act.person = person;
    act.link = link;
    return made::verdict(act, made::employee(), made::provisioning());
  };
  BOOST_TEST(names(EventKind::mandate_given, "prs-greta") == Code::accepted);
  BOOST_TEST(names(EventKind::mandate_given, "") == Code::missing_member);
  BOOST_TEST(names(EventKind::mandate_given, "prs-erik") == Code::bad_value);
  BOOST_TEST(names(EventKind::identifier_linked, "", "lnk-1") == Code::accepted);
  BOOST_TEST(names(EventKind::identifier_linked, "") == Code::missing_member);
}

BOOST_AUTO_TEST_CASE(a_state_of_three_parties_names_those_who_have_no_events_yet) {
  const SubjectState subject = made::employee().subject;
  const State fresh = state_of(subject, {}, {});
  BOOST_TEST(fresh.person.id == "prs-erik");
  BOOST_TEST(fresh.subscriber.id == "sbr-bjork");
  PersonState another;
  another.id = "prs-anna";
  SubscriberState other;
  other.id = "sbr-other";
  const State told = state_of(subject, another, other);
  BOOST_TEST(told.person.id == "prs-anna");
  BOOST_TEST(told.subscriber.id == "sbr-other");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
