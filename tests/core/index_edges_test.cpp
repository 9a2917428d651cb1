/// The index at its edges: ids that are none, ids that are hashed alike, guesses that are wrong.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>

#include "core/index.hpp"
#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::today;

State named(std::string id, std::uint64_t sequence = 1) {
  State state = made::allowed(offers);
  state.subject.id = std::move(id);
  state.subject.choices.front().sequence = sequence;
  return state;
}

std::size_t place_of(std::string_view purpose, const Index& index) {
  const auto& kept = index.purposes();
  return static_cast<std::size_t>(std::find(kept.begin(), kept.end(), purpose) - kept.begin());
}

/// As core/index.cpp mixes words.
std::uint64_t spread(std::uint64_t number) {
  number = (number ^ (number >> 33)) * 0xff51afd7ed558ccd;
  number = (number ^ (number >> 33)) * 0xc4ceb9fe1a85ec53;
  return number ^ (number >> 33);
}

std::string bytes_of(std::uint64_t word) {
  std::string bytes(sizeof word, '\0');
  std::memcpy(bytes.data(), &word, sizeof word);
  return bytes;
}

/// Ids of so many words that the index hashes to the same number: the last word takes back what
/// the first one changed. None holds a zero byte.
std::vector<std::string> hashed_alike(std::size_t words, std::size_t count) {
  std::vector<std::string> ids;
  std::uint64_t target = 0;
  for (char first = '!'; ids.size() < count; ++first) {
    const std::string head(8 * (words - 1), first);
    std::uint64_t hash = 8 * words;
    for (std::size_t i = 0; i + 1 < words; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, head.data(), sizeof word);
      hash = spread(hash ^ word);
    }
    if (ids.empty()) target = hash ^ 0x6161616161616161;
    const std::string id = head + bytes_of(hash ^ target);
    if (id.find('\0') == std::string::npos) ids.push_back(id);
  }
  return ids;
}

/// A long id that the index hashes as it hashes the empty one: to nothing.
std::string hashed_to_nothing() {
  const std::string head(40, 'x');
  std::uint64_t hash = 48;
  for (int i = 0; i < 5; ++i) hash = spread(hash ^ 0x7878787878787878);
  return head + bytes_of(hash);
}

/// The demo's catalogue, and one where a subject's row is one line.
const Catalogue& one_purpose() {
  static const Catalogue catalogue = [] {
    Value purposes = array_value();
    for (const Value& purpose : made::demo_document().find("purposes")->items) {
      if (purpose.find("id")->text == offers) purposes.items.push_back(purpose);
    }
    return made::catalogue_of(made::with(made::demo_document(), "/purposes", purposes));
  }();
  return catalogue;
}

/// Four of the ids are subjects, and stay so when the index grows and when many are asked about at
/// once; the fifth is none.
void check_hashed_alike(const Catalogue& catalogue, const std::vector<std::string>& ids) {
  Index index(catalogue);
  const std::size_t place = place_of(offers, index);
  for (std::size_t i = 0; i < 4; ++i) {
    index.put(named(ids[i], i + 1));
    index.put(named(ids[i], i + 1));
  }
  BOOST_TEST(index.subjects_count() == 4u);
  for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(index.find(ids[i], place).sequence == i + 1);
  BOOST_TEST(index.find(ids[4], place).reason == Code::no_identified_user);
  for (std::size_t i = 0; i < 100; ++i) index.put(named("sub-" + std::to_string(i), 9));
  const Plan asked = plan(made::question(offers, catalogue), catalogue);
  std::vector<IndexQuestion> questions;
  for (const std::string& id : ids) {
    questions.push_back({id, static_cast<std::uint32_t>(place), &asked, about_now});
  }
  std::vector<PreparedDecision> decisions(questions.size());
  index.decide_all(questions.data(), questions.size(), today, decisions.data());
  for (std::size_t i = 0; i < 5; ++i) BOOST_TEST(decisions[i].allow == (i < 4));
  for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(index.find(ids[i], place).sequence == i + 1);
}

BOOST_AUTO_TEST_SUITE(edges_of_the_index)

