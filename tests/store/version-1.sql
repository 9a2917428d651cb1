-- A database as the first version left it: its tables, and rows.
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

-- What the first version wrote: people, their numbers, what they chose and were answered.
INSERT INTO subscribers VALUES ('sbr-anna', 'Annas Bageri AB');
INSERT INTO persons VALUES ('prs-anna', 'https://issuer.example', 'anna-sub', 'Anna Andersson');
INSERT INTO identifiers VALUES ('lnk-1', 'msisdn', '+46701234567', 'sub-anna', 0, 9007199254740991);
INSERT INTO events VALUES (0, 0, 'sub-anna', 'prs-anna', 'sbr-anna',
  CAST('{"at":"1970-01-01T00:00:01.000Z","door":"provisioning","kind":"relation_begun","person":"prs-anna","roles":["provisioning"],"sequence":1,"subject":"sub-anna","subscriber":"sbr-anna","subscriber_kind":"company"}' AS BLOB),
  CAST('0123456789abcdef0123456789abcdef' AS BLOB));
INSERT INTO events VALUES (1, 0, 'sub-anna', 'prs-anna', 'sbr-anna',
  CAST('{"at":"1970-01-01T00:00:02.000Z","door":"page","kind":"granted","person":"prs-anna","purpose":"p","roles":["user"],"sequence":2,"subject":"sub-anna","subscriber":"sbr-anna","until":"1970-01-01T00:15:00.000Z"}' AS BLOB),
  CAST('fedcba9876543210fedcba9876543210' AS BLOB));
INSERT INTO submissions VALUES ('prs-anna', 'first', CAST('digestdigestdigestdigestdigest32' AS BLOB), CAST('{"answer":"Anna"}' AS BLOB));
-- And many more events than are taken into the log at once.
WITH RECURSIVE n(i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
INSERT INTO events SELECT i, 0, 's-' || (i % 97), '', '', CAST('{"n":' || i || '}' AS BLOB), randomblob(32) FROM n;
UPDATE head SET count = 10000;
PRAGMA user_version = 1;
