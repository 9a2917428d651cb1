#include "base64.hpp"
#include "evaluate_call.hpp"
#include "limits.hpp"
#include "receipt.hpp"

namespace samtycke {
namespace {

/// Scheme, host and port, as a browser writes an origin; whatever would end or break an IRI is
/// none.
bool is_origin(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view host = text.substr(scheme.size());
    return !host.empty() && std::string_view(host).find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyz0123456789.-:[]") == host.npos;
  }
  return false;
}

ReceiptEvent read_event(Fields& fields) {
  ReceiptEvent told;
  told.position = static_cast<std::uint64_t>(fields.integer("position", 0, limits::integer_max));
  auto event = event_from(fields.object("event"), pointer(fields.where(), "event"));
  if (event) {
    told.event = std::move(*event);
  } else {
    fields.fail(event.error());
  }
  told.salt = fields.optional_text("salt");
  if (!told.salt.empty() && !digest_from_base64(told.salt)) fields.fail(Code::bad_value, "salt");
  told.renewed = fields.optional_boolean("renewed");
  return told;
}

std::vector<ReceiptEvent> read_events(Fields& fields) {
  std::vector<ReceiptEvent> out;
  const Value& list = fields.array("events", limits::changes_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Fields one(list.items[i], pointer("/events", i));
    out.push_back(read_event(one));
    if (const auto error = one.error()) fields.fail(*error);
  }
  return out;
}

}  // namespace

Answer call_receipt(Call& call) {
  ReceiptFacts facts;
  facts.origin = call.fields.text("origin");
  if (!is_origin(facts.origin)) call.fields.fail(Code::bad_value, "origin");
  facts.issued_at = call.fields.time("issued_at");
  facts.submission_id = call.fields.id("submission_id");
  facts.events = read_events(call.fields);
  if (facts.events.empty()) call.fields.fail(Code::bad_value, "events");
  if (const auto error = call.fields.error()) return *error;
  // Without a catalogue as well: a stop counts, and has its receipt.
  if (call.loaded.catalogue) facts.catalogue = &*call.loaded.catalogue;
  Value out = object_value();
  add(out, "payload", receipt_payload(facts, call.hash));
  return out;
}

}  // namespace samtycke
