#include "house.hpp"

#include <fstream>
#include <stdexcept>

#include "api/judged.hpp"
#include "api/once.hpp"
#include "api/pages.hpp"
#include "api/proved.hpp"
#include "core/checkpoint.hpp"
#include "core/gates.hpp"
#include "core/log_proof.hpp"
#include "identity/hash.hpp"

namespace samtycke::server::verify_tests {
namespace {

constexpr std::uint64_t per_subscriber = 10;

void demand(bool is_so, const char* what) {
  if (!is_so) throw std::logic_error(what);
}

SigningKey key_of(char letter) { return *SigningKey::from_seed(std::string(32, letter)); }

std::string id(const char* kind, std::uint64_t number) { return kind + std::to_string(number); }

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

NoteKey witness_key(const char* name, const SigningKey& key) {
  return note_key(openssl_sha256, name, ed25519_cosigner_key, key.verifying_key().point());
}

std::string cosigned(const std::string& proof_text, const std::vector<NoteKey>& names,
                     const std::vector<const SigningKey*>& keys) {
  auto proof = *log_proof_from(proof_text);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::uint64_t time = 1'795'507'200 + i;
    TimedSignature signature{time, keys[i]->sign(cosignature_message(time, proof.note.text))};
    proof.note.signatures.push_back({names[i].name, names[i].id, to_bytes(signature)});
  }
  return to_text(proof);
}

}  // namespace

FilledHouse::FilledHouse(const std::string& folder)
    : folder_(folder),
      log_key_(key_of('l')),
      receipt_key_(key_of('r')),
      catalogue_key_(key_of('c')),
      first_witness_(key_of('1')),
      second_witness_(key_of('2')) {
  auto opened =
      open_sqlite_store(folder + "/samtycke.db", folder + "/samtycke.db-keys", Synchronous::off);
  demand(std::holds_alternative<std::unique_ptr<Store>>(opened), "no store");
  store_ = std::move(std::get<std::unique_ptr<Store>>(opened));
  states_ = std::make_unique<States>(*store_);
  demand(states_->open(), "no states");
  auto log = Log::open(*store_, log_origin, log_key_);
  demand(std::holds_alternative<std::unique_ptr<Log>>(log), "no log");
  log_ = std::move(std::get<std::unique_ptr<Log>>(log));
  sequencer_ = std::make_unique<Sequencer>(*store_, *states_, *log_);
  Published published;
  published.catalogue = made::demo();
  published.signed_ = true;
  published.bytes = canonical(made::demo_document());
  published.signature = catalogue_key_.sign_detached(published.bytes);
  const KeptCatalogue kept{made::demo().id, made::demo().version_number, made::demo().digest,
                           published.bytes, published.signature};
  demand(sequencer_->record([&](Pending& pending) {
    return pending.store().keep_catalogue(kept);
  }) == Recorded::yes,
         "no catalogue");
  verifier_.reset(
      new Verifier{nullptr,
                   *store_,
                   *states_,
                   *sequencer_,
                   *log_,
                   {},
                   std::move(published),
                   receipt_key_,
                   jwk_set({receipt_key_.verifying_key(), catalogue_key_.verifying_key()}),
                   "",
                   "https://own.example",
                   "",
                   [this] { return now_.load(); },
                   nullptr,
                   {}});
  for (const Purpose& purpose : made::demo().purposes) {
    if (takes_choices(purpose) && purpose.active) purposes_.push_back(purpose.id);
  }
  demand(purposes_.size() >= 4, "too few purposes");
}

void FilledHouse::begin(std::uint64_t first, std::uint64_t until) {
  const Recorded recorded = sequencer_->record([&](Pending& pending) {
    Actor actor;
    actor.role = Role::provisioning;
    actor.door = Door::provisioning;
    const auto record = [&](const Act& act, const State& state) {
      const auto events = accept(act, verifier_->circumstances(), state, actor);
      return events && pending.append(events->front());
    };
    for (std::uint64_t i = first; i < until; ++i) {
      Act act;
      act.subscriber = id("sbr-", i / per_subscriber);
      if (i % per_subscriber == 0) {
        act.kind = EventKind::mandate_given;
        act.person = id("prs-", i);
        if (!record(act, *pending.of_subscriber(act.subscriber))) return false;
      }
      act.kind = EventKind::relation_begun;
      act.subject = id("sub-", i);
      act.person = id("prs-", i);
      if (!record(act, *pending.of_subject(act.subject))) return false;
    }
    return true;
  });
  demand(recorded == Recorded::yes, "no relations");
  for (std::uint64_t i = first; i < until; ++i) {
    if (i % per_subscriber == 0) open_gates(i / per_subscriber);
  }
}

