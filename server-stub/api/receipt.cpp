#include "api/receipt.hpp"

#include "core/base64.hpp"

namespace samtycke::server {

Value receipt(const Verifier& verifier, const std::vector<Event>& events,
              const std::vector<Placed>& placed, std::string_view submission_id, Time now) {
  Value list = array_value();
  for (std::size_t i = 0; i < events.size(); ++i) {
    Value one = object_value();
    add(one, "event", to_value(events[i]));
    add(one, "position", integer_value(static_cast<std::int64_t>(placed[i].position)));
    add_text(one, "salt", base64(placed[i].salt));
    list.items.push_back(std::move(one));
  }
  Value payload = object_value();
  add_text(payload, "verifier", verifier.origin);
  add_text(payload, "issued_at", format_time(now));
  add_text(payload, "submission_id", submission_id);
  if (const Catalogue* catalogue = verifier.catalogue()) {
    Value named = object_value();
    add_text(named, "id", catalogue->id);
    add_text(named, "version", catalogue->version);
    add_text(named, "digest", catalogue->digest);
    add(payload, "catalogue", std::move(named));
  }
  // Each event holds the digest of the text it was made on.
  add(payload, "events", std::move(list));

  Value out = object_value();
  add_text(out, "jws", verifier.receipt_key.sign_detached(canonical(payload)));
  add(out, "payload", std::move(payload));
  return out;
}

}  // namespace samtycke::server
