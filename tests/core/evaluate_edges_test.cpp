/// Every call of `evaluate`, with one member of a pinned request broken: the fault is named where
/// it is, and nothing is answered instead.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <set>

#include "core/evaluate.hpp"
#include "core/sha256.hpp"
#include "made.hpp"
#include "tests/door/vectors.hpp"

namespace samtycke {
namespace {

/// A request that is answered, and what was there before it.
struct Line {
  std::string carried;
  Value request;
  const Loaded* loaded;
};

/// What the core answers, as `code` and `where` in one; `ok` for what is no fault.
std::string told(const Line& line, const Value& request, Loaded loaded) {
  const Evaluation out = evaluate(line.carried, canonical(request), loaded, sha256);
  const Value answer = made::json_of(out.answer);
  const Value* fault = answer.find("error");
  if (fault == nullptr) return "ok";
  return fault->find("code")->text + fault->find("where")->text;
}
std::string told(const Line& line, const Value& request) {
  return told(line, request, *line.loaded);
}
/// Where the fault is; empty for none.
std::string place(const Line& line, const Value& request) {
  const std::string fault = told(line, request);
  const std::size_t slash = fault.find('/');
  return slash == std::string::npos ? "" : fault.substr(slash);
}

const std::string& call_of(const Line& line) { return line.request.find("call")->text; }

/// The first requests of each call that are answered, each with members of its own.
const std::vector<Line>& answered_lines() {
  static std::vector<std::unique_ptr<Loaded>> catalogues;
  static std::vector<Line> lines;
  if (!lines.empty()) return lines;
  std::set<std::vector<std::string>> met;
  Loaded loaded;
  std::string carried;
  catalogues.push_back(std::make_unique<Loaded>());
  for (const door::Vector& vector : door::read_vectors()) {
    Evaluation out = evaluate(carried, vector.request, loaded, sha256);
    const auto value = read_json(vector.request);
    if (out.answer.starts_with("{\"ok\"") && value) {
      std::vector<std::string> shape = value->names;
      std::sort(shape.begin(), shape.end());
      shape.insert(shape.begin(), value->find("call")->text);
      if (met.insert(shape).second) lines.push_back({carried, *value, catalogues.back().get()});
      if (shape.front() == "catalogue") catalogues.push_back(std::make_unique<Loaded>(loaded));
    }
    carried = std::move(out.carried);
  }
  return lines;
}

/// For each member of each request but its call.
template <typename Test>
void each_member(Test test) {
  for (const Line& line : answered_lines()) {
    for (const std::string& name : line.request.names) {
      if (name != "call") test(line, name, call_of(line) + " /" + name);
    }
  }
}

bool is_at(const std::string& place, const std::string& name) {
  return place == "/" + name || place.starts_with("/" + name + "/");
}

BOOST_AUTO_TEST_SUITE(edges_of_evaluate)

BOOST_AUTO_TEST_CASE(there_is_a_pinned_request_of_every_call_that_is_answered) {
  std::set<std::string> calls;
  for (const Line& line : answered_lines()) calls.insert(call_of(line));
  BOOST_TEST(calls.size() == every_call.count);
  for (const Line& line : answered_lines()) BOOST_TEST(told(line, line.request) == "ok");
}

BOOST_AUTO_TEST_CASE(a_member_of_another_type_is_named_whatever_the_call) {
  each_member([](const Line& line, const std::string& name, const std::string& said) {
    const std::string pointer = "/" + name;
    BOOST_TEST(is_at(place(line, made::with(line.request, pointer, integer_value(-1))), name),
               said);
    if (line.request.find(name)->is(Value::Type::array)) {
      const Value list = made::json_of("[-1]");
      BOOST_TEST(is_at(place(line, made::with(line.request, pointer, list)), name), said);
    }
  });
}

BOOST_AUTO_TEST_CASE(a_member_that_is_missing_is_named_or_was_not_needed) {
  each_member([](const Line& line, const std::string& name, const std::string& said) {
    const std::string where = place(line, made::without(line.request, "/" + name));
    // Who judges is asked for a submission where no gates are sent.
    const bool other = name == "gates" && where == "/submission";
    BOOST_TEST((where.empty() || other || is_at(where, name)), said << ": " << where);
  });
}

BOOST_AUTO_TEST_CASE(a_member_of_a_member_that_is_missing_is_named_inside_it_or_was_not_needed) {
  each_member([](const Line& line, const std::string& name, const std::string& said) {
    if (!line.request.find(name)->is(Value::Type::object)) return;
    for (const std::string& inner : line.request.find(name)->names) {
      const std::string pointer = "/" + name + "/" + inner;
      const std::string where = place(line, made::without(line.request, pointer));
      // What is at fault with an act is told by its place in the act.
      const bool in_act = name == "act" && is_at(where, inner);
      BOOST_TEST((where.empty() || in_act || is_at(where, name)), said << ": " << where);
    }
  });
}

BOOST_AUTO_TEST_CASE(a_member_that_nobody_asked_for_is_refused_by_every_call) {
  for (const Line& line : answered_lines()) {
    const Value more = made::with(line.request, "/unasked", boolean_value(true));
    BOOST_TEST(told(line, more) == "unknown_member/unasked", call_of(line));
  }
}

BOOST_AUTO_TEST_CASE(without_a_catalogue_no_call_that_needs_one_answers) {
  const std::set<std::string> without = {
      "accept",      "apply",      "canonical",       "catalogue",
      "events",      "forget",     "identifier",      "judge",
      "leaf",        "receipt",    "lint_diff",       "catalogue_change",
      "state",       "subject_at", "check_inclusion", "check_consistency",
      "rights_clock"};
  for (const Line& line : answered_lines()) {
    const std::string answer = told(line, line.request, Loaded());
    // A receipt is verified without one, unless its words are to be compared.
    const bool is_without_words =
        call_of(line) == "verify_receipt" && line.request.find("text") == nullptr;
    if (without.contains(call_of(line)) || is_without_words) {
      BOOST_TEST(answer != "no_catalogue", call_of(line));
    } else {
      BOOST_TEST(answer == "no_catalogue", call_of(line));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
