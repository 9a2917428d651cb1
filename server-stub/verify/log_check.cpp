#include "verify/log_check.hpp"

#include <set>

#include "identity/hash.hpp"
#include "store/event_tables.hpp"
#include "store/log_tables.hpp"
#include "store/schema.hpp"
#include "verify/catalogues.hpp"
#include "verify/parties.hpp"
#include "verify/publications.hpp"
#include "verify/tiles.hpp"

namespace samtycke::server {
namespace {

using Texts = std::vector<std::string>;

std::optional<std::int64_t> integer_of(Connection& connection, const char* sql) {
  return rows_of<std::int64_t>(
      connection, sql, {}, [](const Query& row, std::int64_t& value) { value = row.integer(0); });
}

std::optional<Texts> schema_of(Connection& connection) {
  return rows_of<Texts>(connection,
                        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') "
                        "FROM sqlite_schema ORDER BY 1",
                        {}, [](const Query& row, Texts& texts) { texts.push_back(row.bytes(0)); });
}

/// What the tables and triggers of this version are, made afresh.
std::optional<Texts> schema_wanted(PartyKeys& keys) {
  const auto connection = Connection::open(":memory:");
  if (!connection || migrate(*connection, keys) != Migration::current) return std::nullopt;
  return schema_of(*connection);
}

class LogCheck {
 public:
  /// Without `keys` no event can be opened: then the log's own entries stand for all of them.
  LogCheck(Connection& connection, PartyKeys* keys, const LogTrust& trust, const Tell& tell)
      : connection_(connection), keys_(keys), trust_(trust), tell_([this, &tell](CheckLine line) {
          if (result_of(line.check) == CheckResult::wrong) ++wrong_[static_cast<int>(line.check)];
          tell(std::move(line));
        }) {}

  void run() {
    if (keys_ != nullptr) check_schema();
    check_file();
    if (trust_.head) check_head_given();
    const auto* keys = trust_.keys ? &*trust_.keys : nullptr;
    if (!catalogues_.read(connection_, keys, claims_, tell_)) damaged("catalogues");
    if (!publications_.read(connection_, keys, claims_, tell_)) damaged("publications");
    if (keys_ != nullptr && !answers_.read(connection_, *keys_, keys, claims_, tell_)) {
      damaged("submissions");
    }
    scan();
    if (keys_ != nullptr) summarize_events();
    summarize();
  }

 private:
  void tell(Check check, std::string where) { tell_({check, std::move(where), {}, {}, {}, {}}); }
  void damaged(std::string where) { tell(Check::file_damaged, std::move(where)); }

  /// That none of these was told.
  bool is_good(std::initializer_list<Check> checks) const {
    for (const Check check : checks) {
      if (wrong_[static_cast<int>(check)] > 0) return false;
    }
    return true;
  }
  void tell_if(bool is_so, Check check, std::optional<std::uint64_t> count = {}) {
    if (is_so) tell_({check, "", {}, {}, count, {}});
  }

  void check_schema() {
    const auto found = schema_of(connection_);
    const auto wanted = schema_wanted(*keys_);
    tell(found && wanted && *found == *wanted ? Check::schema_current : Check::schema_wrong, "");
  }

  /// Whether tables and their indexes say the same: answers are made through the indexes.
  void check_file() {
    const auto found =
        rows_of<Texts>(connection_, "PRAGMA integrity_check(1)", {},
                       [](const Query& row, Texts& texts) { texts.push_back(row.bytes(0)); });
    const bool is_whole = found && found->size() == 1 && found->front() == "ok";
    tell(is_whole ? Check::file_whole : Check::file_damaged, "");
  }

  void check_head_given() {
    const bool is_ours = trust_.head->checkpoint.origin == trust_.log_key.name &&
                         claims_.is_signed(trust_.head->note, trust_.log_key);
    if (!is_ours) {
      tell_({Check::head_foreign, "--head", {}, trust_.head->checkpoint.size, {}, {}});
    }
  }

  bool read_erased() {
    const auto read =
        rows_of<int>(connection_, "SELECT number FROM erasures", {},
                     [this](const Query& row, int&) { erased_.insert(row.integer(0)); });
    return read.has_value();
  }

