/// Every input has an answer: an event or an act of any shape, on any state, and a submission in
/// whatever order its members stand.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

#include "core/evaluate.hpp"
#include "story.hpp"

namespace samtycke {
namespace {

using made::in_every_story;
using made::Move;
using made::Moves;
using made::Story;

/// A text that might stand anywhere: often one that means something somewhere.
std::string any_text() {
  static const std::vector<std::string> texts = {"",
                                                 "sub-erik-bjork",
                                                 "prs-erik",
                                                 "prs-karin",
                                                 "sbr-bjork",
                                                 "sub-other",
                                                 "contact-sms",
                                                 "traffic-offers-personal",
                                                 "no-such-purpose",
                                                 "*",
                                                 "sv",
                                                 "switch",
                                                 "19121212-1212",
                                                 "lnk-1",
                                                 "2026-11-24.1"};
  return *rc::gen::elementOf(texts);
}

template <typename Enum>
Enum any_of(std::size_t count) {
  return static_cast<Enum>(*rc::gen::inRange<std::size_t>(0, count));
}

std::optional<Time> any_time() {
  const std::vector<std::optional<Time>> times = {std::nullopt, Time{0},         made::today - 1,
                                                  made::today,  made::today + 1, time_max};
  return *rc::gen::elementOf(times);
}

Evidence any_evidence() {
  return {any_text(),
          any_text(),
          *rc::gen::inRange<std::int64_t>(-1, 3),
          *rc::gen::inRange<std::int64_t>(-1, 3),
          any_text(),
          any_text(),
          any_text(),
          any_text(),
          any_text(),
          any_text(),
          any_time(),
          any_time()};
}

Event any_event() {
  Event event;
  event.kind = any_of<EventKind>(std::size(event_kind_names));
  event.subject = any_text();
  event.person = any_text();
  event.subscriber = any_text();
  event.purpose = any_text();
  event.door = any_of<Door>(std::size(door_names));
  event.at = any_time().value_or(made::today);
  event.sequence = *rc::gen::inRange<std::uint64_t>(0, 5);
  event.evidence = any_evidence();
  event.from = any_time();
  event.until = any_time();
  event.subscriber_kind = SubscriberKind::sole_trader;
  event.age_13_at = any_time();
  return event;
}

Act any_act() {
  Act act;
  act.kind = any_of<EventKind>(std::size(event_kind_names));
  act.purpose = any_text();
  act.several_purposes = *rc::gen::inRange(0, 8) == 0;
  act.roles =
      std::vector<Role>(*rc::gen::inRange<std::size_t>(0, 3), any_of<Role>(std::size(role_names)));
  act.evidence = any_evidence();
  if (*rc::gen::arbitrary<bool>()) act.sequence = *rc::gen::inRange<std::uint64_t>(0, 4);
  if (*rc::gen::inRange(0, 6) == 0) act.fault = Error{Code::unknown_member, "/changes/0/x"};
  act.subject = any_text();
  act.person = any_text();
  act.subscriber = any_text();
  act.link = any_text();
  if (*rc::gen::arbitrary<bool>()) act.subscriber_kind = SubscriberKind::company;
  if (*rc::gen::arbitrary<bool>()) act.identifier_kind = IdentifierKind::msisdn;
  act.from = any_time();
  act.until = any_time();
  act.age_13_at = any_time();
  return act;
}

Actor any_actor() {
  return {any_text(), any_of<Role>(std::size(role_names)), any_of<Door>(std::size(door_names)),
          any_text()};
}

State any_state() {
  return *rc::gen::element(State{}, made::employee(), made::sole_trader(), made::pool_sim(),
                           made::allowed(made::offers));
}

/// The value with the members of each object in another order.
Value shuffled(Value value, std::mt19937& engine) {
  for (Value& item : value.items) item = shuffled(std::move(item), engine);
  if (!value.is(Value::Type::object)) return value;
  std::vector<std::size_t> order(value.names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::shuffle(order.begin(), order.end(), engine);
  Value out = object_value();
  for (const std::size_t i : order) add(out, value.names[i], value.items[i]);
  return out;
}

/// The value as a text, its members in the order in which they stand.
std::string as_it_stands(const Value& value) {
  const bool object = value.is(Value::Type::object);
  if (!object && !value.is(Value::Type::array)) return canonical(value);
  std::string out;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ',';
    if (object) out += canonical(text_value(value.names[i])) + ":";
    out += as_it_stands(value.items[i]);
  }
  return object ? "{" + out + "}" : "[" + out + "]";
}

BOOST_AUTO_TEST_SUITE(totality)

BOOST_AUTO_TEST_CASE(any_event_has_a_state_and_only_a_grant_gives_a_right) {
  BOOST_TEST(rc::check("apply is total", [] {
    State state = any_state();
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
      const Event event = any_event();
      const State after = apply(state, event);
      RC_ASSERT(after == apply(state, event));
      for (const Choice& choice : after.subject.choices) {
        if (choice.kind != ChoiceKind::granted) continue;
        const Choice* before = find_choice(state.subject, choice.purpose);
        const bool had = before != nullptr && before->kind == ChoiceKind::granted;
        RC_ASSERT(had || event.kind == EventKind::granted);
      }
      state = after;
    }
  }));
}

BOOST_AUTO_TEST_CASE(any_act_by_anybody_becomes_numbered_events_or_has_a_code) {
  BOOST_TEST(rc::check("accept is total", [] {
    const State state = any_state();
    const bool readable = *rc::gen::inRange(0, 8) != 0;
    const Circumstances circumstances{readable ? &made::demo() : nullptr,
                                      *rc::gen::arbitrary<bool>(), made::today, sha256};
    const auto events = accept(any_act(), circumstances, state, any_actor());
    if (!events) {
      RC_ASSERT(events.error().code != Code::accepted);
      return;
    }
    RC_ASSERT(events->size() == 1 || events->size() == 2);
    for (const Event& event : *events) {
      RC_ASSERT(event.at == made::today);
      RC_ASSERT(event.sequence > 0);
    }
  }));
}

BOOST_AUTO_TEST_CASE(the_order_of_the_members_of_a_submission_decides_nothing) {
  const std::string catalogue =
      R"({"call":"catalogue","signed":true,"catalogue":)" + canonical(made::demo_document()) + "}";
  BOOST_TEST(in_every_story("order of members", [&](Story& story, const Moves& moves) {
    for (const Move& move : moves) story.play(move);
    const EventKind choice = *rc::gen::element(EventKind::granted, EventKind::withdrawn);
    Value submission = made::submission_value(made::employee(), made::offers, choice);
    made::add_change(submission, "contact-sms", EventKind::granted);
    if (*rc::gen::arbitrary<bool>()) add_text(submission, "ip", "192.0.2.1");
    std::mt19937 engine(*rc::gen::arbitrary<unsigned>());
    Value request = object_value();
    add_text(request, "call", "judge");
    add(request, "state", to_value(story.state()));
    add_text(request, "now", format_time(made::today));
    add(request, "actor", made::json_of(R"({"person":"prs-erik","role":"user","door":"page"})"));
    add(request, "submission", submission);
    // As it is sent: `canonical` would put them in order again.
    const auto answer = [&](const Value& sent) {
      Loaded loaded;
      const auto first = evaluate("", catalogue, loaded, sha256);
      return evaluate(first.carried, as_it_stands(sent), loaded, sha256).answer;
    };
    RC_ASSERT(answer(request) == answer(shuffled(request, engine)));
  }));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
