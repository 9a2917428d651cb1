/// The second catalogue tells of groups from twelve people on. What a new version means: who is
/// asked again, how many may be told, and whether it may follow.
#include <algorithm>

#include "core/catalogue_change.hpp"
#include "core/publication.hpp"
#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& before() { return telling_document(); }

Value raised(const Value& document) { return with(document, "/version", integer_value(8)); }

CatalogueChange change_to(const Value& newer) {
  return catalogue_change(catalogue_of(before()), catalogue_of(newer));
}

std::vector<std::string> codes_of(const CatalogueChange& change) {
  std::vector<std::string> codes;
  for (const Finding& finding : change.findings) {
    if (!finding.warning) codes.emplace_back(finding.code);
  }
  return codes;
}

/// The one purpose that differs.
PurposeFate only(const CatalogueChange& change) {
  BOOST_TEST(change.purposes.size() == 1u);
  return change.purposes.empty() ? PurposeFate{} : change.purposes.front();
}

Value asked_again() {
  const Value less = with(before(), "/purposes/0/data_types", names({"litres"}));
  return raised(with(less, "/purposes/0/processing_version", integer_value(5)));
}

State said_yes(const std::string& person, const std::string& subject, std::int64_t version) {
  State state;
  state.subject.id = subject;
  state.subject.person = person;
  state.subject.begun = true;
  Choice choice;
  choice.purpose = "leak-hints";
  choice.kind = ChoiceKind::granted;
  choice.processing_version = version;
  choice.at = today;
  choice.until = today + 1'000;
  state.subject.choices = {choice};
  return state;
}

std::optional<std::int64_t> told_of(const std::vector<State>& states, Time now = today) {
  const Catalogue older = catalogue_of(before());
  const Catalogue newer = catalogue_of(asked_again());
  AskedAgain count(older, newer, now);
  for (const State& state : states) count.add(state);
  const auto told = count.told();
  BOOST_TEST(told.size() == 1u);
  return told.at("leak-hints");
}

std::vector<State> people(int count) {
  std::vector<State> states;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    states.push_back(said_yes("per-" + number, "sub-" + number, 4));
  }
  return states;
}

BOOST_AUTO_TEST_SUITE(a_change_of_catalogue)

BOOST_AUTO_TEST_CASE(the_same_document_again_is_no_next_version_L54) {
  const CatalogueChange change = change_to(before());
  BOOST_TEST(change.purposes.empty());
  BOOST_TEST(codes_of(change) == std::vector<std::string>{"catalogue_version_not_raised"},
             boost::test_tools::per_element());
  BOOST_TEST(!may_follow(change));
}

BOOST_AUTO_TEST_CASE(a_new_processing_version_asks_everybody_again_L54) {
  const CatalogueChange change = change_to(asked_again());
  BOOST_TEST((only(change).fate == Fate::asked_again));
  BOOST_TEST(only(change).processing == std::vector<std::string>{"data_types"},
             boost::test_tools::per_element());
  BOOST_TEST(only(change).words.empty());
  BOOST_TEST(may_follow(change));
}

BOOST_AUTO_TEST_CASE(other_processing_under_the_same_version_may_not_follow_L54) {
  const Value less = with(before(), "/purposes/0/data_types", names({"litres"}));
  const CatalogueChange change = change_to(raised(less));
  BOOST_TEST((only(change).fate == Fate::changed));
  BOOST_TEST(codes_of(change) == std::vector<std::string>{"processing_version_not_raised"},
             boost::test_tools::per_element());
  BOOST_TEST(!may_follow(change));
}

BOOST_AUTO_TEST_CASE(other_words_ask_nobody_again_L55) {
  const Value words = with(before(), "/purposes/0/title/en", text_value("Hints about a leak"));
  const Value next = raised(with(words, "/purposes/0/text_version", integer_value(10)));
  const CatalogueChange change = change_to(next);
  BOOST_TEST((only(change).fate == Fate::reworded));
  BOOST_TEST(only(change).words == std::vector<std::string>{"title"},
             boost::test_tools::per_element());
  BOOST_TEST(may_follow(change));
  const Catalogue older = catalogue_of(before());
  BOOST_TEST(AskedAgain(older, catalogue_of(next), today).told().empty());
}

