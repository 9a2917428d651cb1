#include "store/seal_rows.hpp"

#include "store/event_tables.hpp"
#include "store/name_tables.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// Hands each row of a question on; false when one could not be copied.
template <typename Copy>
bool copy_rows(Connection& connection, const char* sql, Copy copy) {
  Query query(connection, sql);
  Step step = query.step();
  for (; step == Step::row; step = query.step()) {
    if (!copy(query)) return false;
  }
  return step == Step::done;
}

bool seal_events(Connection& connection, PartyKeys& keys) {
  return copy_rows(connection,
                   "SELECT position, party, subject, person, subscriber, bytes, salt "
                   "FROM clear_events ORDER BY position",
                   [&](const Query& row) {
                     return write_event(connection, keys, row.integer(0),
                                        {static_cast<Party>(row.integer(1)),
                                         row.bytes(2),
                                         row.bytes(3),
                                         row.bytes(4),
                                         row.bytes(5),
                                         row.bytes(6),
                                         false,
                                         {}});
                   });
}

bool seal_names(Connection& connection, PartyKeys& keys) {
  return copy_rows(connection, "SELECT id, name FROM clear_subscribers",
                   [&](const Query& row) {
                     return write_subscriber(connection, keys, row.bytes(0), row.bytes(1));
                   }) &&
         copy_rows(connection, "SELECT id, issuer, sub, name FROM clear_persons",
                   [&](const Query& row) {
                     return write_person(connection, keys,
                                         {row.bytes(0), row.bytes(1), row.bytes(2), row.bytes(3)});
                   }) &&
         copy_rows(connection,
                   "SELECT link, kind, value, subject, from_ms, until_ms FROM clear_identifiers",
                   [&](const Query& row) {
                     return write_identifier(connection, keys,
                                             {row.bytes(0), row.bytes(1), row.bytes(2),
                                              row.bytes(3), row.integer(4), row.integer(5)});
                   });
}

/// Whom an answer of before is about was not kept beside it: its sender, as far as it was a person.
bool seal_answers(Connection& connection, PartyKeys& keys) {
  return copy_rows(connection, "SELECT actor, submission_id, digest, answer FROM clear_submissions",
                   [&](const Query& row) {
                     const std::string actor = row.bytes(0);
                     const auto owner = keys.find(Party::person, actor);
                     return owner &&
                            write_answer(
                                connection,
                                seal_answer(keys, AnswerWords(), {owner->number, owner->key}, actor,
                                            row.bytes(1), {row.bytes(2), row.bytes(3)}));
                   });
}

}  // namespace

bool seal_rows(Connection& connection, PartyKeys& keys) {
  return seal_events(connection, keys) && seal_names(connection, keys) &&
         seal_answers(connection, keys) &&
         connection.run("INSERT INTO sealed_with VALUES (1, ?, 0)", {Blob{keys.name()}});
}

}  // namespace samtycke::server