  void scan() {
    if (!read_erased()) damaged("erasures");
    const auto openings = read_log_openings(connection_);
    if (!openings) damaged("log_openings");
    const std::vector<LogOpening> known = openings.value_or(std::vector<LogOpening>());
    auto opening = known.begin();
    HeadCheck heads(connection_, trust_.log_key, known, claims_, tell_);
    if (trust_.head) heads.expect(*trust_.head);
    TileCheck tiles(connection_, tell_);
    const std::string sql =
        "SELECT " + std::string(event_columns) + " FROM events ORDER BY position";
    Query rows(connection_, sql.c_str());
    Step step = rows.step();
    for (; step == Step::row; step = rows.step()) {
      const auto position = static_cast<std::uint64_t>(rows.integer(0));
      if (position > tiles.frontier().size()) skip(position, tiles, heads);
      for (; opening != known.end() && opening->size <= position; ++opening) {
        parties_.begin_anew(opening->at);
      }
      tiles.take(keys_ == nullptr ? std::nullopt : take(event_in(rows, *keys_), position));
      heads.pass(tiles.frontier());
      ++events_count_;
    }
    if (step == Step::failed) damaged("events");
    skip_to_head(tiles, heads);
    tiles.finish();
    heads.finish(tiles.frontier());
    if (!heads.is_readable()) damaged("checkpoints");
    if (keys_ != nullptr) answers_.finish(tell_);
    if (keys_ != nullptr) publications_.finish(tell_);
    heads_count_ = heads.count();
    if (trust_.policy) check_cosignatures(connection_, *trust_.policy, claims_, tell_);
  }

  /// Positions without an event: the log's own entries stand for them.
  void skip(std::uint64_t until, TileCheck& tiles, HeadCheck& heads) {
    constexpr std::uint64_t skipped_max = 1'000'000'000;
    tell_({Check::position_missing,
           "events",
           tiles.frontier().size(),
           {},
           until - tiles.frontier().size(),
           {}});
    if (until - tiles.frontier().size() > skipped_max) return;
    while (tiles.frontier().size() < until) {
      tiles.take(std::nullopt);
      heads.pass(tiles.frontier());
    }
  }

  /// The head knows of as many events as there are; the last ones may be those that are gone.
  void skip_to_head(TileCheck& tiles, HeadCheck& heads) {
    const auto head = integer_of(connection_, "SELECT count FROM head");
    const auto covered = integer_of(connection_, "SELECT ifnull(max(size), 0) FROM checkpoints");
    if (!head || static_cast<std::uint64_t>(*head) != tiles.frontier().size()) {
      tell_({Check::count_wrong, "head", {}, {}, events_count_, {}});
    }
    if (covered && static_cast<std::uint64_t>(*covered) > tiles.frontier().size()) {
      skip(static_cast<std::uint64_t>(*covered), tiles, heads);
    }
  }

  /// What the log must hold of it; nothing where only the log itself can say: of an event that was
  /// erased, or cannot be opened.
  std::optional<Digest> take(const std::optional<StoredEvent>& stored, std::uint64_t position) {
    if (!stored) {
      tell_({Check::event_unreadable, "sealed", position, {}, {}, {}});
      return std::nullopt;
    }
    for (const std::int64_t number : stored->unkeyed) {
      // A number that nobody ever had hides an event as well as an erasure does.
      if (!erased_.contains(number)) {
        tell_({stored->is_erased ? Check::event_unreadable : Check::column_wrong,
               "owner",
               position,
               {},
               {},
               {}});
      }
    }
    if (stored->is_erased) {
      ++erased_count_;
      return std::nullopt;
    }
    judge(*stored, position);
    return log_entry(openssl_sha256, stored->salt, stored->bytes);
  }

  void judge(const StoredEvent& stored, std::uint64_t position) {
    const auto told = [this, position](Check check, std::string where) {
      tell_({check, std::move(where), position, {}, {}, {}});
    };
    const auto value = read_json(stored.bytes);
    const auto event = value ? event_from(*value, "") : Result<Event>(value.error());
    if (!event) return told(Check::event_unreadable, event.error().where);
    if (canonical(to_value(*event)) != stored.bytes) told(Check::event_not_canonical, "");
    if (!do_columns_agree(stored, *event)) told(Check::column_wrong, "");
    const bool names_erased = !stored.unkeyed.empty();
    if (const auto fault = parties_.take(*event, names_erased)) {
      told(Check::event_follows_not, fault->where);
    }
    if (!catalogues_.resolves(*event)) told(Check::text_missing, "/evidence/text_digest");
    publications_.pass(*event, position, tell_);
    answers_.pass({position, stored.bytes, stored.salt}, *event, names_erased, parties_, tell_);
  }

