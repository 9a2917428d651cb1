#include "verify/heads.hpp"

#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

/// The name of the first log, by that of the last.
std::string first_origin(const std::string& last, std::size_t openings_count) {
  const std::string ending = openings_count == 0 ? "" : "/" + std::to_string(openings_count + 1);
  return last.ends_with(ending) ? last.substr(0, last.size() - ending.size()) : last;
}

}  // namespace

std::optional<SignedHead> signed_head_from(std::string_view bytes) {
  auto note = note_from(bytes);
  auto checkpoint = note ? checkpoint_from(note->text) : std::nullopt;
  if (!checkpoint) return std::nullopt;
  return SignedHead{std::move(*note), std::move(*checkpoint)};
}

HeadCheck::HeadCheck(Connection& connection, const NoteKey& key,
                     const std::vector<LogOpening>& openings, Claims& claims, const Tell& tell)
    : rows_(connection, "SELECT size, note FROM checkpoints ORDER BY size"),
      claims_(claims),
      tell_(tell) {
  const std::string first = first_origin(key.name, openings.size());
  const auto named = [&](std::int64_t number) {
    return note_key(openssl_sha256, log_origin(first, number), key.type, key.public_key);
  };
  logs_.push_back({0, named(1), {}});
  for (const LogOpening& opening : openings) {
    const auto previous = signed_head_from(opening.previous);
    const bool is_signed = previous && previous->checkpoint.origin == logs_.back().key.name &&
                           claims_.is_signed(previous->note, logs_.back().key);
    tell_({is_signed ? Check::log_begun_anew : Check::head_foreign,
           "log_openings",
           {},
           opening.size,
           {},
           {}});
    logs_.push_back({opening.size, named(opening.number), {}});
    if (previous) logs_.back().lines = {follows_line(previous->checkpoint, opening.size)};
  }
  next();
}

const HeadCheck::Named& HeadCheck::log_of(std::uint64_t size) const {
  const Named* found = &logs_.front();
  for (const Named& log : logs_) {
    if (size > log.kept_size) found = &log;
  }
  return *found;
}

void HeadCheck::next() {
  last_ = size_;
  step_ = rows_.step();
  if (step_ == Step::row) size_ = static_cast<std::uint64_t>(rows_.integer(0));
}

void HeadCheck::pass(const Frontier& frontier) {
  if (expected_ && expected_->checkpoint.size == frontier.size()) {
    const bool is_reached = expected_->checkpoint.root == frontier.root(openssl_sha256);
    tell_({is_reached ? Check::head_reached : Check::head_wrong,
           "--head",
           {},
           frontier.size(),
           {},
           {}});
    expected_.reset();
  }
  while (step_ == Step::row && size_ <= frontier.size()) {
    check(frontier);
    next();
  }
}

void HeadCheck::check(const Frontier& frontier) {
  ++count_;
  const auto told = [this](Check check) { tell_({check, "checkpoints", {}, size_, {}, {}}); };
  const auto head = signed_head_from(rows_.view(1));
  if (!head || head->checkpoint.size != size_ || size_ != frontier.size()) {
    return told(Check::head_misformed);
  }
  const Named& log = log_of(size_);
  if (head->checkpoint.origin != log.key.name || head->checkpoint.extensions != log.lines ||
      claims_of(head->note, log.key).empty()) {
    return told(Check::head_foreign);
  }
  if (!claims_.is_signed(head->note, log.key)) return told(Check::head_not_signed);
  if (head->checkpoint.root != frontier.root(openssl_sha256)) told(Check::head_wrong);
}

void HeadCheck::finish(const Frontier& frontier) {
  if (expected_) {
    const std::uint64_t wanted = expected_->checkpoint.size;
    if (wanted == 0) {
      const bool is_empty = expected_->checkpoint.root == Frontier().root(openssl_sha256);
      tell_({is_empty ? Check::head_reached : Check::head_wrong, "--head", {}, 0, {}, {}});
    } else {
      tell_({Check::log_rolled_back, "--head", {}, wanted, frontier.size(), {}});
    }
  }
  for (; step_ == Step::row; next()) {
    tell_({Check::head_misformed, "checkpoints", {}, size_, {}, {}});
  }
  if (last_ < frontier.size()) {
    tell_({Check::head_missing, "checkpoints", {}, frontier.size(), {}, {}});
  }
}

void check_cosignatures(Connection& connection, const WitnessPolicy& policy, Claims& claims,
                        const Tell& tell) {
  Query rows(connection,
             "SELECT c.size, c.note, group_concat(s.line, '') FROM checkpoints c "
             "JOIN cosignatures s ON s.size = c.size GROUP BY c.size ORDER BY c.size");
  std::uint64_t reached_size = 0;
  std::uint64_t reached_count = 0;
  for (Step step = rows.step(); step == Step::row; step = rows.step()) {
    const auto size = static_cast<std::uint64_t>(rows.integer(0));
    auto head = signed_head_from(rows.view(1));
    const auto lines = note_signatures_from(rows.view(2));
    if (!head || !lines) {
      tell({Check::cosignature_wrong, "cosignatures", {}, size, {}, {}});
      continue;
    }
    head->note.signatures.insert(head->note.signatures.end(), lines->begin(), lines->end());
    std::vector<NoteKey> cosigned;
    for (const PolicyWitness& witness : policy.witnesses) {
      if (claims_of(head->note, witness.key).empty()) continue;
      if (claims.is_signed(head->note, witness.key)) {
        cosigned.push_back(witness.key);
      } else {
        tell({Check::cosignature_wrong, "cosignatures", {}, size, {}, {}});
      }
    }
    if (!quorum_reached(policy, cosigned)) continue;
    reached_size = size;
    reached_count = cosigned.size();
  }
  const bool is_reached = reached_size > 0 || policy.quorum.empty();
  tell({is_reached ? Check::quorum_reached : Check::quorum_missed,
        "cosignatures",
        {},
        reached_size,
        reached_count,
        policy.witnesses.size()});
}

}  // namespace samtycke::server
