/// What the tests of the core are made of: two catalogues, a few people, and the acts that nothing
/// is wrong with. A test takes one of them and breaks the one thing it is about.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "core/accept.hpp"
#include "core/decide.hpp"
#include "core/submission.hpp"

namespace samtycke {

std::ostream& operator<<(std::ostream& out, Code code);
std::ostream& operator<<(std::ostream& out, const Error& error);
std::ostream& operator<<(std::ostream& out, EventKind kind);
std::ostream& operator<<(std::ostream& out, const Value& value);
std::ostream& operator<<(std::ostream& out, const State& state);

namespace made {

/// The whole file; a missing one throws, so that its test fails.
std::string bytes_of(const std::string& path);
Value json_of(std::string_view text);

/// The time a text names; anything else throws.
Time at(std::string_view text);
extern const Time today;  // 2026-11-24T08:00:00.000Z

/// The seed's catalogue with every traffic purpose in force, as the demo has it.
const Value& demo_document();
const Catalogue& demo();
/// Other ids, texts, groups and figures, and `leak-hints`, which needs the user's yes alone.
const Value& second_document();
const Catalogue& second();
/// The second one with what receipts need.
const Value& telling_document();
Catalogue catalogue_of(const Value& document);

/// The document with the member at the pointer set, added or taken out. The pointer's parent must
/// be there; `-` is the place behind an array's last item.
Value with(Value document, std::string_view place, Value value);
Value without(Value document, std::string_view place);

/// The demo's purpose that most tests use: both parties, marketing.
constexpr std::string_view offers = "traffic-offers-personal";

Circumstances circumstances(Time now = today, const Catalogue& catalogue = demo());

// People of Björk & Co AB: Erik is a user, Karin its administrator. Olle is a sole trader.
Actor erik();
Actor karin();
Actor olle();
Actor customer_service();
Actor import();
Actor provisioning();
Actor at_gates(std::string_view person);

/// Erik's relation begun, Karin's mandate given; nobody has chosen anything.
State employee();
State sole_trader();
/// A SIM in a pool: a relation without a person.
State pool_sim();

/// A grant that `accept` has nothing against.
Act grant(const State& state, std::string_view purpose, Time now = today,
          const Catalogue& catalogue = demo());
/// A stop with nothing but its kind and its purpose.
Act stop(EventKind kind, std::string_view purpose);
Act gate(EventKind kind, std::string_view purpose, std::string_view subscriber = "sbr-bjork");

/// What `accept` answers: `accepted`, or why not.
Code verdict(const Act& act, const State& state, const Actor& actor,
             const Circumstances& circumstances = made::circumstances());
/// The state after an act that must be accepted; throws when it is not.
State after(State state, const Act& act, const Actor& actor, Time now = today,
            const Catalogue& catalogue = demo());

// Shortcuts of `after` by Erik and Karin.
State granted(State state, std::string_view purpose, Time now = today,
              const Catalogue& catalogue = demo());
State withdrawn(State state, std::string_view purpose, Time now = today,
                const Catalogue& catalogue = demo());
State opened(State state, std::string_view purpose, Time now = today,
             const Catalogue& catalogue = demo());
State closed(State state, std::string_view purpose, Time now = today,
             const Catalogue& catalogue = demo());

/// Erik's yes behind an open gate, a day before today: everything is allowed.
State allowed(std::string_view purpose, const Catalogue& catalogue = demo());

/// A question that only the person can be a reason to deny.
Question question(std::string_view purpose, const Catalogue& catalogue = demo());
Code reason(const Question& question, const State& state, Time now = today,
            const Catalogue& catalogue = demo());

/// The submission a page sends, as its JSON: change it and read it with `submission_from`.
Value submission_value(const State& state, std::string_view purpose, EventKind choice,
                       Time now = today, const Catalogue& catalogue = demo());
/// One more change of the same kind of purpose in it.
void add_change(Value& submission, std::string_view purpose, EventKind choice,
                const Catalogue& catalogue = demo());

}  // namespace made
}  // namespace samtycke
