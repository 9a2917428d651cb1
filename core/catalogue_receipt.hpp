/// What a catalogue tells for receipts alone (ISO/IEC TS 27560 in the terms of W3C's DPV): its
/// member `receipt`. No person reads it and no decision needs it, so it is read where a receipt is
/// written or linted and not with the rest: a page, which does neither, carries no reader for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"

namespace samtycke {

struct PostalAddress {
  std::string street, postal_code, locality;
  std::string country;  // of two letters, as in ISO 3166

  /// A street or box and a country: the least that a record needs.
  bool complete() const { return !street.empty() && !country.empty(); }
};

/// Somebody whom a receipt names: the authority for complaints, or a recipient of data.
struct ReceiptParty {
  std::string name;
  std::string contact;  // an address for mail, or a link
  std::string iri;      // of an authority, where a vocabulary has one
  std::string url;      // of an authority: where to complain
  PostalAddress address;

  bool complete() const { return !name.empty() && !contact.empty() && address.complete(); }
};

/// A word of the catalogue and the terms of the vocabulary that say the same or more.
struct ReceiptTerm {
  std::string id;
  std::vector<std::string> terms;
};

struct ReceiptPurpose {
  std::string id;
  std::vector<std::string> broader;     // several: all of them apply
  std::vector<std::string> data;        // where the purpose has no data types: a way of contact
  std::vector<std::string> processing;  // where it has no kinds of processing
  std::string source, collection;       // where the data come from, and by what
};

struct ReceiptParts {
  std::string notice_date;  // the day from which the texts of this version are shown
  std::string jurisdiction;
  std::vector<std::string> storage_locations, processing_locations;  // countries
  PostalAddress address;                                             // the operator's
  ReceiptParty authority;
  std::vector<ReceiptParty> recipients;
  std::vector<ReceiptTerm> data_types, processing_kinds;
  std::vector<ReceiptPurpose> purposes;

  // Null where nothing is told.
  const ReceiptParty* recipient(std::string_view name) const;
  const ReceiptTerm* data_type(std::string_view id) const;
  const ReceiptTerm* processing_kind(std::string_view id) const;
  const ReceiptPurpose* purpose(std::string_view id) const;
};

/// Whether the catalogue tells anything for receipts.
bool tells_receipt(const Catalogue& catalogue);

/// What it tells; nothing at all where the member is absent. Errors: the reader's codes, and an id
/// that stands twice or leads to nothing in the catalogue.
Result<ReceiptParts> receipt_parts(const Catalogue& catalogue);

}  // namespace samtycke
