#include "store/name_tables.hpp"

#include "core/json.hpp"
#include "core/tree.hpp"
#include "identity/sealed.hpp"
#include "identity/secrets.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// Several texts as one that says where each ends.
std::string joined(std::initializer_list<std::string_view> texts) {
  Value list = array_value();
  for (const std::string_view text : texts) list.items.push_back(text_value(text));
  return canonical(list);
}

std::optional<std::vector<std::string>> parted(std::string_view text, std::size_t count) {
  auto list = read_json(text);
  if (!list || list->items.size() != count) return std::nullopt;
  std::vector<std::string> texts;
  for (Value& item : list->items) texts.push_back(std::move(item.text));
  return texts;
}

std::string lookup(const PartyKeys& keys, std::initializer_list<std::string_view> texts) {
  return keyed_hash(keys.lookup_key(), joined(texts));
}

/// A row as it stands: whom it is about, and what was sealed.
struct Row {
  std::int64_t number = 0;
  std::string sealed;
  Time from = 0;
  Time until = 0;
};

/// What a row says; nothing when its seal is broken. An empty text: whom it was about is erased.
std::optional<std::string> shown(const Row& row, PartyKeys& keys, std::string_view purpose) {
  const auto owner = keys.find(row.number);
  if (!owner) return std::nullopt;
  if (row.number == 0) return unsealed_bytes(keys.common_key(), purpose, row.sealed);
  if (owner->id.empty()) return std::string();
  return unsealed_bytes(owner->key, purpose, row.sealed);
}

std::optional<Row> one_row(Connection& connection, const char* sql,
                           std::initializer_list<Bound> values) {
  return rows_of<Row>(connection, sql, values, [](const Query& row, Row& found) {
    found.number = row.integer(0);
    found.sealed = row.bytes(1);
  });
}

std::optional<KnownPerson> person_of(const std::optional<Row>& row, PartyKeys& keys) {
  if (!row) return std::nullopt;
  if (row->sealed.empty()) return KnownPerson{};
  const auto text = shown(*row, keys, "person");
  if (!text) return std::nullopt;
  if (text->empty()) return KnownPerson{};
  auto parts = parted(*text, 4);
  if (!parts) return std::nullopt;
  return KnownPerson{(*parts)[0], (*parts)[1], (*parts)[2], (*parts)[3]};
}

}  // namespace

bool write_subscriber(Connection& connection, PartyKeys& keys, std::string_view id,
                      std::string_view name) {
  const auto key = keys.find_or_make(Party::subscriber, id);
  if (!key) return false;
  const std::string sealed = sealed_bytes(key->key, "subscriber", name);
  return connection.run(
      "INSERT INTO subscribers VALUES (?,?) "
      "ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed",
      {key->number, Blob{sealed}});
}

std::optional<std::string> read_subscriber(Connection& connection, PartyKeys& keys,
                                           std::string_view id) {
  const auto key = keys.find(Party::subscriber, id);
  if (!key) return std::nullopt;
  if (key->number == 0) return std::string();
  const auto row =
      one_row(connection, "SELECT number, sealed FROM subscribers WHERE number = ?", {key->number});
  if (!row) return std::nullopt;
  return row->sealed.empty() ? std::string() : shown(*row, keys, "subscriber");
}

bool write_person(Connection& connection, PartyKeys& keys, const KnownPerson& person) {
  const auto key = keys.find_or_make(Party::person, person.id);
  if (!key) return false;
  const std::string by_sub = lookup(keys, {"person", person.issuer, person.sub});
  const std::string sealed =
      sealed_bytes(key->key, "person", joined({person.id, person.issuer, person.sub, person.name}));
  return connection.run(
      "INSERT INTO persons VALUES (?,?,?) ON CONFLICT (number) DO UPDATE "
      "SET by_sub = excluded.by_sub, sealed = excluded.sealed",
      {key->number, Blob{by_sub}, Blob{sealed}});
}

std::optional<KnownPerson> read_person(Connection& connection, PartyKeys& keys,
                                       std::string_view id) {
  const auto key = keys.find(Party::person, id);
  if (!key) return std::nullopt;
  return person_of(
      one_row(connection, "SELECT number, sealed FROM persons WHERE number = ?", {key->number}),
      keys);
}

std::optional<KnownPerson> read_person_by_sub(Connection& connection, PartyKeys& keys,
                                              std::string_view issuer, std::string_view sub) {
  const std::string by_sub = lookup(keys, {"person", issuer, sub});
  return person_of(
      one_row(connection, "SELECT number, sealed FROM persons WHERE by_sub = ?", {Blob{by_sub}}),
      keys);
}

