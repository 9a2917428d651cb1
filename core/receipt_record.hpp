/// One event as a record of what was said (27560: header, notice, use, parties, event).
#pragma once

#include "receipt.hpp"
#include "receipt_nodes.hpp"

namespace samtycke {

struct ReceiptRecord {
  Value node;
  bool conforms = false;  // it holds all that 27560 and GDPR ask of a record of consent
};

ReceiptRecord receipt_record(const ReceiptEvent& told, ReceiptNodes& nodes);

}  // namespace samtycke
