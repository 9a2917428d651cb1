#include "store/event_tables.hpp"

#include <algorithm>

#include "identity/sealed.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// What is bound into the seal: an event opens at its own place alone.
std::string seal_of(std::int64_t position) { return "event " + std::to_string(position); }

std::string_view owner_id(const StoredEvent& event) {
  switch (event.party) {
    case Party::subject:
      return event.subject;
    case Party::person:
      return event.person;
    case Party::subscriber:
      break;
  }
  return event.subscriber;
}

struct Sealed {
  std::int64_t position = 0;
  std::int64_t party = 0;
  std::int64_t numbers[3] = {};  // of subject, person, subscriber
  std::string bytes;
};

Sealed sealed_in(const Query& row) {
  Sealed sealed{row.integer(0), row.integer(1), {}, row.bytes(5)};
  for (int i = 0; i < 3; ++i) sealed.numbers[i] = row.integer(2 + i);
  return sealed;
}

void read_sealed(const Query& row, std::vector<Sealed>& rows) { rows.push_back(sealed_in(row)); }

/// Salt and bytes; nothing when they are not what was sealed there.
std::optional<StoredEvent> opened(const Sealed& sealed, std::string_view key) {
  const auto shown = unsealed_bytes(key, seal_of(sealed.position), sealed.bytes);
  if (!shown || shown->size() < salt_size) return std::nullopt;
  StoredEvent event;
  event.party = static_cast<Party>(sealed.party);
  event.salt = shown->substr(0, salt_size);
  event.bytes = shown->substr(salt_size);
  return event;
}

/// Nothing when the keys cannot be read, or the seal is broken.
std::optional<StoredEvent> event_of(const Sealed& sealed, PartyKeys& keys) {
  if (sealed.party < 0 || sealed.party > 2) return std::nullopt;
  const auto owner = keys.find(sealed.numbers[sealed.party]);
  if (!owner) return std::nullopt;
  if (owner->id.empty()) {
    StoredEvent erased;
    erased.party = static_cast<Party>(sealed.party);
    erased.is_erased = true;
    erased.unkeyed.push_back(sealed.numbers[sealed.party]);
    return erased;
  }
  auto event = opened(sealed, owner->key);
  if (!event) return std::nullopt;
  std::string* const ids[] = {&event->subject, &event->person, &event->subscriber};
  for (int i = 0; i < 3; ++i) {
    auto party = keys.find(sealed.numbers[i]);
    if (!party) return std::nullopt;
    if (party->id.empty() && sealed.numbers[i] != 0) event->unkeyed.push_back(sealed.numbers[i]);
    *ids[i] = std::move(party->id);
  }
  return event;
}