  /// Each party is the one that the event names; of one whose number has no key any more the event
  /// alone says who it was.
  static bool do_columns_agree(const StoredEvent& stored, const Event& event) {
    std::size_t unkeyed_count = 0;
    const auto agree = [&unkeyed_count](const std::string& column, const std::string& id) {
      const bool has_no_key = column.empty() && !id.empty();
      if (has_no_key) ++unkeyed_count;
      return has_no_key || column == id;
    };
    return stored.party == party_of(event) && agree(stored.subject, event.subject) &&
           agree(stored.person, event.person) && agree(stored.subscriber, event.subscriber) &&
           unkeyed_count == stored.unkeyed.size();
  }

  bool is_whole() const { return is_good({Check::file_damaged, Check::position_missing}); }
  bool is_in() const {
    using enum Check;
    return is_good({inclusion_wrong, tile_wrong, tile_missing, tile_too_many});
  }

  /// What only the events themselves can show.
  void summarize_events() {
    using enum Check;
    tell_if(is_whole() &&
                is_good({event_unreadable, event_not_canonical, salt_misformed, event_follows_not}),
            events_follow, events_count_ - erased_count_);
    tell_if(is_whole() && is_good({column_wrong}), columns_agree, events_count_ - erased_count_);
    tell_if(erased_count_ > 0, events_erased, erased_count_);
    tell_if(is_whole() && is_in() && is_good({count_wrong}), log_complete, events_count_);
    const bool answers_fit =
        is_good({answer_misformed, answer_missing, answer_events_wrong, answer_state_wrong,
                 answer_of_another, answer_verdicts_wrong});
    tell_if(answers_fit, answers_agree, answers_.count());
    const bool are_signed =
        is_good({signature_misformed, signature_algorithm, signature_unknown_key, signature_wrong});
    tell_if(trust_.keys && are_signed, answers_signed, answers_.count());
    tell_if(!trust_.keys, answers_not_asked, answers_.count());
    tell_if(is_good({text_missing}), texts_resolve);
  }

  void summarize() {
    using enum Check;
    tell_if(keys_ == nullptr, events_sealed, events_count_);
    tell_if(is_good({head_misformed, head_foreign, head_not_signed, head_missing}), heads_signed,
            heads_count_);
    tell_if(is_whole() && is_in() && is_good({head_misformed, head_wrong}), heads_reached,
            heads_count_);
    tell_if(is_good({catalogue_damaged}), catalogues_whole, catalogues_.count());
    tell_if(!trust_.policy, cosignatures_not_asked);
    tell_if(keys_ != nullptr, names_not_proved, answers_.batches_count());
  }

  Connection& connection_;
  PartyKeys* const keys_;
  const LogTrust& trust_;
  std::uint64_t wrong_[std::size(check_names)] = {};
  const Tell tell_;
  Claims claims_;
  KeptCatalogues catalogues_;
  KeptPublications publications_;
  Answers answers_;
  ReplayedParties parties_;
  std::set<std::int64_t> erased_;  // numbers of whom the database says they were erased
  std::uint64_t events_count_ = 0;
  std::uint64_t erased_count_ = 0;
  std::uint64_t heads_count_ = 0;
};

}  // namespace

std::optional<LogCheckFault> check_log(const std::string& path, const std::string& party_keys,
                                       const LogTrust& trust, const Tell& tell) {
  const auto connection = Connection::open_read_only(path);
  if (!connection) return LogCheckFault::unreadable;
  // All of it at one moment, if somebody else writes meanwhile.
  if (!connection->run("PRAGMA trusted_schema = OFF") ||
      !connection->run("PRAGMA cache_size = -65536") || !connection->run("BEGIN")) {
    return LogCheckFault::unreadable;
  }
  const auto version = integer_of(*connection, "PRAGMA user_version");
  if (!version || !integer_of(*connection, "SELECT count FROM head")) {
    return LogCheckFault::unreadable;
  }
  if (*version < schema_version) return LogCheckFault::older;
  if (*version > schema_version) return LogCheckFault::newer;
  if (party_keys.empty()) {
    LogCheck(*connection, nullptr, trust, tell).run();
    return std::nullopt;
  }
  const auto keys = PartyKeys::open_read_only(party_keys);
  if (!keys || !are_sealed_with(*connection, *keys)) return LogCheckFault::no_keys;
  LogCheck(*connection, keys.get(), trust, tell).run();
  return std::nullopt;
}

std::optional<std::vector<Digest>> stored_consistency_proof(const std::string& path,
                                                            std::uint64_t old_size,
                                                            std::uint64_t size) {
  const auto connection = Connection::open_read_only(path);
  if (!connection) return std::nullopt;
  const auto read = [&connection](int level, std::uint64_t number, std::uint64_t) {
    return read_tile(*connection, level, number);
  };
  return TiledTree(openssl_sha256, size, read).consistency_proof(old_size);
}

}  // namespace samtycke::server
