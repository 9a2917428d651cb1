/// The two halves of a decision, the binary chunk they travel in and the index that keeps them: all
/// of them answer as `decide_processing` does.
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <map>

#include "core/batch.hpp"
#include "core/index.hpp"
#include "lived.hpp"

namespace samtycke {
namespace {

using made::Life;
using made::offers;
using made::Random;
using made::today;

PreparedDecision in_halves(const Question& question, const Catalogue& catalogue, const State& state,
                           Time now) {
  return decide(plan(question, catalogue), prepare(question.purpose, catalogue, state),
                question.record_time.value_or(about_now), now);
}

/// A question with something that may be wrong with it.
Question any_question(Random& random, const Catalogue& catalogue, Time now) {
  const Purpose& purpose = catalogue.purposes[random.below(catalogue.purposes.size())];
  Question question = made::question(purpose.id, catalogue);
  if (random.chance(3)) question.purpose = "no-such-purpose";
  if (random.chance(5)) question.role = "hr";
  if (random.chance(5)) question.fields.push_back("cell-id");
  if (random.chance(8)) question.source_store = catalogue.stores.back().id;
  if (random.chance(3)) question.source_store = "no-such-store";
  if (random.chance(8)) question.offer_class = "insurance";
  if (random.chance(3)) question.freshness.at_least = 1;
  if (random.chance(70)) {
    question.record_time = now - static_cast<Time>(random.below(400)) * day_ms + day_ms;
  }
  return question;
}

/// A state as it was lived, or one that proves nothing.
State any_state(Random& random, State state) {
  if (random.chance(4)) state.readable = false;
  if (random.chance(4)) state.person.id = "prs-somebody-else";
  if (random.chance(4)) state.subject.person.clear();
  return state;
}

/// A chunk with one plan and one entry for each question.
std::vector<std::uint8_t> chunk_of(const std::vector<std::pair<Plan, Entry>>& halves,
                                   const std::vector<Time>& record_times, Time now) {
  const auto count = static_cast<std::uint32_t>(halves.size());
  std::vector<std::uint8_t> bytes;
  const auto append = [&bytes](const auto& value) {
    const auto* from = reinterpret_cast<const std::uint8_t*>(&value);
    bytes.insert(bytes.end(), from, from + sizeof value);
  };
  append(BatchHead{batch_magic, count, count, count, now, 0});
  for (const auto& [plan, entry] : halves) append(plan);
  for (const auto& [plan, entry] : halves) append(entry);
  for (std::uint32_t i = 0; i < count; ++i) append(BatchQuestion{i, i, record_times[i]});
  return bytes;
}

BatchAnswer answer_at(const std::vector<std::uint8_t>& chunk, std::size_t count, std::size_t i) {
  BatchAnswer answer;
  std::memcpy(&answer, chunk.data() + chunk.size() - (count - i) * sizeof answer, sizeof answer);
  return answer;
}

std::size_t place_of(std::string_view purpose, const Index& index) {
  const auto& kept = index.purposes();
  return static_cast<std::size_t>(std::find(kept.begin(), kept.end(), purpose) - kept.begin());
}

BOOST_AUTO_TEST_SUITE(prepared)

BOOST_AUTO_TEST_CASE(the_halves_the_chunk_and_the_index_answer_as_decide_processing_does) {
  Random random;
  std::map<Code, int> met;
  for (int lives = 0; lives < 40; ++lives) {
    const Catalogue& catalogue = lives % 2 == 0 ? made::demo() : made::second();
    Life life(random, catalogue);
    Index index(catalogue);
    for (int acts = 0; acts < 60; ++acts) {
      life.live();
      const State state = any_state(random, life.state());
      // Some ask long after the last act: consents end by themselves.
      const Time now =
          life.now() + (random.chance(20) ? static_cast<Time>(random.below(1'000)) * day_ms : 0);
      index.put(state);
      std::vector<std::pair<Plan, Entry>> halves;
      std::vector<Time> record_times;
      std::vector<Decision> expected;
      for (int i = 0; i < 10; ++i) {
        const Question question = any_question(random, catalogue, now);
        expected.push_back(decide_processing(question, catalogue, state, now));
        const Decision& whole = expected.back();
        const PreparedDecision half = in_halves(question, catalogue, state, now);
        BOOST_TEST_REQUIRE(half.allow == whole.allow, question.purpose);
        BOOST_TEST_REQUIRE(half.reason == whole.reason, question.purpose);
        BOOST_TEST_REQUIRE(half.expires == whole.expires, question.purpose);
        ++met[half.reason];
        halves.emplace_back(plan(question, catalogue), prepare(question.purpose, catalogue, state));
        record_times.push_back(question.record_time.value_or(about_now));
        const auto& kept = index.purposes();
        const auto place = std::find(kept.begin(), kept.end(), question.purpose);
        if (place == kept.end()) continue;
        const auto purpose = static_cast<std::uint32_t>(place - kept.begin());
        const Entry entry = index.find(state.subject.id, purpose);
        BOOST_TEST_REQUIRE(std::memcmp(&entry, &halves.back().second, sizeof entry) == 0);
        const IndexQuestion asked{state.subject.id, purpose, &halves.back().first,
                                  record_times.back()};
        PreparedDecision indexed;
        index.decide_all(&asked, 1, now, &indexed);
        BOOST_TEST_REQUIRE(indexed.reason == whole.reason);
        BOOST_TEST_REQUIRE(indexed.expires == whole.expires);
      }
      auto chunk = chunk_of(halves, record_times, now);
      BOOST_TEST_REQUIRE(decide_batch(chunk.data(), chunk.size()) == halves.size());
      for (std::size_t i = 0; i < halves.size(); ++i) {
        const BatchAnswer answer = answer_at(chunk, halves.size(), i);
        BOOST_TEST_REQUIRE(answer.allow == (expected[i].allow ? 1 : 0));
        BOOST_TEST_REQUIRE(answer.reason == static_cast<std::uint8_t>(expected[i].reason));
        BOOST_TEST_REQUIRE(answer.expires == expected[i].expires);
      }
    }
  }
  for (const Code code :
       {Code::consent_given, Code::no_consent_needed, Code::unknown_purpose, Code::store_unknown,
        Code::store_unreadable, Code::role_not_permitted, Code::field_not_in_purpose,
        Code::restricted, Code::objected, Code::purpose_mismatch, Code::no_identified_user,
        Code::subscriber_gate_closed, Code::user_consent_missing, Code::refused, Code::withdrawn,
        Code::expired, Code::outside_consent_interval, Code::stale}) {
    BOOST_TEST(met[code] > 0, code);
  }
}

BOOST_AUTO_TEST_CASE(L24_halves_of_two_purposes_or_two_catalogues_deny) {
  const State state = made::allowed(offers);
  const Plan right = plan(made::question(offers), made::demo());
  const Entry entry = prepare(offers, made::demo(), state);
  BOOST_TEST(decide(right, entry, about_now, today).allow);
  const std::string_view other = "traffic-customer-service";
  for (const PreparedDecision& decision :
       {decide(plan(made::question(other), made::demo()), entry, about_now, today),
        decide(right, prepare(other, made::demo(), state), about_now, today),
        decide(right, prepare(offers, made::second(), state), about_now, today)}) {
    BOOST_TEST(!decision.allow);
    BOOST_TEST(decision.reason == Code::purpose_mismatch);
  }
}

BOOST_AUTO_TEST_CASE(halves_that_nobody_made_deny) {
  BOOST_TEST(!decide(Plan{}, Entry{}, about_now, today).allow);
  const State nobody;
  BOOST_TEST(in_halves(made::question(offers), made::demo(), nobody, today).reason ==
             Code::no_identified_user);
  BOOST_TEST(in_halves(made::question("no-such-purpose"), made::demo(), nobody, today).reason ==
             Code::unknown_purpose);
}

BOOST_AUTO_TEST_CASE(a_chunk_that_is_not_what_it_says_is_left_alone) {
  const State state = made::allowed(offers);
  const auto good =
      chunk_of({{plan(made::question(offers), made::demo()), prepare(offers, made::demo(), state)}},
               {about_now}, today);
  auto whole = good;
  BOOST_TEST(decide_batch(whole.data(), whole.size()) == 1u);
  BOOST_TEST(answer_at(whole, 1, 0).allow == 1);

  const auto left_alone = [](std::vector<std::uint8_t> chunk, std::size_t size) {
    const auto before = chunk;
    return decide_batch(chunk.data(), size) == 0 && chunk == before;
  };
  for (std::size_t size = 0; size < good.size(); ++size) BOOST_TEST(left_alone(good, size), size);
  Random random;
  int answered = 0;
  for (int i = 0; i < 200'000; ++i) {
    auto bent = good;
    for (std::size_t bits = 1 + random.below(3); bits > 0; --bits) {
      bent[random.below(bent.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
    }
    const auto before = bent;
    if (decide_batch(bent.data(), bent.size()) == 1) {
      ++answered;
    } else {
      BOOST_TEST_REQUIRE((bent == before));
    }
  }
  BOOST_TEST(answered > 0);
  BOOST_TEST(answered < 200'000);
}

BOOST_AUTO_TEST_CASE(the_index_knows_each_of_many_subjects_and_nobody_else) {
  const Catalogue& catalogue = made::demo();
  Index index(catalogue);
  State state = made::allowed(offers);
  const std::size_t count = 20'000;
  const std::string longest(64, 'x');
  for (std::size_t i = 0; i < count; ++i) {
    state.subject.id = "sub-" + std::to_string(i);
    state.subject.choices.front().sequence = i;
    index.put(state);
    index.put(state);
  }
  state.subject.id = longest;
  index.put(state);
  BOOST_TEST(index.subjects_count() == count + 1);
  const std::size_t place = place_of(offers, index);
  for (std::size_t i = 0; i < count; ++i) {
    const Entry entry = index.find("sub-" + std::to_string(i), place);
    BOOST_TEST_REQUIRE(entry.sequence == i);
    BOOST_TEST_REQUIRE(entry.reason == Code::consent_given);
  }
  BOOST_TEST(index.find(longest, place).reason == Code::consent_given);
  const Plan asked = plan(made::question(offers), catalogue);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 1'000; ++i) names.push_back("sub-" + std::to_string(38 * i));
  std::vector<IndexQuestion> questions;
  for (const std::string& name : names) {
    questions.push_back({name, static_cast<std::uint32_t>(place), &asked, about_now});
  }
  std::vector<PreparedDecision> decisions(questions.size());
  index.decide_all(questions.data(), questions.size(), today, decisions.data());
  for (std::size_t i = 0; i < names.size(); ++i) {
    BOOST_TEST_REQUIRE(decisions[i].allow == (38 * i < count), names[i]);
  }
  for (const std::string& stranger : {std::string(), std::string("sub-"), std::string("sub-20000"),
                                      longest.substr(1), longest + "x"}) {
    BOOST_TEST(index.find(stranger, place).reason == Code::no_identified_user, stranger);
  }
}

BOOST_AUTO_TEST_CASE(the_index_tells_ids_of_every_length_apart) {
  Index index(made::demo());
  State state = made::allowed(offers);
  const std::string letters(64, 'x');
  for (std::size_t size = 1; size <= letters.size(); ++size) {
    state.subject.id = letters.substr(0, size);
    state.subject.choices.front().sequence = size;
    index.put(state);
    index.put(state);
    state.subject.id.back() = 'y';
    state.subject.choices.front().sequence = 100 + size;
    index.put(state);
  }
  BOOST_TEST(index.subjects_count() == 2 * letters.size());
  const std::size_t place = place_of(offers, index);
  for (std::size_t size = 1; size <= letters.size(); ++size) {
    std::string id = letters.substr(0, size);
    BOOST_TEST(index.find(id, place).sequence == size);
    id.back() = 'y';
    BOOST_TEST(index.find(id, place).sequence == 100 + size);
    id.back() = 'z';
    BOOST_TEST(index.find(id, place).reason == Code::no_identified_user);
  }
}

BOOST_AUTO_TEST_CASE(the_index_denies_what_has_times_that_no_event_can_have) {
  Index index(made::demo());
  const std::size_t place = place_of(offers, index);
  const Plan asked = plan(made::question(offers), made::demo());
  for (const auto& [since, until] :
       {std::pair<Time, Time>{0, -1}, {time_max + 1, time_max}, {0, time_max}}) {
    State state = made::allowed(offers);
    state.subject.choices.front().since = since;
    state.subject.choices.front().until = until;
    index.put(state);
    const bool real = since == 0 && until == time_max;
    const Entry entry = index.find(state.subject.id, place);
    BOOST_TEST(decide(asked, entry, about_now, today).allow == real, since << ' ' << until);
  }
}

BOOST_AUTO_TEST_CASE(L36_the_index_denies_as_soon_as_a_withdrawal_is_put_in) {
  const Catalogue& catalogue = made::demo();
  Index index(catalogue);
  const State state = made::allowed(offers);
  const Plan asked = plan(made::question(offers), catalogue);
  const std::size_t place = place_of(offers, index);
  const auto answer = [&] {
    return decide(asked, index.find(state.subject.id, place), about_now, today).reason;
  };
  BOOST_TEST(answer() == Code::no_identified_user);
  index.put(state);
  BOOST_TEST(answer() == Code::consent_given);
  index.put(made::withdrawn(state, offers));
  BOOST_TEST(answer() == Code::withdrawn);
}

BOOST_AUTO_TEST_CASE(L63_ids_that_the_index_takes_for_alike_are_two_subjects) {
  // Found by search: the 64 bits that the index makes of either pair are the same.
  for (const auto& [one, other] :
       {std::pair<std::string, std::string>{"sub-erik-kalmar1", "sub-q6kjv5mbi.x_"},
        {"sub-ja0g-kalmar1v5ej_-5m", "sub-ja0g-kalmar1"}}) {
    Index index(made::demo());
    const std::size_t place = place_of(offers, index);
    State state = made::allowed(offers);
    state.subject.id = one;
    index.put(state);
    BOOST_TEST(index.find(other, place).reason == Code::no_identified_user, other);
    state = made::withdrawn(state, offers);
    state.subject.id = other;
    index.put(state);
    BOOST_TEST(index.subjects_count() == 2u);
    BOOST_TEST(index.find(one, place).reason == Code::consent_given, one);
    BOOST_TEST(index.find(other, place).reason == Code::withdrawn, other);
    const Plan asked = plan(made::question(offers), made::demo());
    const auto purpose = static_cast<std::uint32_t>(place);
    const IndexQuestion questions[] = {{one, purpose, &asked, about_now},
                                       {other, purpose, &asked, about_now}};
    PreparedDecision decisions[2];
    index.decide_all(questions, 2, today, decisions);
    BOOST_TEST(decisions[0].reason == Code::consent_given, one);
    BOOST_TEST(decisions[1].reason == Code::withdrawn, other);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_id_is_nobody_in_the_index) {
  Index index(made::demo(), 1'000);
  State state = made::allowed(offers);
  const std::size_t place = place_of(offers, index);
  const Plan asked = plan(made::question(offers), made::demo());
  for (const std::string& id : {std::string(), std::string(65, 'x')}) {
    state.subject.id = id;
    index.put(state);
    BOOST_TEST(index.subjects_count() == 0u);
    const IndexQuestion question{id, static_cast<std::uint32_t>(place), &asked, about_now};
    PreparedDecision decision;
    index.decide_all(&question, 1, today, &decision);
    BOOST_TEST(decision.reason == Code::no_identified_user);
  }
}

BOOST_AUTO_TEST_CASE(an_index_of_a_catalogue_that_asks_nothing_keeps_nothing) {
  const Catalogue quiet =
      made::catalogue_of(made::with(made::demo_document(), "/purposes", array_value()));
  Index index(quiet);
  index.put(made::allowed(offers));
  BOOST_TEST(index.purposes().empty());
  BOOST_TEST(index.subjects_count() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
