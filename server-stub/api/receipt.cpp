#include "api/receipt.hpp"

#include "core/base64.hpp"
#include "core/receipt.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {

Value receipt(const Verifier& verifier, const std::vector<Event>& events,
              const std::vector<Placed>& placed, std::string_view submission_id, Time now,
              const State& after) {
  ReceiptFacts facts;
  facts.origin = verifier.origin;
  facts.issued_at = now;
  facts.submission_id = submission_id;
  facts.catalogue = verifier.catalogue();
  for (std::size_t i = 0; i < events.size(); ++i) {
    ReceiptEvent told;
    told.position = placed[i].position;
    told.event = events[i];
    told.salt = base64(placed[i].salt);
    told.renewed = renews(events[i], after);
    facts.events.push_back(std::move(told));
  }
  Value payload = receipt_payload(facts, openssl_sha256);
  Value out = object_value();
  add_text(out, "jws", verifier.receipt_key.sign_detached(canonical(payload)));
  add(out, "payload", std::move(payload));
  return out;
}

}  // namespace samtycke::server
