#include <malloc.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <iostream>
#include <mutex>
#include <thread>

#include "api/answer.hpp"
#include "api/in_force.hpp"
#include "api/page_answers.hpp"
#include "api/retention.hpp"
#include "api/routes.hpp"
#include "api/status.hpp"
#include "api/typical_answer.hpp"
#include "cli/commands.hpp"
#include "cli/config.hpp"
#include "cli/files.hpp"
#include "cli/opened.hpp"
#include "cli/witnessed.hpp"
#include "core/limits.hpp"
#include "http/server.hpp"
#include "identity/hash.hpp"
#include "identity/secrets.hpp"
#include "identity/sqlite_sessions.hpp"
#include "store/file_lock.hpp"

namespace samtycke::server {
namespace {

/// Ends a start that cannot go on, with a sentence for the operator.
struct NoStart {
  std::string why;
};

[[noreturn]] void stop(std::string why) { throw NoStart{std::move(why)}; }

/// From any thread.
void say(std::string_view sentence) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << "samtycke: " << sentence << std::endl;
}

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

template <typename T>
T need(std::optional<T> thing, std::string why) {
  if (!thing) stop(std::move(why));
  return std::move(*thing);
}

std::unique_ptr<Store> open_store(const Config& config) {
  const SecondPlaceSettings second{config.second_place, config.second_place_keys,
                                   config.second_place_sync, say};
  auto opened = open_sqlite_store(config.database, config.party_keys, config.store_synchronous,
                                  config.second_place.empty() ? nullptr : &second);
  if (const auto* fault = std::get_if<OpenFault>(&opened)) stop(sentence_of(*fault, config));
  return std::move(std::get<std::unique_ptr<Store>>(opened));
}

std::unique_ptr<Log> open_log(const Config& config, Store& store) {
  auto opened = read_log(config, store);
  if (auto* sentence = std::get_if<std::string>(&opened)) stop(std::move(*sentence));
  // What the last run could not hand on any more, and what was taken in just now.
  if (!store.hand_on()) stop(config.second_place + ": cannot be written to");
  return std::move(std::get<std::unique_ptr<Log>>(opened));
}

std::unique_ptr<Witnesses> open_witnesses(const Config& config, Log& log, Store& store,
                                          Sequencer& sequencer, ToldSeal& seal) {
  auto opened = Witnesses::open(config, log, store, sequencer, seal, now_ms, say);
  if (auto* why_not = std::get_if<std::string>(&opened)) stop(std::move(*why_not));
  return std::move(std::get<std::unique_ptr<Witnesses>>(opened));
}

std::string_view second_place_of(const Config& config) {
  return config.second_place.empty() ? "none" : name_of(config.second_place_sync);
}

Watched watched(const Witnesses* witnesses) {
  if (witnesses == nullptr) return {};
  return {&witnesses->policy(), [witnesses] { return witnesses->status(); }};
}

/// Reads the catalogue and looks at its signature. An unreadable one is no reason not to start:
/// people can still stop what they once allowed.
Published read_published(const Config& config, const VerifyingKey& key) {
  Published published;
  const auto bytes = read_file(config.catalogue, limits::text_size_max);
  if (!bytes) {
    say(config.catalogue + ": cannot be read; only withdrawals are taken");
    return published;
  }
  auto catalogue = Catalogue::parse(*bytes, openssl_sha256);
  if (!catalogue) {
    say(config.catalogue + ": `" + catalogue.error().where +
        "`: " + std::string(name_of(catalogue.error().code)) + "; only withdrawals are taken");
    return published;
  }
  published.bytes = canonical(catalogue->document);
  auto signature = read_file(config.catalogue_signature, limits::string_size_max);
  if (signature && signature->ends_with('\n')) signature->pop_back();
  published.signed_ = signature && key.verify(*signature, published.bytes);
  if (published.signed_) {
    published.signature = std::move(*signature);
  } else {
    say(config.catalogue + ": is not signed by `catalogue_key`; nobody can consent on it");
  }
  published.catalogue = std::move(*catalogue);
  return published;
}

/// A version is one document for ever: what was shown under it must stay what it was.
void keep_published(const Published& published, Store& store, Sequencer& sequencer) {
  if (!published.signed_) return;
  const Catalogue& catalogue = *published.catalogue;
  const auto kept = store.catalogue(catalogue.id, catalogue.version_number);
  if (!kept) stop("the database cannot be read");
  if (*kept) {
    if ((*kept)->digest == catalogue.digest) return;
    stop("version " + std::to_string(catalogue.version_number) + " of the catalogue " +
         catalogue.id + " is already known with other content; give the new one a new version");
  }
  const Recorded recorded = sequencer.record([&](Pending& pending) {
    return pending.store().keep_catalogue({catalogue.id, catalogue.version_number, catalogue.digest,
                                           published.bytes, published.signature});
  });
  if (recorded != Recorded::yes) stop("the catalogue cannot be stored");
}

/// Without a catalogue answers are kept as they are.
void use_answer_words(const Config& config, const Published& published,
                      const SigningKey& receipt_key, Store& store) {
  if (!published.catalogue) return;
  if (!store.use_answer_words(typical_answers(*published.catalogue, config.origin, receipt_key))) {
    stop("the database cannot be written");
  }
}

TextArchive read_texts(Store& store) {
  auto texts = need(TextArchive::read(store), "the database cannot be read");
  for (const std::string& version : texts.unreadable()) {
    say("the kept catalogue " + version + " is damaged; its texts cannot be shown");
  }
  return texts;
}

std::shared_ptr<const Pages> read_pages(const Config& config) {
  auto files = Pages::read(config.web + "/portal");
  if (!files) stop(config.web + "/portal: lacks a template, or cannot be read");
  std::string providers = origin_of_url(config.issuer);
  if (config.staff) providers += " " + origin_of_url(config.staff->issuer);
  return std::make_shared<const Pages>(std::move(*files), std::move(providers), config.demo);
}

ExportWords read_export_words(const Config& config) {
  const auto read = [&config](const char* name) {
    const std::string path = config.data + "/export/" + name;
    return need(read_file(path, limits::text_size_max), path + ": cannot be read");
  };
  return {read("readme.sv.txt"), read("readme.en.txt"), read("export.schema.json"),
          read("decision.schema.json")};
}

std::shared_ptr<const http::Sentences> read_sentences(const Config& config) {
  const auto read = [&config](const char* name) {
    return need(read_file(config.data + "/text/" + name, limits::text_size_max),
                config.data + "/text/" + name + ": cannot be read");
  };
  return std::make_shared<const http::Sentences>(read("sv.json"), read("en.json"));
}

/// Nothing where none is named; one that is not the other half of `catalogue_key` is a mistake.
std::optional<SigningKey> read_catalogue_key(const Config& config, const VerifyingKey& key) {
  if (config.catalogue_signing_key.empty()) return std::nullopt;
  const std::string& path = config.catalogue_signing_key;
  auto own = need(SigningKey::load(path), path + ": is no key, or others may read it");
  if (own.kid() != key.kid()) stop(path + ": is not the private half of `catalogue_key`");
  return own;
}

/// What was published takes over from the catalogue of the files where its version is greater.
void take_in_published(InForce& in_force, const VerifyingKey& key) {
  const auto is_signed = [&key](const KeptCatalogue& kept) {
    if (key.verify(kept.signature, kept.bytes)) return true;
    say("version " + std::to_string(kept.version_number) + " of the catalogue " + kept.id +
        " is not signed by `catalogue_key`; it does not come into force");
    return false;
  };
  if (!in_force.take_in(is_signed)) stop("the database cannot be read");
}

std::string read_client_secret(const std::string& path) {
  return need(read_secret_file(path), path + ": cannot be read, or others may read it");
}

std::unique_ptr<SessionStore> open_sessions(const std::string& path) {
  auto sessions = open_sqlite_sessions(path);
  if (!sessions) stop(path + ": cannot be opened");
  return sessions;
}

/// The staff's sign-in has paths, cookies and a file of sessions of its own.
IdentitySettings staff_settings(const Config& config) {
  const StaffConfig& staff = *config.staff;
  IdentitySettings settings{config.origin, staff.issuer, staff.client_id,
                            read_client_secret(staff.client_secret_file)};
  settings.path = "/console/auth";
  settings.home = "/console";
  settings.cookie = "__Host-samtycke-staff";
  settings.roles = staff.roles;
  return settings;
}

/// Does something now and again, from the start on; nobody waits for it.
class Repeated {
 public:
  Repeated(std::chrono::minutes pause, std::function<void()> deed)
      : thread_([this, pause, deed = std::move(deed)] { repeat(pause, deed); }) {}
  Repeated(const Repeated&) = delete;
  Repeated& operator=(const Repeated&) = delete;
  ~Repeated() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }

