#include "store/schema.hpp"

#include <string>

#include "store/party_keys.hpp"
#include "store/seal_rows.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

/// The events: numbered without a gap, never changed, never thinned; triggers hold that against
/// ourselves. What names people or numbers stands beside them in tables that can be erased.
///
/// `party` is the one an event belongs to (0 subject, 1 person, 2 subscriber): whose state it
/// moves. The three ids are those named in the event, for finding it.
constexpr const char* to_version_1 = R"(
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  count INTEGER NOT NULL CHECK (count >= 0)
) STRICT;
INSERT INTO head VALUES (1, 0);

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  party INTEGER NOT NULL CHECK (party BETWEEN 0 AND 2),
  subject TEXT NOT NULL,
  person TEXT NOT NULL,
  subscriber TEXT NOT NULL,
  bytes BLOB NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;
CREATE INDEX events_by_subject ON events (subject, party, position);
CREATE INDEX events_by_person ON events (person, party, position);
CREATE INDEX events_by_subscriber ON events (subscriber, party, position);

CREATE TRIGGER events_have_no_gap BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT ifnull(max(position), -1) + 1 FROM events)
BEGIN SELECT raise(ABORT, 'events are numbered without a gap'); END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER head_only_grows BEFORE UPDATE ON head WHEN NEW.count < OLD.count
BEGIN SELECT raise(ABORT, 'the head only grows'); END;
CREATE TRIGGER head_never_goes BEFORE DELETE ON head
BEGIN SELECT raise(ABORT, 'the head is never deleted'); END;

