/// Questions about the past, and answers that must not be older than they may be.
#include <boost/test/unit_test.hpp>

#include "core/evaluate.hpp"
#include "core/freshness.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

/// Erik's life as its events, with a yes on 1 May and a no on 1 June.
std::string told() {
  const auto relation = [](std::string_view more) {
    return R"({"subject":"sub-erik-bjork","person":"prs-erik","subscriber":"sbr-bjork",)" +
           std::string(more) + "}";
  };
  const std::string offered(offers);
  return "[" +
         relation(R"("kind":"relation_begun","subscriber_kind":"company","door":"provisioning",)"
                  R"("at":"2026-04-01T00:00:00Z","sequence":1)") +
         R"(,{"kind":"gate_opened","subscriber":"sbr-bjork","purpose":")" + offered +
         R"(","door":"gates","at":"2026-04-01T00:00:00Z","sequence":1},)" +
         relation(R"("kind":"granted","purpose":")" + offered +
                  R"(","door":"page","at":"2026-05-01T00:00:00Z","until":"2028-05-01T00:00:00Z",)"
                  R"("sequence":2,"evidence":{"processing_version":1,"text_version":1})") +
         "," +
         relation(R"("kind":"withdrawn","purpose":")" + offered +
                  R"(","door":"page","at":"2026-06-01T00:00:00Z","sequence":3)") +
         "]";
}

class Lines {
 public:
  Lines() {
    ask(R"({"call":"catalogue","signed":true,"catalogue":)" + canonical(made::demo_document()) +
        "}");
    ask(R"({"call":"events","events":)" + told() + "}");
  }
  std::string ask(const std::string& request) {
    const Evaluation out = evaluate(carried_, request, loaded_, sha256);
    carried_ = out.carried;
    return out.answer;
  }
  /// The reason `decide_processing` gives, or the fault.
  std::string reason(const std::string& more) {
    const Value answer = made::json_of(
        ask(R"({"call":"decide_processing","subject":"sub-erik-bjork","question":{"purpose":")" +
            std::string(offers) +
            R"(","role":"ecs-marketing","source_store":"mediation","fields":["usage-volume"]},)" +
            more + "}"));
    if (const Value* ok = answer.find("ok")) return ok->find("reason")->text;
    return answer.find("error")->find("code")->text + answer.find("error")->find("where")->text;
  }
  std::string as_of(std::string_view time) {
    return reason(R"("now":"2026-07-01T00:00:00Z","as_of":")" + std::string(time) + "\"");
  }

 private:
  std::string carried_;
  Loaded loaded_;
};

BOOST_AUTO_TEST_SUITE(as_of)

BOOST_AUTO_TEST_CASE(L27_the_answer_of_any_moment_is_what_the_events_until_then_give) {
  Lines lines;
  BOOST_TEST(lines.as_of("2026-03-31T23:59:59.999Z") == "no_identified_user");
  BOOST_TEST(lines.as_of("2026-04-01T00:00:00.000Z") == "user_consent_missing");
  BOOST_TEST(lines.as_of("2026-04-30T23:59:59.999Z") == "user_consent_missing");
  BOOST_TEST(lines.as_of("2026-05-01T00:00:00.000Z") == "consent_given");
  BOOST_TEST(lines.as_of("2026-05-31T23:59:59.999Z") == "consent_given");
  BOOST_TEST(lines.as_of("2026-06-01T00:00:00.000Z") == "withdrawn");
  BOOST_TEST(lines.as_of("2026-06-01T00:00:00.001Z") == "withdrawn");
  BOOST_TEST(lines.reason(R"("now":"2026-07-01T00:00:00Z")") == "withdrawn");
}

BOOST_AUTO_TEST_CASE(L27_events_of_the_same_line_count_until_then_too) {
  Lines lines;
  const std::string lifted =
      R"("events":[{"kind":"restricted","person":"prs-erik","door":"page",)"
      R"("at":"2026-05-10T00:00:00Z","sequence":1}],"now":"2026-07-01T00:00:00Z","as_of":)";
  BOOST_TEST(lines.reason(lifted + R"("2026-05-09T23:59:59.999Z")") == "consent_given");
  BOOST_TEST(lines.reason(lifted + R"("2026-05-10T00:00:00Z")") == "restricted");
}

BOOST_AUTO_TEST_CASE(L27_the_state_of_a_moment_is_that_of_the_events_until_then) {
  Lines lines;
  const auto state = [&](const std::string& more) {
    return lines.ask(R"({"call":"state","subject":"sub-erik-bjork")" + more + "}");
  };
  const std::string before = state(R"(,"as_of":"2026-04-15T00:00:00Z")");
  BOOST_TEST(before.find("granted") == std::string::npos);
  const std::string then = state(R"(,"as_of":"2026-05-15T00:00:00Z")");
  BOOST_TEST(then.find("granted") != std::string::npos);
  BOOST_TEST(state("").find("withdrawn") != std::string::npos);
  BOOST_TEST(state(R"(,"as_of":"9999-12-31T23:59:59.999Z")") == state(""));
}

BOOST_AUTO_TEST_CASE(L27_the_sliders_of_a_moment_can_be_shown) {
  Lines lines;
  const auto shown = [&](std::string_view time) {
    const Value answer = made::json_of(
        lines.ask(R"({"call":"panel","language":"sv","subject":"sub-erik-bjork","as_of":")" +
                  std::string(time) + R"(","act":{"kind":"show","now":"2026-07-01T00:00:00Z"}})"));
    for (const Value& group : answer.find("ok")->find("view")->find("groups")->items) {
      for (const Value& purpose : group.find("purposes")->items) {
        if (purpose.find("id")->text == offers) return purpose.find("on")->truth;
      }
    }
    BOOST_TEST(false);
    return false;
  };
  BOOST_TEST(!shown("2026-04-30T23:59:59.999Z"));
  BOOST_TEST(shown("2026-05-01T00:00:00Z"));
  BOOST_TEST(!shown("2026-06-01T00:00:00Z"));
}

