#include "receipt.hpp"

#include <algorithm>

#include "receipt_context.hpp"
#include "receipt_record.hpp"

namespace samtycke {
namespace {

constexpr std::string_view conforming = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

Value catalogue_value(const Catalogue& catalogue) {
  Value out = object_value();
  add_text(out, "id", catalogue.id);
  add_text(out, "version", catalogue.version);
  add_text(out, "digest", catalogue.digest);
  return out;
}

Value events_value(const std::vector<ReceiptEvent>& events) {
  Value out = array_value();
  for (const ReceiptEvent& told : events) {
    Value one = object_value();
    add(one, "position", integer_value(static_cast<std::int64_t>(told.position)));
    add(one, "event", to_value(told.event));
    add_text(one, "salt", told.salt);
    out.items.push_back(std::move(one));
  }
  return out;
}

/// What the receipt tells in our own words, as it did before it had others.
void add_own(Value& payload, const ReceiptFacts& facts) {
  add_text(payload, "verifier", facts.origin);
  add_text(payload, "issued_at", format_time(facts.issued_at));
  add_text(payload, "submission_id", facts.submission_id);
  if (facts.catalogue != nullptr) add(payload, "catalogue", catalogue_value(*facts.catalogue));
  add(payload, "events", events_value(facts.events));
}

}  // namespace

Value receipt_payload(const ReceiptFacts& facts, Hash hash) {
  ReceiptNodes nodes(facts.origin, facts.catalogue, hash);
  Value records = array_value();
  bool conforms = !facts.events.empty();
  for (const ReceiptEvent& told : facts.events) {
    ReceiptRecord record = receipt_record(told, nodes);
    conforms = conforms && record.conforms;
    records.items.push_back(std::move(record.node));
  }
  // No two receipts begin with the same event.
  const std::uint64_t first = facts.events.empty() ? 0 : facts.events.front().position;
  const std::string iri = ReceiptNodes::own("receipts/" + std::to_string(first));
  Value payload = object_value();
  add(payload, "@context", receipt_context(facts.origin, nodes.catalogue_iri()));
  add_text(payload, "@id", iri);
  add_text(payload, "@type", "dpv:ConsentReceipt");
  add_text(payload, "dct:identifier", nodes.in_full(iri));
  add_text(payload, "dpv:hasIdentifier", nodes.in_full(iri));
  add_text(payload, "dct:conformsTo", conforms ? conforming : "ns:receipt");
  add_text(payload, "dct:created", format_time(facts.issued_at));
  add_text(payload, "dct:publisher", nodes.controller().iri);
  add(payload, "dpv:hasRecordOfActivity", std::move(records));
  nodes.write(payload);
  add_own(payload, facts);
  return payload;
}

bool renews(const Event& event, const State& after) {
  if (event.kind != EventKind::granted) return false;
  const auto& choices = after.subject.choices;
  const auto choice = std::find_if(choices.begin(), choices.end(), [&event](const Choice& c) {
    return c.purpose == event.purpose;
  });
  return choice != choices.end() && choice->sequence == event.sequence && choice->since < event.at;
}

}  // namespace samtycke
