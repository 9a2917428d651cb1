// Which catalogue is in force, moment by moment, by a clock that the test sets.
#include "api/in_force.hpp"

#include "stage.hpp"

namespace samtycke::server::test {

BOOST_AUTO_TEST_SUITE(in_force)

namespace {

constexpr Time hour = 3'600'000;

bool every(const KeptCatalogue&) { return true; }

Value version(std::int64_t number) {
  return made::with(made::demo_document(), "/version", integer_value(number));
}

std::int64_t first() { return made::demo().version_number; }

void keep(Stage& stage, const Value& document, Time from) {
  const Catalogue catalogue = made::catalogue_of(document);
  const Recorded recorded = stage.verifier().sequencer.record([&](Pending& pending) {
    return pending.store().keep_catalogue({catalogue.id, catalogue.version_number, catalogue.digest,
                                           canonical(document), "signed"}) &&
           pending.store().keep_publication(
               {catalogue.id, catalogue.version_number, from, "dra-1", "{}", "signed"});
  });
  BOOST_REQUIRE(recorded == Recorded::yes);
}

std::int64_t version_now(InForce& in_force) { return in_force.now()->catalogue()->version_number; }

}  // namespace

BOOST_AUTO_TEST_CASE(a_version_takes_over_at_its_moment_and_not_before) {
  Stage stage;
  keep(stage, version(first() + 1), stage.now + hour);
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  BOOST_TEST(version_now(moments) == first());
  stage.now += hour - 1;
  BOOST_TEST(version_now(moments) == first());
  stage.now += 1;
  BOOST_TEST(version_now(moments) == first() + 1);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_brings_no_older_catalogue_back) {
  Stage stage;
  keep(stage, version(first() + 1), stage.now);
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  BOOST_TEST(version_now(moments) == first() + 1);
  stage.now -= hour;
  BOOST_TEST(version_now(moments) == first() + 1);
}

BOOST_AUTO_TEST_CASE(who_has_begun_with_a_catalogue_ends_with_it) {
  Stage stage;
  keep(stage, version(first() + 1), stage.now + hour);
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  const auto begun = moments.now();
  stage.now += hour;
  BOOST_TEST(version_now(moments) == first() + 1);
  BOOST_TEST(begun->catalogue()->version_number == first());
  BOOST_TEST(begun->circumstances().catalogue->version_number == first());
}

BOOST_AUTO_TEST_CASE(the_words_of_a_version_are_in_the_archive_before_it_counts_L26) {
  Stage stage;
  Value document = version(first() + 1);
  document = made::with(document, "/purposes/0/title/sv", text_value("Ett annat namn"));
  keep(stage, document, stage.now + hour);
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  const auto next = moments.newest().verifier;
  BOOST_TEST(next->texts.size() > 0u);
  BOOST_TEST(next->catalogue()->version_number == first() + 1);
  BOOST_TEST(version_now(moments) == first());
}

BOOST_AUTO_TEST_CASE(the_greater_version_wins_and_one_without_a_signature_does_not) {
  Stage stage;
  keep(stage, version(first() + 1), stage.now);
  keep(stage, version(first() + 2), stage.now);
  InForce moments(stage.verifier());
  const auto one = [](const KeptCatalogue& kept) { return kept.version_number == first() + 1; };
  BOOST_REQUIRE(moments.take_in(one));
  BOOST_TEST(version_now(moments) == first() + 1);
  Stage later(made::catalogue_of(version(first() + 5)));
  keep(later, version(first() + 1), later.now);
  InForce files(later.verifier());
  BOOST_REQUIRE(files.take_in(every));
  BOOST_TEST(version_now(files) == first() + 5);
}

BOOST_AUTO_TEST_CASE(a_version_that_is_damaged_or_of_another_catalogue_is_left_out) {
  Stage stage;
  const Catalogue other = made::second();
  const Recorded recorded = stage.verifier().sequencer.record([&](Pending& pending) {
    return pending.store().keep_catalogue(
               {other.id, 1'000, other.digest, canonical(other.document), "signed"}) &&
           pending.store().keep_publication({other.id, 1'000, 0, "dra-1", "{}", "signed"}) &&
           pending.store().keep_catalogue(
               {made::demo().id, first() + 1, "sha256:0", canonical(version(first() + 1)), "s"}) &&
           pending.store().keep_publication(
               {made::demo().id, first() + 1, 0, "dra-2", "{}", "signed"});
  });
  BOOST_REQUIRE(recorded == Recorded::yes);
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  BOOST_TEST(version_now(moments) == first());
}

BOOST_AUTO_TEST_CASE(a_signed_version_takes_over_from_a_file_that_is_not_signed) {
  Stage stage;
  keep(stage, version(first() - 1), stage.now);
  stage.verifier().published.signed_ = false;
  InForce moments(stage.verifier());
  BOOST_REQUIRE(moments.take_in(every));
  BOOST_TEST(version_now(moments) == first() - 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::test
