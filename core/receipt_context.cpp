#include "receipt_context.hpp"

namespace samtycke {
namespace {

struct Prefix {
  std::string_view name, iri;
};

constexpr Prefix prefixes[] = {
    {"dpv", "https://w3id.org/dpv#"},
    {"pd", "https://w3id.org/dpv/pd#"},
    {"loc", "https://w3id.org/dpv/loc#"},
    {"tech", "https://w3id.org/dpv/tech#"},
    {"legal-eu", "https://w3id.org/dpv/legal/eu#"},
    {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
    {"dct", "http://purl.org/dc/terms/"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"schema", "https://schema.org/"},
};

/// Members whose values name something; without this they would be texts.
constexpr std::string_view links[] = {
    "dct:conformsTo",
    "dct:publisher",
    "skos:broader",
    "schema:url",
    "dpv:hasApplicableLaw",
    "dpv:hasAuthority",
    "dpv:hasConsentControl",
    "dpv:hasConsentStatus",
    "dpv:hasDataController",
    "dpv:hasDataSource",
    "dpv:hasDataSubject",
    "dpv:hasEntity",
    "dpv:hasJurisdiction",
    "dpv:hasLegalBasis",
    "dpv:hasLocation",
    "dpv:hasNecessity",
    "dpv:hasNotice",
    "dpv:hasPersonalData",
    "dpv:hasProcess",
    "dpv:hasProcessing",
    "dpv:hasProcessingCondition",
    "dpv:hasPurpose",
    "dpv:hasRecipient",
    "dpv:hasRecordOfActivity",
    "dpv:hasRight",
    "dpv:hasRule",
    "dpv:hasStatus",
    "dpv:hasStorageCondition",
    "dpv:isExercisedAt",
    "dpv:isIndicatedBy",
};

constexpr std::string_view times[] = {"dct:created", "dpv:isIndicatedAtTime"};

/// Members of our own that are kept whole: a JSON literal says the same bytes to every reader.
constexpr std::string_view whole[] = {"catalogue", "events", "shown"};

Value typed(std::string_view type) {
  Value out = object_value();
  add_text(out, "@type", type);
  return out;
}

Value own(std::string_view name, std::string_view type) {
  Value out = object_value();
  add_text(out, "@id", "ns:" + std::string(name));
  add_text(out, "@type", type);
  return out;
}

}  // namespace

Value receipt_context(std::string_view origin, std::string_view catalogue_iri) {
  Value out = object_value();
  add_text(out, "ns", std::string(origin) + "/ns#");
  add_text(out, "notice", std::string(origin) + "/v1/notices/");
  if (!catalogue_iri.empty()) add_text(out, "cat", std::string(catalogue_iri) + '#');
  for (const Prefix& prefix : prefixes) add_text(out, prefix.name, prefix.iri);
  for (const std::string_view name : links) add(out, name, typed("@id"));
  for (const std::string_view name : times) add(out, name, typed("xsd:dateTime"));
  add(out, "dct:date", typed("xsd:date"));
  for (const std::string_view name : whole) add(out, name, own(name, "@json"));
  add(out, "issued_at", own("issued_at", "xsd:dateTime"));
  add(out, "verifier", own("verifier", "@id"));
  add_text(out, "submission_id", "ns:submission_id");
  add_text(out, "legal_basis", "ns:legal_basis");
  add_text(out, "text_found", "ns:text_found");
  return out;
}

}  // namespace samtycke