/// The ids behind a query's numbers, sorted, but for those that were erased.
std::optional<std::vector<std::string>> ids_of(Connection& connection, PartyKeys& keys,
                                               const char* sql, std::initializer_list<Bound> by) {
  const auto numbers = rows_of<std::vector<std::int64_t>>(
      connection, sql, by,
      [](const Query& row, std::vector<std::int64_t>& found) { found.push_back(row.integer(0)); });
  if (!numbers) return std::nullopt;
  std::vector<std::string> ids;
  for (const std::int64_t number : *numbers) {
    auto found = keys.find(number);
    if (!found) return std::nullopt;
    if (!found->id.empty()) ids.push_back(std::move(found->id));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

bool are_sealed_with(Connection& connection, const PartyKeys& keys) {
  const auto name =
      rows_of<std::string>(connection, "SELECT keys_name FROM sealed_with", {},
                           [](const Query& row, std::string& found) { found = row.bytes(0); });
  return name == keys.name();
}

bool head_agrees(Connection& connection) {
  Query query(connection,
              "SELECT (SELECT count FROM head) IS "
              "(SELECT ifnull(max(position), -1) + 1 FROM events)");
  return query.step() == Step::row && query.integer(0) == 1;
}

std::optional<std::uint64_t> read_count(Connection& connection) {
  return rows_of<std::uint64_t>(connection, "SELECT count FROM head", {},
                                [](const Query& row, std::uint64_t& count) {
                                  count = static_cast<std::uint64_t>(row.integer(0));
                                });
}

std::optional<StoredEvent> event_in(const Query& row, PartyKeys& keys) {
  return event_of(sealed_in(row), keys);
}

bool write_event(Connection& connection, PartyKeys& keys, std::int64_t position,
                 const StoredEvent& event) {
  const auto subject = keys.find_or_make(Party::subject, event.subject);
  const auto person = keys.find_or_make(Party::person, event.person);
  const auto subscriber = keys.find_or_make(Party::subscriber, event.subscriber);
  const auto owner = keys.find(event.party, owner_id(event));
  if (!subject || !person || !subscriber || !owner || owner->number == 0) return false;
  const std::string sealed = sealed_bytes(owner->key, seal_of(position), event.salt + event.bytes);
  return connection.run("INSERT INTO events VALUES (?,?,?,?,?,?)",
                        {position, static_cast<std::int64_t>(event.party), subject->number,
                         person->number, subscriber->number, Blob{sealed}});
}

namespace {

std::optional<std::vector<Sealed>> rows_about(Connection& connection, Party party,
                                              std::int64_t number, std::int64_t before) {
  constexpr const char* by_party[] = {
      "SELECT position, party, subject, person, subscriber, sealed FROM events "
      "WHERE subject = ? AND party = 0 AND position < ? ORDER BY position",
      "SELECT position, party, subject, person, subscriber, sealed FROM events "
      "WHERE person = ? AND party = 1 AND position < ? ORDER BY position",
      "SELECT position, party, subject, person, subscriber, sealed FROM events "
      "WHERE subscriber = ? AND party = 2 AND position < ? ORDER BY position"};
  return rows_of<std::vector<Sealed>>(connection, by_party[static_cast<std::size_t>(party)],
                                      {number, before}, read_sealed);
}

}  // namespace

std::optional<std::vector<PlacedEvent>> read_events_with(Connection& connection, Party party,
                                                         const PartyKey& key,
                                                         std::uint64_t before) {
  std::vector<PlacedEvent> events;
  if (key.number == 0) return events;
  const auto rows = rows_about(connection, party, key.number, static_cast<std::int64_t>(before));
  if (!rows) return std::nullopt;
  for (const Sealed& row : *rows) {
    auto event = opened(row, key.key);
    if (!event) return std::nullopt;
    events.push_back({static_cast<std::uint64_t>(row.position), std::move(event->bytes),
                      std::move(event->salt)});
  }
  return events;
}

std::optional<std::vector<PlacedEvent>> read_placed_events_of(Connection& connection,
                                                              PartyKeys& keys, Party party,
                                                              std::string_view id,
                                                              std::uint64_t before) {
  const auto owner = keys.find(party, id);
  if (!owner) return std::nullopt;
  return read_events_with(connection, party, *owner, before);
}

std::optional<std::vector<std::string>> read_events_of(Connection& connection, PartyKeys& keys,
                                                       Party party, std::string_view id,
                                                       std::uint64_t before) {
  auto placed = read_placed_events_of(connection, keys, party, id, before);
  if (!placed) return std::nullopt;
  std::vector<std::string> events;
  for (PlacedEvent& event : *placed) events.push_back(std::move(event.bytes));
  return events;
}

std::optional<std::vector<std::string>> read_parties_naming(Connection& connection, PartyKeys& keys,
                                                            Party party, std::string_view person) {
  const char* sql = party == Party::subject
                        ? "SELECT DISTINCT subject FROM events WHERE person = ? AND party = 0"
                        : "SELECT DISTINCT subscriber FROM events WHERE person = ? AND party = 2";
  const auto named = keys.find(Party::person, person);
  if (!named) return std::nullopt;
  if (named->number == 0) return std::vector<std::string>();
  return ids_of(connection, keys, sql, {named->number});
}

std::optional<std::vector<StoredEvent>> read_events(Connection& connection, PartyKeys& keys,
                                                    std::uint64_t from, std::uint64_t until) {
  const auto rows = rows_of<std::vector<Sealed>>(
      connection,
      "SELECT position, party, subject, person, subscriber, sealed FROM events "
      "WHERE position >= ? AND position < ? ORDER BY position",
      {static_cast<std::int64_t>(from), static_cast<std::int64_t>(until)}, read_sealed);
  if (!rows) return std::nullopt;
  std::vector<StoredEvent> events;
  for (const Sealed& row : *rows) {
    auto event = event_of(row, keys);
    if (!event) return std::nullopt;
    events.push_back(std::move(*event));
  }
  return events;
}

}  // namespace samtycke::server
