#include "verify_receipt.hpp"

#include <algorithm>

#include "base64.hpp"
#include "event.hpp"
#include "log_proof.hpp"
#include "merkle.hpp"
#include "notice.hpp"
#include "tree.hpp"

namespace samtycke {
namespace {

constexpr std::string_view events_place = "/payload/events";

const Value* member(const Value& object, std::string_view name, Value::Type type) {
  const Value* found = object.find(name);
  return found != nullptr && found->is(type) ? found : nullptr;
}

std::string_view text_of(const Value* object, std::string_view name) {
  const Value* text = object == nullptr ? nullptr : member(*object, name, Value::Type::string);
  return text == nullptr ? std::string_view() : std::string_view(text->text);
}

std::optional<std::uint64_t> position_of(const Value& object) {
  const Value* position = member(object, "position", Value::Type::integer);
  if (position == nullptr || position->integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(position->integer);
}

/// The receipt's parts, once they are all there.
struct Parts {
  const Value* payload;
  const Value* events;
  const Value* log;
  std::string_view jws;
};

class Walk {
 public:
  Walk(const ReceiptTrust& trust, const std::vector<bool>& holds, Hash hash)
      : trust_(trust), holds_(holds), hash_(hash) {}

  ReceiptReport over(const Value& receipt) && {
    if (const auto parts = parts_of(receipt)) {
      check_signature(*parts);
      check_policy();
      const bool is_named = is_catalogue_named(*parts);
      for (std::size_t i = 0; i < parts->events->items.size(); ++i) {
        check_event(*parts, i, is_named);
      }
      check_times(*parts);
    }
    return std::move(report_);
  }

 private:
  void add(CheckLine line) { report_.lines.push_back(std::move(line)); }
  void add(Check check, std::string where) { add({check, std::move(where), {}, {}, {}, {}}); }

  std::optional<Parts> parts_of(const Value& receipt) {
    const auto missing = [this](std::string_view where) {
      add(Check::receipt_misformed, std::string(where));
      return std::nullopt;
    };
    Parts parts{};
    parts.payload = member(receipt, "payload", Value::Type::object);
    if (parts.payload == nullptr) return missing("/payload");
    parts.events = member(*parts.payload, "events", Value::Type::array);
    if (parts.events == nullptr || parts.events->items.empty()) return missing(events_place);
    parts.jws = text_of(&receipt, "jws");
    if (parts.jws.empty()) return missing("/jws");
    parts.log = member(receipt, "log", Value::Type::array);
    if (parts.log == nullptr || parts.log->items.size() != parts.events->items.size()) {
      return missing("/log");
    }
    return parts;
  }

  /// Names the claim, once, and says whether it holds.
  bool does_hold(const SignatureClaim& claim) {
    auto& claims = report_.claims;
    const auto known = std::find_if(claims.begin(), claims.end(), [&claim](const auto& other) {
      return other.public_key == claim.public_key && other.message == claim.message &&
             other.signature == claim.signature;
    });
    const auto place = static_cast<std::size_t>(known - claims.begin());
    if (known == claims.end()) claims.push_back(claim);
    return place < holds_.size() && holds_[place];
  }

  /// All are named, also behind one that fails.
  bool do_all_hold(const std::vector<SignatureClaim>& claims) {
    bool all = true;
    for (const SignatureClaim& claim : claims) all = does_hold(claim) && all;
    return all;
  }

  void check_signature(const Parts& parts) {
    const auto claim = claim_of_jws(parts.jws, canonical(*parts.payload), trust_.keys);
    if (const auto* fault = std::get_if<JwsFault>(&claim)) {
      constexpr Check by_fault[] = {Check::signature_misformed, Check::signature_algorithm,
                                    Check::signature_unknown_key};
      return add(by_fault[static_cast<int>(*fault)], "/jws");
    }
    const bool holds = does_hold(std::get<SignatureClaim>(claim));
    add(holds ? Check::signature_holds : Check::signature_wrong, "/jws");
  }

  void check_policy() {
    if (trust_.policy == nullptr) return;
    const auto& logs = trust_.policy->logs;
    const bool is_named =
        logs.empty() || std::any_of(logs.begin(), logs.end(),
                                    [&](const auto& log) { return log.key == trust_.log_key; });
    if (!is_named) add(Check::policy_of_another_log, "");
  }

  /// Whether the words can be looked up. A catalogue is any file, as long as it is the one named.
  bool is_catalogue_named(const Parts& parts) {
    if (trust_.catalogue == nullptr) return false;
    const Value* named = member(*parts.payload, "catalogue", Value::Type::object);
    if (text_of(named, "digest") == trust_.catalogue->digest) return true;
    add(Check::catalogue_is_another, "/payload/catalogue/digest");
    return false;
  }

  void check_event(const Parts& parts, std::size_t i, bool is_named) {
    const std::string where = pointer(events_place, i);
    const Value& told = parts.events->items[i];
    const Value* value = member(told, "event", Value::Type::object);
    const auto event =
        value == nullptr ? Result<Event>(Error{Code::missing_member, ""}) : event_from(*value, "");
    if (!event) return add(Check::event_misformed, where + "/event" + event.error().where);
    const std::string bytes = canonical(to_value(*event));
    if (bytes != canonical(*value)) return add(Check::event_not_canonical, where + "/event");
    const auto position = position_of(told);
    if (!position || position_of(parts.log->items[i]) != position) {
      return add(Check::position_wrong, where + "/position");
    }
    add({Check::event_canonical, where + "/event", position, {}, {}, {}});
    const auto salt = bytes_from_base64(text_of(&told, "salt"));
    if (!salt || salt->size() != digest_size) return add(Check::salt_misformed, where + "/salt");
    check_place(log_entry(hash_, *salt, bytes), *position, parts.log->items[i],
                pointer("/log", i) + "/proof");
    check_text(*event, where + "/event/evidence/text_digest", is_named);
  }

  void check_place(const Digest& entry, std::uint64_t position, const Value& log,
                   const std::string& where) {
    const auto proof = log_proof_from(text_of(&log, "proof"));
    if (!proof) return add({Check::proof_misformed, where, position, {}, {}, {}});
    const std::uint64_t size = proof->checkpoint.size;
    const std::string_view entry_bytes(reinterpret_cast<const char*>(entry.data()), entry.size());
    const bool is_in = check_inclusion(hash_, leaf_hash(hash_, entry_bytes), position, size,
                                       proof->hashes, proof->checkpoint.root);
    const Check check = proof->index != position ? Check::index_wrong
                        : is_in                  ? Check::inclusion_holds
                                                 : Check::inclusion_wrong;
    add({check, where, position, size, {}, {}});
    check_head(*proof, where);
  }

  void check_head(const LogProof& proof, const std::string& where) {
    const std::uint64_t size = proof.checkpoint.size;
    const auto claims = claims_of(proof.note, trust_.log_key);
    const bool holds = do_all_hold(claims);
    const bool is_ours = !claims.empty() && proof.checkpoint.origin == trust_.log_key.name;
    add({!is_ours ? Check::checkpoint_foreign
         : holds  ? Check::checkpoint_signed
                  : Check::checkpoint_wrong,
         where,
         {},
         size,
         {},
         {}});
    check_witnesses(proof, where);
  }

  void check_witnesses(const LogProof& proof, const std::string& where) {
    const std::uint64_t size = proof.checkpoint.size;
    if (trust_.policy == nullptr) return add({Check::witnesses_not_asked, where, {}, size, {}, {}});
    const auto& witnesses = trust_.policy->witnesses;
    std::vector<NoteKey> cosigned;
    for (const PolicyWitness& witness : witnesses) {
      const auto claims = claims_of(proof.note, witness.key);
      if (claims.empty()) continue;
      if (do_all_hold(claims)) {
        cosigned.push_back(witness.key);
      } else {
        add({Check::cosignature_wrong, where, {}, size, {}, {}});
      }
    }
    const bool is_reached = quorum_reached(*trust_.policy, cosigned);
    add({is_reached ? Check::quorum_reached : Check::quorum_missed,
         where,
         {},
         size,
         cosigned.size(),
         witnesses.size()});
  }

  void check_text(const Event& event, std::string where, bool is_named) {
    const Evidence& evidence = event.evidence;
    if (evidence.text_digest.empty()) return add(Check::text_not_named, std::move(where));
    if (trust_.catalogue == nullptr) return add(Check::text_not_asked, std::move(where));
    if (!is_named) return;  // said once for all
    const Purpose* purpose = trust_.catalogue->find(event.purpose);
    const auto notice = purpose == nullptr
                            ? Result<Notice>(Error{Code::unknown_purpose, ""})
                            : notice_for(*trust_.catalogue, *purpose, evidence.language);
    if (notice && digest_of(*notice, *trust_.catalogue, *purpose, evidence.language, hash_) ==
                      evidence.text_digest) {
      return add(Check::text_matches, std::move(where));
    }
    // A stop counts on whatever words; what it names is what the page claimed.
    add(is_stop(event.kind) ? Check::text_of_a_stop : Check::text_wrong, std::move(where));
  }

  /// Nothing in a receipt is later than the receipt, and it is not from days to come.
  void check_times(const Parts& parts) {
    const auto issued_at = parse_time(text_of(parts.payload, "issued_at"));
    bool fits = issued_at.has_value();
    for (std::size_t i = 0; fits && i < parts.events->items.size(); ++i) {
      const Value* event = member(parts.events->items[i], "event", Value::Type::object);
      const auto at = parse_time(text_of(event, "at"));
      fits = at && *at <= *issued_at;
    }
    if (fits && trust_.now) fits = *issued_at <= *trust_.now;
    add(!fits        ? Check::times_wrong
        : trust_.now ? Check::times_fit
                     : Check::times_not_asked,
        "/payload/issued_at");
  }

  const ReceiptTrust& trust_;
  const std::vector<bool>& holds_;
  const Hash hash_;
  ReceiptReport report_;
};

}  // namespace

ReceiptReport check_receipt(const Value& receipt, const ReceiptTrust& trust,
                            const std::vector<bool>& holds, Hash hash) {
  return Walk(trust, holds, hash).over(receipt);
}

bool is_wrong(const std::vector<CheckLine>& lines) {
  return lines.empty() || std::any_of(lines.begin(), lines.end(), [](const CheckLine& line) {
           return result_of(line.check) == CheckResult::wrong;
         });
}

}  // namespace samtycke
