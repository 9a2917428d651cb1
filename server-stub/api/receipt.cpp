#include "api/receipt.hpp"

#include "core/base64.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {

std::string signed_receipt(const ReceiptFacts& facts, const SigningKey& key) {
  const std::string payload = canonical(receipt_payload(facts, openssl_sha256));
  return R"({"jws":)" + canonical(text_value(key.sign_detached(payload))) + R"(,"payload":)" +
         payload + '}';
}

std::string receipt(const Verifier& verifier, const std::vector<Event>& events,
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
  return signed_receipt(facts, verifier.receipt_key);
}

}  // namespace samtycke::server