BOOST_AUTO_TEST_CASE(the_index_keeps_the_consent_purposes_in_the_catalogues_order) {
  std::vector<std::string> expected;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::consent) expected.push_back(purpose.id);
  }
  BOOST_TEST(expected.size() < made::demo().purposes.size());
  BOOST_TEST(Index(made::demo()).purposes() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_has_no_id_or_too_long_a_one_is_not_taken_in) {
  Index index(made::demo());
  const std::size_t place = place_of(offers, index);
  for (const std::size_t size : {std::size_t{0}, limits::id_size_max + 1}) {
    const std::string id(size, 'x');
    index.put(named(id));
    BOOST_TEST(index.subjects_count() == 0u);
    BOOST_TEST(index.find(id, place).reason == Code::no_identified_user);
    const Plan asked = plan(made::question(offers), made::demo());
    const IndexQuestion question{id, static_cast<std::uint32_t>(place), &asked, about_now};
    PreparedDecision decision;
    index.decide_all(&question, 1, today, &decision);
    BOOST_TEST(decision.reason == Code::no_identified_user);
  }
  index.put(named(std::string(limits::id_size_max, 'x')));
  BOOST_TEST(index.subjects_count() == 1u);
}

BOOST_AUTO_TEST_CASE(who_has_no_id_is_nobody_also_beside_an_id_that_is_hashed_alike) {
  Index index(made::demo());
  const std::size_t place = place_of(offers, index);
  index.put(named(hashed_to_nothing()));
  BOOST_TEST(index.find(hashed_to_nothing(), place).reason == Code::consent_given);
  BOOST_TEST(index.find("", place).reason == Code::no_identified_user);
  const Plan asked = plan(made::question(offers), made::demo());
  const IndexQuestion question{"", static_cast<std::uint32_t>(place), &asked, about_now};
  PreparedDecision decision;
  index.decide_all(&question, 1, today, &decision);
  BOOST_TEST(decision.reason == Code::no_identified_user);
}

BOOST_AUTO_TEST_CASE(an_id_is_one_subject_whether_its_line_has_room_for_it_or_not) {
  Index index(made::demo());
  const std::size_t place = place_of(offers, index);
  std::uint64_t count = 0;
  for (const std::size_t size : {39u, 40u, 41u}) {
    for (const char letter : {'a', 'b'}) {
      State state = named(std::string(size, letter), ++count);
      // Nothing behind the id is a zero.
      state.subject.choices.front().since = 0x010101010101;
      index.put(state);
      index.put(state);
      BOOST_TEST(index.subjects_count() == count);
    }
  }
  for (const std::size_t size : {41u, 40u, 39u}) {
    BOOST_TEST(index.find(std::string(size, 'b'), place).sequence == count--);
    BOOST_TEST(index.find(std::string(size, 'a'), place).sequence == count--);
  }
}

BOOST_AUTO_TEST_CASE(an_index_of_no_purpose_takes_nothing_in) {
  const Catalogue none =
      made::catalogue_of(made::with(made::demo_document(), "/purposes", array_value()));
  Index index(none);
  BOOST_TEST(index.purposes().empty());
  index.put(named("sub-1"));
  index.put(named("sub-1"));
  BOOST_TEST(index.subjects_count() == 0u);
}

BOOST_AUTO_TEST_CASE(a_guess_of_how_many_there_will_be_changes_no_answer) {
  for (const std::size_t guess : {0u, 31u, 32u, 33u, 64u, 1000u}) {
    Index index(one_purpose(), guess);
    const std::size_t place = place_of(offers, index);
    for (std::size_t i = 1; i <= 300; ++i) index.put(named("sub-" + std::to_string(i), i));
    BOOST_TEST(index.subjects_count() == 300u);
    for (std::size_t i = 1; i <= 300; ++i) {
      BOOST_TEST(index.find("sub-" + std::to_string(i), place).sequence == i, guess);
    }
    BOOST_TEST(index.find("sub-0", place).reason == Code::no_identified_user);
  }
}

BOOST_AUTO_TEST_CASE(ids_that_are_hashed_alike_are_still_several_subjects) {
  for (const Catalogue* catalogue : {&made::demo(), &one_purpose()}) {
    for (const std::size_t words : {2u, 6u}) check_hashed_alike(*catalogue, hashed_alike(words, 5));
  }
}

BOOST_AUTO_TEST_CASE(times_that_no_event_can_have_are_kept_as_none) {
  Index index(made::demo());
  const std::size_t place = place_of(offers, index);
  const auto entry = [&](Time since, Time until) {
    State state = named("sub-1");
    state.subject.choices.front().since = since;
    state.subject.choices.front().until = until;
    index.put(state);
    return index.find("sub-1", place);
  };
  for (const auto& [since, until] : {std::pair<Time, Time>{0, -1}, {time_max + 1, time_max}}) {
    const Entry kept = entry(since, until);
    BOOST_TEST(kept.reason == Code::store_unreadable, since << ' ' << until);
    BOOST_TEST(kept.flags == Entry::unreadable);
    BOOST_TEST(kept.from == 0);
    BOOST_TEST(kept.end == 0);
  }
  BOOST_TEST(entry(time_max, time_max).from == time_max);
  BOOST_TEST(entry(0, time_max).from == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