 private:
  void repeat(std::chrono::minutes pause, const std::function<void()>& deed) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      deed();
      lock.lock();
      changed_.wait_for(lock, pause, [this] { return stopping_; });
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

void sweep_sessions(SessionStore& sessions) {
  if (!sessions.erase_ended(now_ms())) say("ended sessions could not be taken away");
}

void tell_swept(const Swept& swept) {
  if (!swept.whole) say("evidence whose time is over could not all be taken away; trying again");
  if (swept.erased + swept.held == 0) return;
  say("of " + std::to_string(swept.asked) + " relations " + std::to_string(swept.erased) +
      " were erased, since their evidence has lived its time, and " + std::to_string(swept.held) +
      " are held for a claim");
}

http::Settings server_settings(const Config& config) {
  http::Settings settings;
  settings.address = config.address;
  settings.port = config.port;
  settings.threads = config.threads;
  settings.workers = config.workers;
  settings.hosts = config.hosts;
  settings.stop_on_signals = true;
  settings.on_failure = [](std::string_view pattern, std::string_view what) {
    say("the call " + std::string(pattern) + " failed: " + std::string(what));
  };
  return settings;
}

http::StaticOptions static_options() {
  http::StaticOptions options;
  options.prefix = "/static/";
  // Public files: a page on another site may embed the modules. No answer with a person in it is
  // one.
  options.headers = {{"Access-Control-Allow-Origin", "*"}};
  return options;
}

/// What one batch frees the next one needs: to give it back to the system in between and to ask for
/// it again took a tenth of the writer's time.
void keep_freed_memory() {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

void run(const Config& config) {
  keep_freed_memory();
  if (config.store_synchronous == Synchronous::off) {
    say("STORE_SYNCHRONOUS IS OFF: a power cut loses what was acknowledged. For tests alone.");
  }
  const FileLock lock = need(FileLock::take(config.database + "-lock"),
                             config.database + "-lock: another verifier uses this database");
  const auto sentences = read_sentences(config);
  const auto store = open_store(config);
  const auto sessions = open_sessions(config.sessions);
  const auto catalogue_key =
      need(VerifyingKey::from_jwk(need(read_file(config.catalogue_key, limits::string_size_max),
                                       config.catalogue_key + ": cannot be read")),
           config.catalogue_key + ": is no public key");
  auto receipt_key = need(SigningKey::load(config.receipt_key),
                          config.receipt_key + ": is no key, or others may read it");
  Published published = read_published(config, catalogue_key);
  use_answer_words(config, published, receipt_key, *store);
  States states(*store);
  if (!states.open()) stop(config.database + ": cannot be read");
  const auto log = open_log(config, *store);
  ToldSeal seal(*log);
  Sequencer sequencer(*store, states, seal);
  const auto witnesses = open_witnesses(config, *log, *store, sequencer, seal);

  keep_published(published, *store, sequencer);
  TextArchive texts = read_texts(*store);

  InForce* moments = nullptr;
  const auto draw = [&moments](const Request& request, const Refusal& refusal) {
    const auto verifier = moments->now();
    return as_asked(*verifier, request, refuse(*verifier, request, refusal));
  };
  Identity identity({config.origin, config.issuer, config.client_id,
                     read_client_secret(config.client_secret_file)},
                    *sessions, draw, now_ms);
  std::unique_ptr<SessionStore> staff_sessions;
  std::optional<Identity> staff;
  if (config.staff) {
    staff_sessions = open_sessions(config.staff->sessions);
    staff.emplace(staff_settings(config), *staff_sessions, draw, now_ms);
  }

  Doorkeeper door;
  door.signed_in = [&identity](const Request& request) { return identity.signed_in(request); };
  door.bearer = [&identity](const Request& request, std::string_view scope) {
    return identity.bearer(request, scope);
  };
  door.foreign = [&identity](const Request& request, NullOrigin null_origin) {
    return identity.foreign(request, null_origin);
  };
  door.end_sessions = [&sessions](std::string_view issuer, std::string_view sub) {
    return sessions->erase_of(issuer, sub);
  };
  if (staff) {
    door.staff_signed_in = [&staff](const Request& request) { return staff->signed_in(request); };
  }
  std::string keys = jwk_set({receipt_key.verifying_key(), catalogue_key});
  InForce in_force(Verifier{sentences,
                            *store,
                            states,
                            sequencer,
                            *log,
                            std::move(door),
                            std::move(published),
                            std::move(receipt_key),
                            std::move(keys),
                            need(read_file(config.data + "/openapi.json", limits::text_size_max),
                                 config.data + "/openapi.json: cannot be read"),
                            config.origin,
                            config.issuer,
                            now_ms,
                            read_pages(config),
                            config.page_origins,
                            std::move(texts),
                            read_export_words(config),
                            watched(witnesses.get()),
                            read_catalogue_key(config, catalogue_key),
                            nullptr,
                            second_place_of(config)});
  moments = &in_force;
  take_in_published(in_force, catalogue_key);

  http::Router router;
  add_calls(router, in_force);
  add_sign_in(router, identity);
  if (staff) add_sign_in(router, *staff);
  router.set_not_found([&in_force](const Request& request) {
    const auto verifier = in_force.now();
    return as_asked(*verifier, request, refuse(*verifier, request, 404, not_found, {}));
  });
  router.files().load(config.web + "/static", static_options());
  const Repeated sessions_swept(std::chrono::minutes(10), [&] {
    sweep_sessions(*sessions);
    if (staff_sessions) sweep_sessions(*staff_sessions);
  });
  const Repeated evidence_swept(std::chrono::hours(24),
                                [&in_force] { tell_swept(sweep_evidence(*in_force.now())); });
  http::Server server(server_settings(config), std::move(router), sentences);
  say("listening on " + config.address + ":" + std::to_string(server.port()) + " with " +
      std::to_string(states.events_count()) + " events");
  server.run();
}

}  // namespace

int serve(const std::string& path) {
  const auto config = read_config(path);
  if (const auto* sentence = std::get_if<std::string>(&config)) {
    say(*sentence);
    return unusable;
  }
  try {
    run(std::get<Config>(config));
  } catch (const NoStart& no_start) {
    say(no_start.why);
    return unusable;
  } catch (const std::exception& failure) {
    say(failure.what());
    return unusable;
  }
  return yes;
}

}  // namespace samtycke::server