BOOST_AUTO_TEST_CASE(what_else_differs_is_told_by_its_members) {
  const CatalogueChange change =
      change_to(raised(with(before(), "/purposes/0/active", boolean_value(false))));
  BOOST_TEST((only(change).fate == Fate::changed));
  BOOST_TEST(only(change).others == std::vector<std::string>{"active"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_order_of_members_is_no_difference) {
  Value turned = raised(before());
  Value& purpose = turned.items
                       .at(static_cast<std::size_t>(
                           std::find(turned.names.begin(), turned.names.end(), "purposes") -
                           turned.names.begin()))
                       .items.front();
  std::reverse(purpose.names.begin(), purpose.names.end());
  std::reverse(purpose.items.begin(), purpose.items.end());
  BOOST_TEST(change_to(turned).purposes.empty());
}

BOOST_AUTO_TEST_CASE(what_is_added_and_what_is_removed_is_told_L36) {
  Value rest = *before().find("purposes");
  rest.items.erase(rest.items.begin());
  // A service names the purpose, and would lead nowhere.
  const Value gone = raised(without(with(before(), "/purposes", rest), "/services"));
  const CatalogueChange removed = change_to(gone);
  BOOST_TEST((only(removed).fate == Fate::removed));
  const auto codes = codes_of(removed);
  BOOST_TEST((std::find(codes.begin(), codes.end(), "purpose_vanished") != codes.end()));
  const CatalogueChange added = catalogue_change(
      catalogue_of(gone), catalogue_of(with(before(), "/version", integer_value(9))));
  BOOST_TEST((only(added).fate == Fate::added));
}

BOOST_AUTO_TEST_CASE(a_draft_is_linted_as_what_is_signed_is_L34) {
  const Value mute = raised(without(before(), "/receipt"));
  const auto codes = codes_of(change_to(mute));
  BOOST_TEST((std::find(codes.begin(), codes.end(), "receipt_missing") != codes.end()));
}

BOOST_AUTO_TEST_CASE(a_group_is_told_from_its_least_size_on_L69) {
  BOOST_TEST(!told_of(people(0)));
  BOOST_TEST(!told_of(people(11)));
  BOOST_TEST(told_of(people(12)).value_or(0) == 12);
}

BOOST_AUTO_TEST_CASE(one_person_less_does_not_show_L87) {
  BOOST_TEST(told_of(people(23)).value_or(0) == 12);
  BOOST_TEST(told_of(people(22)).value_or(0) == 12);
  BOOST_TEST(told_of(people(25)).value_or(0) == 24);
}

BOOST_AUTO_TEST_CASE(a_person_counts_once_and_only_with_a_yes_that_holds) {
  std::vector<State> states = people(12);
  states.push_back(said_yes("per-0", "sub-second", 4));
  for (int i = 0; i < 20; ++i) {
    const std::string number = "other-" + std::to_string(i);
    states.push_back(said_yes(number, number, 3));  // of an earlier processing: asked already
    states.push_back(said_yes("", number + "-pool", 4));
    State gone = said_yes(number + "-gone", number + "-gone", 4);
    gone.subject.ended = true;
    states.push_back(gone);
    State no = said_yes(number + "-no", number + "-no", 4);
    no.subject.choices.front().kind = ChoiceKind::withdrawn;
    states.push_back(no);
  }
  BOOST_TEST(told_of(states).value_or(0) == 12);
  BOOST_TEST(!told_of(states, today + 1'000));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_publication)

Publication made_publication() {
  Publication out;
  out.catalogue = "telecom-se";
  out.version = "2026-12-01.1";
  out.version_number = 8;
  out.digest = "sha256:new";
  out.previous_digest = "sha256:old";
  out.published_at = today;
  out.in_force_from = today + 1;
  out.edited_by = {{"Eva@staff", "Eva Ek"}, {"bo", "Bo"}};
  out.approved_by = {"ann", "Ann"};
  out.published_by = {"Eva@staff", "Eva Ek"};
  return out;
}

BOOST_AUTO_TEST_CASE(it_reads_back_as_it_was_written) {
  const auto read = publication_from(to_value(made_publication()), "");
  BOOST_REQUIRE(read);
  BOOST_TEST((*read == made_publication()));
}

BOOST_AUTO_TEST_CASE(its_event_is_of_no_person_and_changes_no_answer) {
  const Event event = published_event(
      made_publication(), statement_link(sha256(canonical(to_value(made_publication())))), 3);
  BOOST_TEST((party_of(event) == Party::subscriber));
  BOOST_TEST(event.subscriber == "catalogue:telecom-se");
  BOOST_TEST(event.person.empty());
  BOOST_TEST(event.link.size() == 64u);
  const auto read = event_from(to_value(event), "");
  BOOST_REQUIRE(read);
  BOOST_TEST((*read == event));
  State state = apply(State(), event);
  BOOST_TEST(state.subscriber.sequence == 3u);
  state.subscriber.sequence = 0;
  state.subscriber.id.clear();
  BOOST_TEST(to_value(state) == to_value(State()));
  BOOST_TEST(to_value(apply(employee(), event)) == to_value(employee()));
}

BOOST_AUTO_TEST_CASE(nobody_publishes_by_an_act) {
  Act act;
  act.kind = EventKind::published;
  for (const Actor& actor : {erik(), karin(), customer_service(), import(), provisioning()}) {
    BOOST_TEST(verdict(act, employee(), actor) == Code::door_not_permitted);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
