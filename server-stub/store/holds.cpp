#include "store/holds.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "core/json.hpp"
#include "identity/sealed.hpp"
#include "identity/secrets.hpp"
#include "store/event_tables.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view purpose = "hold";

struct HeldRow {
  std::int64_t subject = 0;
  std::string sealed;
};

struct Claim {
  std::int64_t number = 0;
  Party kind = Party::subject;
};

/// A hold is found after the name it is about has gone.
std::string hold_lookup(const PartyKeys& keys, std::string_view subject) {
  return keyed_hash(keys.lookup_key(), "hold " + std::string(subject));
}

std::optional<HeldRow> row_of(Connection& connection, const PartyKeys& keys,
                              std::string_view subject) {
  const std::string by_id = hold_lookup(keys, subject);
  return rows_of<HeldRow>(connection, "SELECT subject, sealed FROM holds WHERE by_id = ?",
                          {Blob{by_id}}, [](const Query& row, HeldRow& held) {
                            held = {row.integer(0), row.bytes(1)};
                          });
}

std::optional<std::vector<Claim>> claims_of(Connection& connection, std::int64_t subject) {
  return rows_of<std::vector<Claim>>(
      connection, "SELECT number, kind FROM claims WHERE subject = ?", {subject},
      [](const Query& row, std::vector<Claim>& claims) {
        claims.push_back({row.integer(0), static_cast<Party>(row.integer(1))});
      });
}

std::string sealed_hold(const Hold& hold, std::string_view key) {
  Value out = object_value();
  add_text(out, "reason", hold.reason);
  add(out, "since_ms", integer_value(hold.since));
  return sealed_bytes(key, purpose, canonical(out));
}

std::optional<Hold> opened_hold(const HeldRow& row, std::string_view key) {
  const auto bytes = unsealed_bytes(key, purpose, row.sealed);
  if (!bytes) return std::nullopt;
  const auto value = read_json(*bytes);
  if (!value) return std::nullopt;
  const Value* reason = value->find("reason");
  const Value* since = value->find("since_ms");
  if (reason == nullptr || since == nullptr) return std::nullopt;
  return Hold{reason->text, since->integer, false};
}

}  // namespace

bool write_hold(Connection& connection, PartyKeys& keys, std::string_view subject,
                const Hold& hold) {
  const auto key = keys.find(Party::subject, subject);
  if (!key || key->number == 0) return false;
  const std::string by_id = hold_lookup(keys, subject);
  const std::string sealed = sealed_hold(hold, key->key);
  return connection.run("INSERT OR REPLACE INTO holds VALUES (?,?,?)",
                        {key->number, Blob{by_id}, Blob{sealed}});
}

std::optional<std::optional<Hold>> read_hold(Connection& connection, PartyKeys& keys,
                                             std::string_view subject) {
  const auto row = row_of(connection, keys, subject);
  if (!row) return std::nullopt;
  if (row->subject == 0) return std::optional<Hold>();
  const auto party = keys.find(row->subject);
  if (!party) return std::nullopt;
  const bool is_erased = party->id.empty();
  const auto key = is_erased ? keys.claimed_key(row->subject) : std::optional(party->key);
  if (!key) return std::nullopt;
  // Erased before it was held, by another copy of this database: nothing of it is left.
  if (key->empty()) return std::optional<Hold>();
  auto hold = opened_hold(*row, *key);
  if (!hold) return std::nullopt;
  hold->is_erased = is_erased;
  return hold;
}

bool remove_hold(Connection& connection, const PartyKeys& keys, std::string_view subject) {
  const auto row = row_of(connection, keys, subject);
  return row && connection.run("DELETE FROM claims WHERE subject = ?", {row->subject}) &&
         connection.run("DELETE FROM holds WHERE subject = ?", {row->subject});
}

bool write_claim(Connection& connection, Party kind, std::int64_t number, std::int64_t subject) {
  return connection.run("INSERT OR IGNORE INTO claims VALUES (?,?,?)",
                        {number, static_cast<std::int64_t>(kind), subject});
}

std::optional<std::vector<PlacedEvent>> read_claimed_events(Connection& connection, PartyKeys& keys,
                                                            std::string_view subject) {
  std::vector<PlacedEvent> events;
  const auto row = row_of(connection, keys, subject);
  if (!row) return std::nullopt;
  const auto claims = claims_of(connection, row->subject);
  if (!claims) return std::nullopt;
  for (const Claim& claim : *claims) {
    const auto key = keys.claimed_key(claim.number);
    if (!key) return std::nullopt;
    if (key->empty()) continue;
    auto some = read_events_with(connection, claim.kind, {claim.number, *key},
                                 std::numeric_limits<std::int64_t>::max());
    if (!some) return std::nullopt;
    std::move(some->begin(), some->end(), std::back_inserter(events));
  }
  std::sort(events.begin(), events.end(),
            [](const PlacedEvent& a, const PlacedEvent& b) { return a.position < b.position; });
  return events;
}

bool finish_claims(Connection& connection, PartyKeys& keys) {
  const auto kept = rows_of<std::vector<std::int64_t>>(
      connection, "SELECT number FROM claims", {},
      [](const Query& row, std::vector<std::int64_t>& all) { all.push_back(row.integer(0)); });
  return kept && keys.release_all_but(*kept);
}

}  // namespace samtycke::server
