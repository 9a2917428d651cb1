/// The receipt: what a person keeps of what they said, on which words, to whom, and how to take it
/// back. A record of ISO/IEC TS 27560 in the terms of W3C's DPV, as JSON-LD whose context stands in
/// it: docs/EVIDENCE.md tells each member. Here is what is signed; signing is the server's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "event.hpp"
#include "state.hpp"

namespace samtycke {

/// One event of a receipt, and what the log alone knows of it.
struct ReceiptEvent {
  std::uint64_t position = 0;
  Event event;
  std::string salt;      // base64 of the 32 bytes beside it; empty: not told
  bool renewed = false;  // of a grant: whether it carries on a consent that ran
};

struct ReceiptFacts {
  std::string origin;  // the verifier's: scheme, host and port
  Time issued_at = 0;
  std::string submission_id;
  const Catalogue* catalogue = nullptr;  // null: none can be read, and stops count all the same
  std::vector<ReceiptEvent> events;
};

/// The payload. One record for each event; what several of them share (parties, notices, uses of
/// data, rights) stands once beside them and is linked by its `@id`.
///
/// It says no more than is known. A notice is shown where the catalogue has the very words whose
/// digest is in the event, and otherwise named by that digest alone; how data are used is told
/// where the event is about the processing version that the catalogue has. A record that lacks
/// something which 27560 or GDPR asks for does not say that it conforms with it.
Value receipt_payload(const ReceiptFacts& facts, Hash hash);

/// Whether a grant carried on a consent that ran: it is the choice in the state that it led to, and
/// the consent began before it.
bool renews(const Event& event, const State& after);

}  // namespace samtycke