std::string identifier_lookup(const PartyKeys& keys, std::string_view kind,
                              std::string_view value) {
  return lookup(keys, {"identifier", kind, value});
}

bool write_identifier(Connection& connection, PartyKeys& keys, const Identifier& identifier) {
  const auto subject = keys.find_or_make(Party::subject, identifier.subject);
  if (!subject || subject->number == 0) return false;
  const std::string by_link = lookup(keys, {"link", identifier.link});
  const std::string by_value = identifier_lookup(keys, identifier.kind, identifier.value);
  const std::string sealed = sealed_bytes(
      subject->key, "identifier", joined({identifier.link, identifier.kind, identifier.value}));
  return connection.run("INSERT INTO identifiers VALUES (?,?,?,?,?,?)",
                        {Blob{by_link}, Blob{by_value}, subject->number, Blob{sealed},
                         identifier.from, identifier.until});
}

bool end_identifier(Connection& connection, PartyKeys& keys, std::string_view link, Time until) {
  const std::string by_link = lookup(keys, {"link", link});
  return connection.run("UPDATE identifiers SET until_ms = min(until_ms, ?) WHERE by_link = ?",
                        {until, Blob{by_link}});
}

std::optional<std::vector<Identifier>> read_identifiers(Connection& connection, PartyKeys& keys,
                                                        std::string_view kind,
                                                        std::string_view value) {
  const std::string by_value = identifier_lookup(keys, kind, value);
  const auto rows = rows_of<std::vector<Row>>(
      connection,
      "SELECT subject, sealed, from_ms, until_ms FROM identifiers WHERE by_value = ? "
      "ORDER BY from_ms, by_link",
      {Blob{by_value}}, [](const Query& row, std::vector<Row>& found) {
        found.push_back({row.integer(0), row.bytes(1), row.integer(2), row.integer(3)});
      });
  if (!rows) return std::nullopt;
  std::vector<Identifier> identifiers;
  for (const Row& row : *rows) {
    const auto text = shown(row, keys, "identifier");
    const auto subject = keys.find(row.number);
    if (!text || !subject) return std::nullopt;
    if (text->empty()) continue;
    auto parts = parted(*text, 3);
    if (!parts) return std::nullopt;
    identifiers.push_back(
        {(*parts)[0], (*parts)[1], (*parts)[2], subject->id, row.from, row.until});
  }
  return identifiers;
}

std::string answer_lookup(const PartyKeys& keys, std::string_view actor,
                          std::string_view submission_id) {
  return lookup(keys, {"submission", actor, submission_id});
}

std::optional<std::optional<Answered>> answer_in(PartyKeys& keys, const AnswerWords& words,
                                                 std::int64_t owner, std::string sealed) {
  const auto text = shown({owner, std::move(sealed)}, keys, "answer");
  if (!text) return std::nullopt;
  if (text->size() < digest_size) return std::optional<Answered>();
  auto answer = words.whole(std::string_view(*text).substr(digest_size));
  if (!answer) return std::nullopt;
  return Answered{text->substr(0, digest_size), std::move(*answer)};
}

SealedAnswer seal_answer(const PartyKeys& keys, const AnswerWords& words, const AnswerOwner& owner,
                         std::string_view actor, std::string_view submission_id,
                         const Answered& answered) {
  const std::string& key = owner.number == 0 ? keys.common_key() : owner.key;
  return {answer_lookup(keys, actor, submission_id), owner.number,
          sealed_bytes(key, "answer", answered.digest + words.shortened(answered.answer))};
}

bool write_answer(Connection& connection, const SealedAnswer& answer) {
  return connection.run("INSERT INTO submissions VALUES (?,?,?)",
                        {Blob{answer.by_id}, answer.owner, Blob{answer.bytes}});
}

std::optional<std::optional<Answered>> read_answer(Connection& connection, PartyKeys& keys,
                                                   const AnswerWords& words, std::string_view actor,
                                                   std::string_view submission_id) {
  const std::string by_id = answer_lookup(keys, actor, submission_id);
  auto row =
      one_row(connection, "SELECT owner, sealed FROM submissions WHERE by_id = ?", {Blob{by_id}});
  if (!row) return std::nullopt;
  if (row->sealed.empty()) return std::optional<Answered>();
  return answer_in(keys, words, row->number, std::move(row->sealed));
}

}  // namespace samtycke::server
