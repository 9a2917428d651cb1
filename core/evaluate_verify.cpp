#include "base64.hpp"
#include "evaluate_call.hpp"
#include "limits.hpp"
#include "verify_receipt.hpp"

namespace samtycke {
namespace {

std::vector<bool> read_holds(Fields& fields) {
  std::vector<bool> holds;
  if (!fields.has("holds")) return holds;
  const Value& list = fields.array("holds", limits::values_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (!list.items[i].is(Value::Type::boolean)) {
      fields.fail(Error{Code::wrong_type, pointer("/holds", i)});
    }
    holds.push_back(list.items[i].truth);
  }
  return holds;
}

Value claims_value(const std::vector<SignatureClaim>& claims) {
  Value list = array_value();
  for (const SignatureClaim& claim : claims) {
    Value one = object_value();
    add_text(one, "public_key", base64(claim.public_key));
    add_text(one, "message", base64(claim.message));
    add_text(one, "signature", base64(claim.signature));
    list.items.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Answer call_verify_receipt(Call& call) {
  Fields& fields = call.fields;
  const Value& receipt = fields.object("receipt");
  const auto keys = jws_keys_from(fields.object("keys"), call.hash);
  if (!keys) fields.fail(Code::bad_value, "keys");
  const auto log_key = vkey_from(call.hash, fields.text("log_key"));
  if (!log_key || log_key->type != ed25519_key) fields.fail(Code::bad_value, "log_key");
  auto policy = witness_policy_from(call.hash, fields.optional_text("policy"));
  if (fields.has("policy") && std::holds_alternative<PolicyFault>(policy)) {
    fields.fail(Code::bad_value, "policy");
  }
  const bool with_text = fields.optional_boolean("text");
  if (with_text && !call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const std::vector<bool> holds = read_holds(fields);
  const auto now = fields.optional_time("now");
  if (const auto error = fields.error()) return *error;
  ReceiptTrust trust{*keys, *log_key, std::get_if<WitnessPolicy>(&policy),
                     with_text ? &*call.loaded.catalogue : nullptr, now};
  const ReceiptReport report = check_receipt(receipt, trust, holds, call.hash);
  Value lines = array_value();
  for (const CheckLine& line : report.lines) lines.items.push_back(to_value(line));
  Value out = object_value();
  add(out, "claims", claims_value(report.claims));
  add(out, "lines", std::move(lines));
  add(out, "proved", boolean_value(!is_wrong(report.lines)));
  return out;
}

}  // namespace samtycke
