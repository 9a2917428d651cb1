/// A chunk at its edges: two plans, two entries and three questions, of which one thing is wrong.
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <cstring>
#include <functional>

#include "core/batch.hpp"
#include "core/prepared.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

constexpr std::string_view service = "traffic-customer-service";
constexpr auto no_code = static_cast<Code>(std::size(code_names));
constexpr auto last_code = static_cast<Code>(std::size(code_names) - 1);

struct Parts {
  BatchHead head{batch_magic, 2, 2, 3, today, 0};
  Plan plans[2] = {plan(made::question(offers), made::demo()),
                   plan(made::question(service), made::demo())};
  Entry entries[2] = {prepare(offers, made::demo(), made::allowed(offers)),
                      prepare(service, made::demo(), made::allowed(service))};
  BatchQuestion questions[3] = {{0, 0, about_now}, {1, 1, about_now}, {0, 1, about_now}};
};
static_assert(sizeof(Parts) == 32 + 2 * 24 + 2 * 32 + 3 * 16);

const Parts& whole() {
  static const Parts parts;
  return parts;
}

using Bytes = std::vector<std::uint8_t>;

/// Booleans are set as bytes: what is no boolean could not be written into one.
Bytes bytes_of(const Parts& parts) {
  Bytes bytes(sizeof parts);
  std::memcpy(bytes.data(), &parts, sizeof parts);
  return bytes;
}

std::vector<BatchAnswer> answers(Bytes bytes) {
  std::vector<BatchAnswer> out(decide_batch(bytes.data(), bytes.size()));
  if (out.empty()) return out;
  const std::size_t size = out.size() * sizeof(BatchAnswer);
  std::memcpy(out.data(), bytes.data() + bytes.size() - size, size);
  return out;
}

bool left_alone(const Bytes& bytes) {
  Bytes after = bytes;
  return decide_batch(after.data(), after.size()) == 0 && after == bytes;
}

using Fault = std::function<void(Parts&)>;

bool left_alone_with(const Fault& fault) {
  Parts parts = whole();
  fault(parts);
  return left_alone(bytes_of(parts));
}

bool answered_with(const Fault& change) {
  Parts parts = whole();
  change(parts);
  return answers(bytes_of(parts)).size() == 3;
}

BOOST_AUTO_TEST_SUITE(edges_of_chunks)

BOOST_AUTO_TEST_CASE(each_question_of_a_chunk_is_answered_by_the_plan_and_the_entry_it_names) {
  const auto all = answers(bytes_of(whole()));
  BOOST_TEST_REQUIRE(all.size() == 3u);
  BOOST_TEST(all[0].allow == 1);
  BOOST_TEST(all[0].expires == today + 60 * second_ms);
  BOOST_TEST(all[1].allow == 1);
  BOOST_TEST(all[2].allow == 0);
  BOOST_TEST(all[2].reason == static_cast<std::uint8_t>(Code::purpose_mismatch));
  BOOST_TEST(all[2].expires == 0);
}

BOOST_AUTO_TEST_CASE(a_head_that_is_none_of_ours_is_not_read_on) {
  BOOST_TEST(left_alone_with([](Parts& p) { p.head.magic += 1; }));
  BOOST_TEST(left_alone_with([](Parts& p) { p.head.reserved = 1; }));
  BOOST_TEST(left_alone_with([](Parts& p) { p.head.now = -1; }));
  BOOST_TEST(left_alone_with([](Parts& p) { p.head.now = time_max + 1; }));
  BOOST_TEST(answered_with([](Parts& p) { p.head.now = 0; }));
  BOOST_TEST(answered_with([](Parts& p) { p.head.now = time_max; }));
}

BOOST_AUTO_TEST_CASE(a_count_that_is_not_that_of_the_bytes_answers_nothing) {
  for (const std::uint32_t by : {1u, ~0u}) {
    BOOST_TEST(left_alone_with([by](Parts& p) { p.head.plans_count += by; }));
    BOOST_TEST(left_alone_with([by](Parts& p) { p.head.entries_count += by; }));
    BOOST_TEST(left_alone_with([by](Parts& p) { p.head.questions_count += by; }));
  }
  Bytes longer = bytes_of(whole());
  longer.push_back(0);
  BOOST_TEST(left_alone(longer));
}

BOOST_AUTO_TEST_CASE(a_plan_that_nobody_can_have_made_answers_nothing_wherever_it_stands) {
  for (const std::size_t i : {0u, 1u}) {
    BOOST_TEST(left_alone_with([i](Parts& p) { p.plans[i].reason = no_code; }));
    BOOST_TEST(answered_with([i](Parts& p) { p.plans[i].reason = last_code; }));
    BOOST_TEST(left_alone_with([i](Parts& p) { p.plans[i].max_age_ms = -1; }));
    BOOST_TEST(left_alone_with([i](Parts& p) { p.plans[i].max_age_ms = time_max + 1; }));
    BOOST_TEST(answered_with([i](Parts& p) { p.plans[i].max_age_ms = time_max; }));
    for (const std::size_t boolean : {0u, 1u, 2u}) {
      const std::size_t place =
          sizeof(BatchHead) + i * sizeof(Plan) + offsetof(Plan, before_store) + boolean;
      Bytes bytes = bytes_of(whole());
      bytes[place] = 1;
      BOOST_TEST(answers(bytes).size() == 3u);
      bytes[place] = 2;
      BOOST_TEST(left_alone(bytes), boolean);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_entry_that_nobody_can_have_made_answers_nothing_wherever_it_stands) {
  for (const std::size_t i : {0u, 1u}) {
    BOOST_TEST(left_alone_with([i](Parts& p) { p.entries[i].reason = no_code; }));
    BOOST_TEST(answered_with([i](Parts& p) { p.entries[i].reason = last_code; }));
    for (Time Entry::*time : {&Entry::from, &Entry::end}) {
      BOOST_TEST(left_alone_with([i, time](Parts& p) { p.entries[i].*time = -1; }));
      BOOST_TEST(left_alone_with([i, time](Parts& p) { p.entries[i].*time = time_max + 1; }));
      BOOST_TEST(answered_with([i, time](Parts& p) { p.entries[i].*time = 0; }));
      BOOST_TEST(answered_with([i, time](Parts& p) { p.entries[i].*time = time_max; }));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_question_that_names_what_is_not_there_answers_nothing_wherever_it_stands) {
  for (const std::size_t i : {0u, 1u, 2u}) {
    BOOST_TEST(left_alone_with([i](Parts& p) { p.questions[i].plan = 2; }));
    BOOST_TEST(left_alone_with([i](Parts& p) { p.questions[i].entry = 2; }));
    BOOST_TEST(left_alone_with([i](Parts& p) { p.questions[i].record_time = -1; }));
    BOOST_TEST(left_alone_with([i](Parts& p) { p.questions[i].record_time = time_max + 1; }));
    BOOST_TEST(answered_with([i](Parts& p) { p.questions[i].record_time = 0; }));
    BOOST_TEST(answered_with([i](Parts& p) { p.questions[i].record_time = time_max; }));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