std::string FilledHouse::answer_of(const std::string& actor, const std::string& submission_id,
                                   const Submission& submission, const std::string& subject,
                                   const std::string& subscriber) {
  Actor who{actor, Role::user, Door::page, "ses-1"};
  if (subject.empty()) who = {actor, Role::company_admin, Door::gates, "ses-1"};
  const std::string bytes = submission_id;
  Refused refused;
  const Outcome outcome =
      record_once(*verifier_, {actor, submission_id, bytes}, [&](Pending& pending) {
        const auto state =
            subject.empty() ? pending.of_subscriber(subscriber) : pending.of_subject(subject);
        return judge_and_append(*verifier_, submission, *state, who, pending, refused);
      });
  demand(outcome.recorded == Recorded::yes, "nothing was recorded");
  now_ += 1;
  auto answer = proved_answer(*verifier_, outcome);
  demand(answer.has_value(), "no proof");
  return *answer;
}

void FilledHouse::open_gates(std::uint64_t subscriber) {
  const std::string submission_id = id("gates-", subscriber);
  Value wish = object_value();
  add_text(wish, "subscriber", id("sbr-", subscriber));
  add_text(wish, "submission_id", submission_id);
  Value changes = array_value();
  for (const Purpose& purpose : made::demo().purposes) {
    if (!has_gate(purpose) || !purpose.active || changes.items.size() == 2) continue;
    Value change = object_value();
    add_text(change, "purpose", purpose.id);
    add_text(change, "gate", "open");
    changes.items.push_back(std::move(change));
  }
  samtycke::add(wish, "changes", std::move(changes));
  (void)answer_of(id("prs-", subscriber * per_subscriber), submission_id, *gates_from(wish), "",
                  id("sbr-", subscriber));
}

Submission FilledHouse::submission_of(std::uint64_t subject, int round) {
  const State state = states_->of_subject(id("sub-", subject)).state;
  const auto purpose = [&](std::uint64_t i) { return purposes_[(subject + i) % purposes_.size()]; };
  const bool is_first = round == 0;
  Value value = made::submission_value(
      state, purpose(0), is_first || round % 2 == 0 ? EventKind::granted : EventKind::withdrawn,
      now_);
  if (is_first) {
    made::add_change(value, purpose(1), EventKind::granted);
    made::add_change(value, purpose(2), EventKind::refused);
  }
  if (is_first && subject % 16 == 3) {
    made::add_change(value, purpose(3), EventKind::objection);
  }
  return *submission_from(
      made::with(std::move(value), "/submission_id",
                 text_value(id("sbm-", subject) + '-' + std::to_string(round))));
}

std::string FilledHouse::visit(std::uint64_t subject, int round) {
  const Submission submission = submission_of(subject, round);
  return answer_of(id("prs-", subject), submission.submission_id, submission, id("sub-", subject),
                   "");
}

void FilledHouse::write_keys() const {
  write(folder_ + "/jwks.json", verifier_->keys);
  write(folder_ + "/log.vkey", log_->vkey() + '\n');
  write(folder_ + "/catalogue.json", verifier_->published.bytes);
  demand(receipt_key_.save(folder_ + "/receipt.pem") && log_key_.save(folder_ + "/log.pem"),
         "no key written");
  write(folder_ + "/policy.txt", "log " + log_->vkey() + "\nwitness one " +
                                     vkey_text(witness_key("one.example", first_witness_)) +
                                     "\nwitness two " +
                                     vkey_text(witness_key("two.example", second_witness_)) +
                                     "\ngroup both all one two\nquorum both\n");
}

void FilledHouse::write_head(const std::string& name) const {
  write(folder_ + '/' + name, log_->checkpoint().note);
}

void FilledHouse::write_receipt(const std::string& name, const std::string& answer) const {
  Value receipt = *made::json_of(answer).find("receipt");
  write(folder_ + '/' + name + ".json", canonical(receipt));
  Value& log = const_cast<Value&>(*receipt.find("log"));
  for (Value& one : log.items) {
    Value& proof = const_cast<Value&>(*one.find("proof"));
    proof.text = cosigned(
        proof.text,
        {witness_key("one.example", first_witness_), witness_key("two.example", second_witness_)},
        {&first_witness_, &second_witness_});
  }
  write(folder_ + '/' + name + "-cosigned.json", canonical(receipt));
}

}  // namespace samtycke::server::verify_tests
