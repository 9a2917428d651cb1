/// Whether a receipt proves what it says, to somebody who trusts no server: its signature, its
/// events byte for byte, their place in the log, the log's head and the witnesses of it, the words
/// that were shown. Command line and page ask this one function.
///
/// Signatures are the caller's to verify, so it is asked twice: the first answer names the claims,
/// the second is given which of them hold.
#pragma once

#include <optional>
#include <vector>

#include "catalogue.hpp"
#include "checked.hpp"
#include "jws.hpp"
#include "signed_note.hpp"
#include "time.hpp"
#include "witness_policy.hpp"

namespace samtycke {

/// Whom and what the reader trusts, from elsewhere than the receipt.
struct ReceiptTrust {
  std::vector<JwsKey> keys;  // of the verifier, for receipts
  NoteKey log_key;           // its name is the log's origin
  const WitnessPolicy* policy = nullptr;
  const Catalogue* catalogue = nullptr;
  std::optional<Time> now;
};

struct ReceiptReport {
  std::vector<SignatureClaim> claims;  // the same whatever holds
  std::vector<CheckLine> lines;        // `where` leads into the receipt
};

/// `holds[i]` says whether claim i was found to hold; one that nobody looked at does not.
ReceiptReport check_receipt(const Value& receipt, const ReceiptTrust& trust,
                            const std::vector<bool>& holds, Hash hash);

/// Whether any line is wrong, or there is none.
bool is_wrong(const std::vector<CheckLine>& lines);

}  // namespace samtycke
