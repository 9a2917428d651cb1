/// The one door to every function: what it carries from line to line, and what it never does.
/// The answers themselves are the vectors' matter.
#include "core/evaluate.hpp"

#include <boost/test/unit_test.hpp>

#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;

class Lines {
 public:
  Value ask(const std::string& request) {
    const Evaluation out = evaluate(carried_, request, loaded_, sha256);
    BOOST_TEST(evaluate(carried_, request, loaded_, sha256).answer == out.answer,
               "another answer to " << request.substr(0, 200));
    carried_ = out.carried;
    Value answer = made::json_of(out.answer);
    BOOST_TEST(canonical(answer) == out.answer);
    BOOST_TEST((answer.find("ok") != nullptr) != (answer.find("error") != nullptr));
    return answer;
  }
  std::string error(const std::string& request) {
    const Value answer = ask(request);
    const Value* fault = answer.find("error");
    return fault == nullptr ? "ok" : fault->find("code")->text + fault->find("where")->text;
  }
  void load(const Value& document) {
    error(R"({"call":"catalogue","signed":true,"catalogue":)" + canonical(document) + "}");
  }

  std::string carried_;
  Loaded loaded_;
};

std::string events_request(std::size_t count) {
  const State state = made::employee();
  const std::string event = canonical(to_value(
      accept(made::grant(state, offers), made::circumstances(), state, made::erik())->front()));
  std::string out = R"({"call":"events","events":[)";
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? "," : "") + event;
  return out + "]}";
}

BOOST_AUTO_TEST_SUITE(evaluation)