BOOST_AUTO_TEST_CASE(a_given_state_is_of_its_own_time) {
  Lines lines;
  const std::string state = canonical(to_value(made::allowed(offers)));
  BOOST_TEST(lines.ask(R"({"call":"decide_processing","question":{"purpose":"a"},)"
                       R"("now":"2026-11-24T08:00:00Z","as_of":"2026-05-01T00:00:00Z","state":)" +
                       state + "}") == R"({"error":{"code":"unknown_member","where":"/as_of"}})");
  BOOST_TEST(lines.ask(R"({"call":"state","as_of":"2026-05-01T00:00:00Z","state":)" + state +
                       "}") == R"({"error":{"code":"unknown_member","where":"/as_of"}})");
  BOOST_TEST(lines.ask(R"({"call":"panel","language":"sv","as_of":"2026-05-01T00:00:00Z","act":)"
                       R"({"kind":"show","now":"2026-07-01T00:00:00Z","state":)" +
                       state + "}}") == R"({"error":{"code":"unknown_member","where":"/as_of"}})");
  BOOST_TEST(lines.as_of("yesterday") == "bad_time/as_of");
}

BOOST_AUTO_TEST_CASE(what_records_an_act_asks_about_now_alone) {
  Lines lines;
  BOOST_TEST(lines.ask(R"({"call":"gates","language":"sv","subscriber":"sbr-bjork",)"
                       R"("as_of":"2026-05-01T00:00:00Z"})") ==
             R"({"error":{"code":"unknown_member","where":"/as_of"}})");
}

BOOST_AUTO_TEST_CASE(R15_a_position_below_the_one_known_is_stale) {
  Freshness freshness;
  freshness.position = 41;
  BOOST_TEST(!is_stale(freshness));
  freshness.at_least = 42;
  BOOST_TEST(is_stale(freshness));
  freshness.position = 42;
  BOOST_TEST(!is_stale(freshness));
  freshness.position = 43;
  BOOST_TEST(!is_stale(freshness));
}

BOOST_AUTO_TEST_CASE(R15_an_age_above_the_greatest_is_stale_and_so_is_an_unknown_one) {
  Freshness freshness;
  freshness.max_age_ms = 60'000;
  BOOST_TEST(is_stale(freshness));
  freshness.age_ms = 59'999;
  BOOST_TEST(!is_stale(freshness));
  freshness.age_ms = 60'000;
  BOOST_TEST(!is_stale(freshness));
  freshness.age_ms = 60'001;
  BOOST_TEST(is_stale(freshness));
  freshness.max_age_ms.reset();
  BOOST_TEST(!is_stale(freshness));
}

BOOST_AUTO_TEST_CASE(R15_stale_is_answered_after_the_purpose_and_before_the_store) {
  Question asked = made::question(offers);
  asked.freshness.at_least = 1;
  State state = made::allowed(offers);
  BOOST_TEST(made::reason(asked, state) == Code::stale);
  asked.source_store = "no-such-store";
  BOOST_TEST(made::reason(asked, state) == Code::stale);
  state.readable = false;
  BOOST_TEST(made::reason(asked, state) == Code::stale);
  asked.purpose = "no-such-purpose";
  BOOST_TEST(made::reason(asked, state) == Code::unknown_purpose);
  asked = made::question(offers);
  asked.freshness.at_least = 1;
  asked.freshness.position = 1;
  BOOST_TEST(made::reason(asked, made::allowed(offers)) == Code::consent_given);
}

BOOST_AUTO_TEST_CASE(R15_freshness_is_read_strictly) {
  Lines lines;
  const auto ask = [&](const std::string& freshness) {
    return lines.reason(R"("now":"2026-05-10T00:00:00Z","as_of":"2026-05-10T00:00:00Z",)"
                        R"("freshness":)" +
                        freshness);
  };
  BOOST_TEST(ask(R"({"position":7,"at_least":7,"age_ms":5,"max_age_ms":5})") == "consent_given");
  BOOST_TEST(ask(R"({"position":7,"at_least":8})") == "stale");
  BOOST_TEST(ask(R"({"position":7,"max_age_ms":5})") == "stale");
  BOOST_TEST(ask(R"({"at_least":8})") == "missing_member/freshness/position");
  BOOST_TEST(ask(R"({"position":-1})") == "number_out_of_range/freshness/position");
  BOOST_TEST(ask(R"({"position":1,"age":1})") == "unknown_member/freshness/age");
  BOOST_TEST(ask("7") == "wrong_type/freshness");
}

BOOST_AUTO_TEST_CASE(L69_what_is_told_of_a_company_tells_nothing_of_its_people) {
  Lines lines;
  const std::string state = lines.ask(R"({"call":"state","subscriber":"sbr-bjork"})");
  BOOST_TEST(state.find(R"("open":true)") != std::string::npos, state);
  BOOST_TEST(state.find("sub-erik-bjork") == std::string::npos, state);
  BOOST_TEST(state.find("withdrawn") == std::string::npos, state);
  const std::string other = lines.ask(R"({"call":"state","subscriber":"sbr-havsvik"})");
  BOOST_TEST(other.find(R"("open":true)") == std::string::npos, other);
  // Where nobody is named, the events are all of whom they name.
  const std::string all = lines.ask(R"({"call":"state"})");
  BOOST_TEST(all.find(R"("open":true)") != std::string::npos, all);
  BOOST_TEST(all.find(R"("choice":"withdrawn")") != std::string::npos, all);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
