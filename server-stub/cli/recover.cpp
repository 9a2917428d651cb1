#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/opened.hpp"
#include "cli/trust.hpp"
#include "core/base64.hpp"
#include "log/recovery.hpp"
#include "store/database_file.hpp"
#include "store/file_lock.hpp"
#include "store/keys_copy.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

namespace fs = std::filesystem;

/// Ends the command: with a sentence and its exit status.
struct Ended {
  int status = unusable;
  std::string why;
};

[[noreturn]] void stop(int status, std::string why) { throw Ended{status, std::move(why)}; }

Time now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// Puts a copy in place of the database, whole or not at all.
void put_back(const Config& config, const std::string& copy) {
  // SQLite would take what an older file left there for this one's.
  for (const char* left : {"-wal", "-journal"}) {
    if (fs::exists(config.database + left)) {
      stop(unusable, config.database + left + ": is left of the lost database; move it away first");
    }
  }
  const std::string draft = config.database + ".recovering";
  std::error_code ignored;
  fs::remove(draft, ignored);
  const auto source = Connection::open_read_only(copy);
  if (!source || !make_file(draft) || !source->run("VACUUM INTO ?", {std::string_view(draft)}) ||
      !sync_file(draft) || ::rename(draft.c_str(), config.database.c_str()) != 0 ||
      !make_file(config.database)) {
    stop(unusable, copy + ": cannot be read, or not written to " + config.database);
  }
  std::cout << "put back: " << copy << '\n';
}

void put_back_what_is_gone(const Config& config, const RecoverOptions& options,
                           const PlaceName& name) {
  if (!fs::exists(config.database)) {
    put_back(config,
             options.backup.empty() ? place_base(config.second_place, name.chain) : options.backup);
  } else if (!options.backup.empty()) {
    stop(unusable, config.database + ": is there; move it away first, with its -wal and -shm");
  }
  if (!fs::exists(config.party_keys)) {
    if (!KeysCopy::restore(config.second_place_keys, config.party_keys)) {
      stop(unusable, config.second_place_keys + ": cannot be put back as " + config.party_keys);
    }
    std::cout << "put back: the party keys\n";
  }
}

/// A head that somebody kept: what the log must have grown out of, or what it lacks.
bool lacks_head(const Log& log, const SignedHead& head) {
  if (!log.is_ours(head.note)) stop(unusable, "--head: is another log's, or not signed by it");
  if (head.checkpoint.size > log.checkpoint().size) return true;
  if (!log.leads_to(head.checkpoint.size, head.checkpoint.root)) {
    stop(no,
         "--head: the log does not lead to it: it has two histories, or this is another database");
  }
  return false;
}

/// Why events may be missing; empty when none is.
std::string what_is_missing(const Recovery& recovery, const Log& log, const PlaceName& name,
                            const std::optional<SignedHead>& head) {
  if (recovery.taken_in == TakenIn::incomplete)
    return "changes at the second place are gone or damaged";
  if (head && lacks_head(log, *head)) {
    return "--head is of " + std::to_string(head->checkpoint.size) + " events";
  }
  return name.is_late ? "answers went out before the second place was told (within_a_second)" : "";
}

void print_head(const Log& log) {
  const auto head = signed_head_from(log.checkpoint().note);
  if (!head) return;
  std::cout << "the log " << head->checkpoint.origin << " has " << head->checkpoint.size
            << " events, root " << base64(head->checkpoint.root) << '\n';
}

std::unique_ptr<Log> log_of(const Config& config, Store& store) {
  auto read = read_log(config, store);
  if (auto* sentence = std::get_if<std::string>(&read)) stop(unusable, std::move(*sentence));
  return std::move(std::get<std::unique_ptr<Log>>(read));
}

void take_in(const Config& config, const RecoverOptions& options, const PlaceName& name) {
  auto opened = open_for_recovery(config.database, config.party_keys, config.second_place_keys);
  if (const auto* fault = std::get_if<OpenFault>(&opened))
    stop(unusable, sentence_of(*fault, config));
  RecoveringStore& store = *std::get<std::unique_ptr<RecoveringStore>>(opened);
  const auto log = log_of(config, store);
  const auto head = options.head.empty() ? std::optional<SignedHead>() : read_head(options.head);
  if (!options.head.empty() && !head) stop(unusable, options.head + ": is no signed head");
  const Recovery recovery = take_in_frames(store, *log, config.second_place, name);
  if (recovery.taken_in == TakenIn::unreadable) {
    stop(unusable,
         config.second_place + ": cannot be read, or " + config.database + " not written");
  }
  if (recovery.taken_in == TakenIn::refused) {
    stop(no, config.second_place +
                 ": does not continue this copy of the database, or was not "
                 "signed by `log_key`; nothing of it was taken in");
  }
  const Checkpoint reached = signed_head_from(log->checkpoint().note)->checkpoint;
  if (!log->leads_to(reached.size, reached.root)) {
    stop(no, config.database + ": the tiles of its log do not lead to its head");
  }
  std::cout << "taken in: " << recovery.frames_count << " changes from " << config.second_place
            << '\n';
  if (recovery.was_cut) std::cout << "the last one was being written; nobody was answered for it\n";
  print_head(*log);
  const std::string missing = what_is_missing(recovery, *log, name, head);
  if (missing.empty()) return;
  if (!options.is_missing_for_good) {
    stop(no, "events may be missing: " + missing +
                 ". Look for them; if they are gone, --missing-for-good begins a new log");
  }
  const bool is_newer = head && head->checkpoint.size > reached.size;
  if (!begin_log_anew(store, is_newer ? to_text(head->note) : log->checkpoint().note, now_ms()) ||
      !store.begin_chain("")) {
    stop(unusable, config.database + ": cannot be written");
  }
  std::cout << "begun anew: " << missing << '\n';
  print_head(*log_of(config, store));
  std::cout << "whatever was allowed before now is denied until people act again; "
               "`samtycke second-place` before `samtycke serve`\n";
}

/// The usual way once: whoever was erased is so again before anybody is served.
void finish(const Config& config) {
  auto opened = open_sqlite_store(config.database, config.party_keys);
  if (const auto* fault = std::get_if<OpenFault>(&opened))
    stop(unusable, sentence_of(*fault, config));
}

void run(const std::string& path, const RecoverOptions& options) {
  const auto read = read_config(path);
  if (const auto* sentence = std::get_if<std::string>(&read)) stop(unusable, *sentence);
  const auto& config = std::get<Config>(read);
  if (config.second_place.empty()) stop(unusable, path + ": `/second_place` is missing");
  const auto lock = FileLock::take(config.database + "-lock");
  if (!lock)
    stop(unusable, config.database + "-lock: a verifier uses this database; stop it first");
  const auto name = read_place(config.second_place);
  if (!name) {
    stop(unusable, config.second_place + ": is no second place, or its disk is not there");
  }
  put_back_what_is_gone(config, options, *name);
  take_in(config, options, *name);
  finish(config);
}

}  // namespace

int recover(const RecoverOptions& options) {
  try {
    run(options.config, options);
  } catch (const Ended& ended) {
    std::cout.flush();
    std::cerr << "samtycke: " << ended.why << '\n';
    return ended.status;
  }
  return yes;
}

}  // namespace samtycke::server
