#include "base64.hpp"
#include "evaluate_call.hpp"
#include "limits.hpp"
#include "merkle.hpp"

namespace samtycke {
namespace {

Digest read_digest(Fields& fields, std::string_view name) {
  const auto digest = digest_from_base64(fields.text(name));
  if (!digest) fields.fail(Code::bad_value, name);
  return digest.value_or(Digest{});
}

std::vector<Digest> read_proof(Fields& fields) {
  std::vector<Digest> proof;
  const Value& list = fields.array("proof", limits::proof_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string where = pointer("/proof", i);
    if (!list.items[i].is(Value::Type::string)) fields.fail(Error{Code::wrong_type, where});
    const auto digest = digest_from_base64(list.items[i].text);
    if (!digest) fields.fail(Error{Code::bad_value, where});
    proof.push_back(digest.value_or(Digest{}));
  }
  return proof;
}

std::uint64_t read_count(Fields& fields, std::string_view name) {
  return static_cast<std::uint64_t>(fields.integer(name, 0, limits::integer_max));
}

Value proved(bool truth) {
  Value out = object_value();
  add(out, "proved", boolean_value(truth));
  return out;
}

}  // namespace

Answer call_check_inclusion(Call& call) {
  const Digest leaf = read_digest(call.fields, "leaf_hash");
  const std::uint64_t index = read_count(call.fields, "index");
  const std::uint64_t size = read_count(call.fields, "size");
  const std::vector<Digest> proof = read_proof(call.fields);
  const Digest root = read_digest(call.fields, "root");
  if (const auto error = call.fields.error()) return *error;
  return proved(check_inclusion(call.hash, leaf, index, size, proof, root));
}

Answer call_check_consistency(Call& call) {
  const std::uint64_t old_size = read_count(call.fields, "old_size");
  const Digest old_root = read_digest(call.fields, "old_root");
  const std::uint64_t size = read_count(call.fields, "size");
  const Digest root = read_digest(call.fields, "root");
  const std::vector<Digest> proof = read_proof(call.fields);
  if (const auto error = call.fields.error()) return *error;
  return proved(check_consistency(call.hash, old_size, old_root, size, root, proof));
}

/// The leaf of an event in a tree over the salted events themselves. The verifier's log is over
/// their hashes (`log_entry`); this line had its answer before there was that log, and keeps it.
Answer call_leaf(Call& call) {
  const auto event = event_from(call.fields.object("event"), "/event");
  const Digest salt = read_digest(call.fields, "salt");
  if (const auto error = call.fields.error()) return *error;
  if (!event) return event.error();
  std::string bytes(salt.begin(), salt.end());
  append_canonical(bytes, to_value(*event));
  Value out = object_value();
  add_text(out, "leaf_hash", base64(leaf_hash(call.hash, bytes)));
  return out;
}

}  // namespace samtycke