CREATE TABLE submissions (
  actor TEXT NOT NULL,
  submission_id TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  answer BLOB NOT NULL,
  PRIMARY KEY (actor, submission_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscribers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  sub TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (issuer, sub)
) STRICT, WITHOUT ROWID;

CREATE TABLE identifiers (
  link TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  subject TEXT NOT NULL,
  from_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_value ON identifiers (kind, value);

CREATE TABLE catalogues (
  id TEXT NOT NULL,
  version_number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  bytes BLOB NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (id, version_number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER catalogues_never_change BEFORE UPDATE ON catalogues
BEGIN SELECT raise(ABORT, 'a version of a catalogue is never changed'); END;
)";

/// The log over the events: what is served of it (C2SP tlog-tiles) and what was signed. An event of
/// a version 1 has no tile yet: whoever opens the log takes it in (log/log.hpp).
constexpr const char* to_version_2 = R"(
CREATE TABLE log_tiles (
  level INTEGER NOT NULL CHECK (level BETWEEN -1 AND 7),
  number INTEGER NOT NULL CHECK (number >= 0),
  bytes BLOB NOT NULL CHECK (length(bytes) > 0),
  PRIMARY KEY (level, number)
) STRICT;
CREATE TRIGGER log_tiles_only_grow BEFORE UPDATE ON log_tiles
WHEN NEW.level IS NOT OLD.level OR NEW.number IS NOT OLD.number
  OR substr(NEW.bytes, 1, length(OLD.bytes)) IS NOT OLD.bytes
BEGIN SELECT raise(ABORT, 'a tile of the log only grows'); END;
CREATE TRIGGER log_tiles_never_go BEFORE DELETE ON log_tiles
BEGIN SELECT raise(ABORT, 'a tile of the log is never deleted'); END;

CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size > 0),
  note BLOB NOT NULL
) STRICT;
CREATE TRIGGER checkpoints_only_grow BEFORE INSERT ON checkpoints
WHEN NEW.size <= (SELECT ifnull(max(size), 0) FROM checkpoints)
BEGIN SELECT raise(ABORT, 'a checkpoint covers more than the one before'); END;
CREATE TRIGGER checkpoints_never_change BEFORE UPDATE ON checkpoints
BEGIN SELECT raise(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER checkpoints_never_go BEFORE DELETE ON checkpoints
BEGIN SELECT raise(ABORT, 'a checkpoint is never deleted'); END;

CREATE TABLE cosignatures (
  size INTEGER NOT NULL REFERENCES checkpoints (size),
  line TEXT NOT NULL,
  UNIQUE (size, line)
) STRICT;
)";

/// Whatever tells of somebody is sealed with a key that lies elsewhere (store/party_keys.hpp), and
/// the tables that held it in the clear go. The number of a party is that of its key.
constexpr const char* to_version_3 = R"(
CREATE TABLE sealed_with (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  keys_name BLOB NOT NULL,
  erased_count INTEGER NOT NULL  -- how many erasures of those keys this database knows of
) STRICT;

ALTER TABLE events RENAME TO clear_events;
ALTER TABLE submissions RENAME TO clear_submissions;
ALTER TABLE subscribers RENAME TO clear_subscribers;
ALTER TABLE persons RENAME TO clear_persons;
ALTER TABLE identifiers RENAME TO clear_identifiers;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  party INTEGER NOT NULL CHECK (party BETWEEN 0 AND 2),
  subject INTEGER NOT NULL,
  person INTEGER NOT NULL,
  subscriber INTEGER NOT NULL,
  sealed BLOB NOT NULL CHECK (length(sealed) > 60)  -- nonce, salt and tag at least
) STRICT;
CREATE TABLE erasures (
  number INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE suppressions (
  by_value BLOB PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE submissions (
  by_id BLOB PRIMARY KEY,
  owner INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE subscribers (
  number INTEGER PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE persons (
  number INTEGER PRIMARY KEY,
  by_sub BLOB NOT NULL UNIQUE,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE identifiers (
  by_link BLOB PRIMARY KEY,
  by_value BLOB NOT NULL,
  subject INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  from_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

constexpr const char* after_version_3 = R"(
DROP TABLE clear_events;
DROP TABLE clear_submissions;
DROP TABLE clear_subscribers;
DROP TABLE clear_persons;
DROP TABLE clear_identifiers;
CREATE INDEX identifiers_by_value ON identifiers (by_value);
CREATE INDEX identifiers_by_subject ON identifiers (subject);
CREATE INDEX submissions_by_owner ON submissions (owner) WHERE owner != 0;
CREATE INDEX events_by_subject ON events (subject, party, position);
CREATE INDEX events_by_person ON events (person, party, position);
CREATE INDEX events_by_subscriber ON events (subscriber, party, position);
CREATE TRIGGER events_have_no_gap BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT ifnull(max(position), -1) + 1 FROM events)
BEGIN SELECT raise(ABORT, 'events are numbered without a gap'); END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
)";

/// The second place (store/second_place.hpp): how far it was told what changed here, and what it
/// was not told yet. And where the log was begun anew because events of it are lost for good: from
/// which size, and after which head of the log before it.
constexpr const char* to_second_place = R"(
CREATE TABLE second_place (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,  -- of the last frame made
  chain BLOB NOT NULL       -- its digest; empty: something changed that no second place was told
) STRICT;
INSERT INTO second_place VALUES (1, 0, x'');
CREATE TABLE outgoing (
  number INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE log_openings (
  number INTEGER PRIMARY KEY CHECK (number > 1),  -- the second log, the third, …
  size INTEGER NOT NULL CHECK (size >= 0),
  at_ms INTEGER NOT NULL,
  previous BLOB NOT NULL
) STRICT;
CREATE TRIGGER log_openings_never_change BEFORE UPDATE ON log_openings
BEGIN SELECT raise(ABORT, 'where a log began is never changed'); END;
CREATE TRIGGER log_openings_never_go BEFORE DELETE ON log_openings
BEGIN SELECT raise(ABORT, 'where a log began is never deleted'); END;
)";

/// What answers are compressed by (store/answer_words.hpp).
constexpr const char* to_answer_words = R"(
CREATE TABLE answer_words (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 4294967295),
  bytes BLOB NOT NULL CHECK (length(bytes) > 0)
) STRICT;
CREATE TRIGGER answer_words_never_change BEFORE UPDATE ON answer_words
BEGIN SELECT raise(ABORT, 'answers were written with it'); END;
CREATE TRIGGER answer_words_never_go BEFORE DELETE ON answer_words
BEGIN SELECT raise(ABORT, 'answers were written with it'); END;
)";

/// Drafts of catalogues, approvals and what was published (store/publishing_store.hpp). The version
/// itself, its bytes and its signature, is a row of `catalogues`.
constexpr const char* to_publishing = R"(
CREATE TABLE draft_revisions (
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  bytes BLOB NOT NULL,
  editor TEXT NOT NULL CHECK (length(editor) > 0),
  editor_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (draft, revision)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER draft_revisions_never_change BEFORE UPDATE ON draft_revisions
BEGIN SELECT raise(ABORT, 'a revision of a draft is never changed'); END;
CREATE TRIGGER draft_revisions_never_go BEFORE DELETE ON draft_revisions
BEGIN SELECT raise(ABORT, 'who edited a draft is never forgotten'); END;
CREATE TABLE approvals (
  draft TEXT NOT NULL,
  digest TEXT NOT NULL,
  approver TEXT NOT NULL CHECK (length(approver) > 0),
  approver_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (draft, digest, approver)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER approvals_never_change BEFORE UPDATE ON approvals
BEGIN SELECT raise(ABORT, 'an approval is of one digest'); END;
CREATE TABLE publications (
  catalogue TEXT NOT NULL,
  version_number INTEGER NOT NULL,
  from_ms INTEGER NOT NULL,
  draft TEXT NOT NULL,
  statement BLOB NOT NULL CHECK (length(statement) > 0),
  signature TEXT NOT NULL CHECK (length(signature) > 0),
  PRIMARY KEY (catalogue, version_number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER publications_never_change BEFORE UPDATE ON publications
BEGIN SELECT raise(ABORT, 'what was published is never changed'); END;
CREATE TRIGGER publications_never_go BEFORE DELETE ON publications
BEGIN SELECT raise(ABORT, 'what was published is never taken back'); END;
)";

/// Legal holds (L137), and parties that were erased under one: their keys are kept apart for the
/// claim (store/holds.hpp).
constexpr const char* to_holds = R"(
CREATE TABLE holds (
  subject INTEGER PRIMARY KEY,
  by_id BLOB NOT NULL UNIQUE,
  sealed BLOB NOT NULL
) STRICT;
CREATE TABLE claims (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  subject INTEGER NOT NULL
) STRICT;
)";

/// Who of the staff looked at what is kept of whom, and the figures that were told
/// (store/look_tables.hpp).
constexpr const char* to_looks = R"(
CREATE TABLE looks (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  at_ms INTEGER NOT NULL,
  officer BLOB NOT NULL,  -- sealed
  what TEXT NOT NULL,
  subject INTEGER NOT NULL,  -- 0: nobody was found
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX looks_by_subject ON looks (subject);
CREATE TRIGGER looks_have_no_gap BEFORE INSERT ON looks
WHEN NEW.number IS NOT (SELECT ifnull(max(number), 0) + 1 FROM looks)
BEGIN SELECT raise(ABORT, 'looks are numbered without a gap'); END;
CREATE TRIGGER looks_never_change BEFORE UPDATE ON looks
BEGIN SELECT raise(ABORT, 'that somebody looked is never changed'); END;
CREATE TRIGGER looks_never_go BEFORE DELETE ON looks
BEGIN SELECT raise(ABORT, 'that somebody looked is never deleted'); END;
CREATE TABLE figures (
  purpose TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  people INTEGER NOT NULL,
  yes INTEGER NOT NULL,
  people_counted INTEGER NOT NULL,
  yes_counted INTEGER NOT NULL,
  PRIMARY KEY (purpose, at_ms)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER figures_never_change BEFORE UPDATE ON figures
BEGIN SELECT raise(ABORT, 'a figure that was told is never changed'); END;
CREATE TRIGGER figures_never_go BEFORE DELETE ON figures
BEGIN SELECT raise(ABORT, 'a figure that was told is never deleted'); END;
)";

/// A step: its tables, what has to be worked out row by row, and what ends it. All of it is one
/// transaction.
struct Change {
  const char* tables;
  bool (*convert)(Connection&, PartyKeys&) = nullptr;
  const char* after = nullptr;
};

constexpr Change steps[] = {
    {to_version_1},    {to_version_2},    {to_version_3, seal_rows, after_version_3},
    {to_second_place}, {to_answer_words}, {to_publishing},
    {to_holds},        {to_looks}};
static_assert(std::size(steps) == schema_version);

bool make_changes(Connection& connection, PartyKeys& keys, const Change& change) {
  return connection.run_script(change.tables) &&
         (change.convert == nullptr || change.convert(connection, keys)) &&
         (change.after == nullptr || connection.run_script(change.after));
}

bool make_step(Connection& connection, PartyKeys& keys, std::int64_t version) {
  // PRAGMA takes no bound value; this one is our own number.
  const std::string number = "PRAGMA user_version = " + std::to_string(version + 1);
  if (connection.run_script("BEGIN IMMEDIATE") && make_changes(connection, keys, steps[version]) &&
      connection.run_script(number.c_str()) && keys.commit() && connection.run_script("COMMIT")) {
    return true;
  }
  if (connection.in_transaction()) (void)connection.run_script("ROLLBACK");
  return false;
}

}  // namespace

Migration migrate(Connection& connection, PartyKeys& keys) {
  std::int64_t version = 0;
  {
    Query query(connection, "PRAGMA user_version");
    if (query.step() != Step::row) return Migration::failed;
    version = query.integer(0);
  }
  if (version > schema_version) return Migration::newer;
  if (version < 0) return Migration::failed;
  for (; version < schema_version; ++version) {
    if (!make_step(connection, keys, version)) return Migration::failed;
  }
  return Migration::current;
}

}  // namespace samtycke::server