BOOST_AUTO_TEST_CASE(every_input_has_an_answer) {
  Lines lines;
  BOOST_TEST(lines.error("") == "not_json");
  BOOST_TEST(lines.error("[]") == "wrong_type");
  BOOST_TEST(lines.error("null") == "wrong_type");
  BOOST_TEST(lines.error("{}") == "missing_member/call");
  BOOST_TEST(lines.error(R"({"call":"sing"})") == "unknown_call/call");
  BOOST_TEST(lines.error(R"({"call":1})") == "wrong_type/call");
  BOOST_TEST(lines.error(R"({"call":"lint"})") == "no_catalogue");
  BOOST_TEST(lines.error(R"({"call":"lint","loud":true})") == "unknown_member/loud");
  BOOST_TEST(lines.error(std::string(100'000, '[')).starts_with("too_deep"));
  BOOST_TEST(lines.error("{\"call\":\"\xff\"}") == "bad_utf8");
}

BOOST_AUTO_TEST_CASE(without_a_catalogue_nothing_is_decided) {
  Lines lines;
  BOOST_TEST(lines.error(R"({"call":"decide_processing","now":"2026-11-24T08:00:00Z",)"
                         R"("question":{"purpose":"a"}})") == "no_catalogue");
  BOOST_TEST(lines.error(R"({"call":"notice","purpose":"a","language":"sv"})") == "no_catalogue");
}

BOOST_AUTO_TEST_CASE(a_catalogue_that_is_refused_leaves_the_loaded_one) {
  Lines lines;
  lines.load(made::demo_document());
  lines.load(made::without(made::second_document(), "/policy"));
  BOOST_TEST(lines.loaded_.catalogue->id == "telecom-se-demo");
  lines.load(made::second_document());
  BOOST_TEST(lines.loaded_.catalogue->id == "water-works");
}

BOOST_AUTO_TEST_CASE(events_told_once_are_there_for_later_lines_until_forgotten) {
  Lines lines;
  BOOST_TEST(lines.error(events_request(3)) == "ok");
  const std::string state = canonical(lines.ask(R"({"call":"state","subject":"sub-erik-bjork"})"));
  BOOST_TEST(state.find(offers) != std::string::npos);
  BOOST_TEST(lines.error(R"({"call":"forget"})") == "ok");
  const std::string gone = canonical(lines.ask(R"({"call":"state","subject":"sub-erik-bjork"})"));
  BOOST_TEST(gone.find(offers) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_the_next_line_could_not_read_is_not_taken_in) {
  Lines lines;
  int told = 0;
  std::string answer = "ok";
  while (answer == "ok" && told < 100) {
    answer = lines.error(events_request(200));
    ++told;
  }
  BOOST_TEST(answer == "too_many/events");
  BOOST_TEST(told > 3);
  // The earlier ones are still there, and can be forgotten.
  BOOST_TEST(lines.error(R"({"call":"state","subject":"sub-erik-bjork"})") == "ok");
  BOOST_TEST(lines.error(R"({"call":"forget"})") == "ok");
  BOOST_TEST(lines.error(events_request(200)) == "ok");
}

BOOST_AUTO_TEST_CASE(events_that_are_refused_are_not_kept) {
  Lines lines;
  BOOST_TEST(lines.error(R"({"call":"events","events":[{"kind":"granted"}]})") ==
             "missing_member/events/0/purpose");
  BOOST_TEST(lines.carried_.empty());
}

BOOST_AUTO_TEST_CASE(what_is_carried_is_read_as_strictly_as_a_request) {
  Loaded loaded;
  for (const std::string_view carried : {"{}", "[1]", "[{}]", "x", "[", "\xff"}) {
    const Evaluation out = evaluate(carried, R"({"call":"forget"})", loaded, sha256);
    BOOST_TEST(out.carried == carried);
    BOOST_TEST(out.answer.starts_with(R"({"error":)"), carried << ": " << out.answer);
  }
}

BOOST_AUTO_TEST_CASE(a_notice_shown_in_one_language_is_not_shown_in_another_L11_L12) {
  Lines lines;
  lines.load(made::demo_document());
  const auto panel = [&](std::string_view language, const Value* model, std::string_view act) {
    return lines.ask(R"({"call":"panel","language":")" + std::string(language) + "\"," +
                     (model == nullptr ? "" : "\"model\":" + canonical(*model) + ",") +
                     "\"act\":" + std::string(act) + "}");
  };
  const std::string state = canonical(to_persons_value(made::employee()));
  const Value shown =
      panel("sv", nullptr, R"({"kind":"show","now":"2026-11-24T08:00:00Z","state":)" + state + "}");
  const std::string press =
      R"({"kind":"set","now":"2026-11-24T08:00:05Z","purpose":"traffic-offers-personal","on":true})";
  const Value* model = shown.find("ok")->find("model");
  const auto notice_time = [&](std::string_view language) {
    const Value pressed = panel(language, model, press);
    const Value* at = pressed.find("ok")->find("submission")->find("notice_shown_at");
    return at == nullptr ? std::string() : at->text;
  };
  BOOST_TEST(notice_time("sv") == "2026-11-24T08:00:00.000Z");
  BOOST_TEST(notice_time("en") == "");
}

BOOST_AUTO_TEST_CASE(R22_a_relation_without_a_subject_is_nobody_in_a_sum) {
  Lines lines;
  lines.load(made::demo_document());
  const auto sum = [&](const std::string& events) {
    return canonical(lines.ask(R"({"call":"decide_sum","now":"2026-11-24T08:00:00Z","purpose":")" +
                               std::string(offers) + R"(","subjects":["sub-erik-bjork"],)" +
                               R"("events":[)" + events + "]}"));
  };
  const std::string nobody = sum("");
  BOOST_TEST(nobody == R"({"ok":{"decision":"deny","reason":"group_too_small"}})");
  BOOST_TEST(sum(R"({"kind":"relation_begun","person":"prs-erik","subscriber":"sbr-bjork",)"
                 R"("door":"provisioning","at":"2026-11-01T08:00:00Z","sequence":1})") == nobody);
}

BOOST_AUTO_TEST_CASE(a_page_answers_about_states_and_never_about_events) {
  Loaded loaded;
  loaded.catalogue = made::demo();
  const std::string told = canonical(*made::json_of(events_request(1)).find("events"));
  const auto ask = [&](const std::string& request) {
    // What is carried is no page's to read: it stays as it is, be it readable or not.
    for (const std::string& carried : {told, std::string("[")}) {
      const Evaluation out = evaluate(carried, request, loaded, sha256, panel_calls);
      BOOST_TEST(out.carried == carried);
    }
    return evaluate(told, request, loaded, sha256, panel_calls).answer;
  };
  const auto fault = [](std::string_view code, std::string_view where) {
    return R"({"error":{"code":")" + std::string(code) + R"(","where":")" + std::string(where) +
           R"("}})";
  };
  for (const std::string call :
       {"state", "events", "forget", "accept", "decide_processing", "banner"}) {
    BOOST_TEST(ask(R"({"call":")" + call + R"("})") == fault("unknown_call", "/call"));
  }
  const Evaluation of_banner = evaluate("", R"({"call":"panel"})", loaded, sha256, banner_calls);
  BOOST_TEST(of_banner.answer == fault("unknown_call", "/call"));
  const std::string panel = R"({"call":"panel","language":"sv",)"
                            R"("act":{"kind":"show","now":"2026-11-24T08:00:00Z"})";
  BOOST_TEST(ask(panel + "}").starts_with(R"({"ok":)"));
  BOOST_TEST(ask(panel + R"(,"as_of":"2026-11-24T08:00:00Z"})") ==
             fault("unknown_member", "/as_of"));
  BOOST_TEST(ask(panel + R"(,"events":[]})") == fault("unknown_member", "/events"));
}

BOOST_AUTO_TEST_CASE(events_that_are_refused_are_refused_by_every_call_that_reads_them) {
  Lines lines;
  const std::string events = R"(,"events":[{"kind":"granted"}]})";
  const std::string history = R"({"call":"history","language":"sv","subject":"sub-erik-bjork",)"
                              R"("now":"2026-11-24T08:00:00Z")";
  const std::string panel = R"({"call":"panel","language":"sv","as_of":"2026-11-24T08:00:00Z",)"
                            R"("act":{"kind":"show","now":"2026-11-24T08:00:00Z"})";
  BOOST_TEST(lines.error(history + "}") == "no_catalogue");
  lines.load(made::demo_document());
  BOOST_TEST(lines.error(history + "}") == "ok");
  BOOST_TEST(lines.error(panel + "}") == "ok");
  BOOST_TEST(lines.error(history + events) == "missing_member/events/0/purpose");
  BOOST_TEST(lines.error(panel + events) == "missing_member/events/0/purpose");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
