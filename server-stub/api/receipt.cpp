#include "api/receipt.hpp"

#include <algorithm>
#include <cassert>

#include "api/hash.hpp"
#include "core/base64.hpp"
#include "core/receipt.hpp"

namespace samtycke::server {
namespace {

std::string salt_text(const std::string& salt) {
  Digest bytes;
  assert(salt.size() == bytes.size());
  std::copy_n(salt.begin(), bytes.size(), bytes.begin());
  return base64(bytes);
}

}  // namespace

Value receipt(const Verifier& verifier, const std::vector<Event>& events,
              std::uint64_t first_position, std::string_view submission_id, Time now,
              const std::vector<std::string>& salts, const State* after) {
  assert(salts.empty() || salts.size() == events.size());
  ReceiptFacts facts;
  facts.origin = verifier.origin;
  facts.issued_at = now;
  facts.submission_id = submission_id;
  facts.catalogue = verifier.catalogue();
  for (std::size_t i = 0; i < events.size(); ++i) {
    ReceiptEvent told;
    told.position = first_position + i;
    told.event = events[i];
    if (!salts.empty()) told.salt = salt_text(salts[i]);
    told.renewed = after != nullptr && renews(events[i], *after);
    facts.events.push_back(std::move(told));
  }
  Value payload = receipt_payload(facts, openssl_sha256);
  Value out = object_value();
  add_text(out, "jws", verifier.receipt_key.sign_detached(canonical(payload)));
  add(out, "payload", std::move(payload));
  return out;
}

}  // namespace samtycke::server
