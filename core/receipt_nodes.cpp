#include "receipt_nodes.hpp"

#include <algorithm>

#include "notice.hpp"

namespace samtycke {
namespace {

constexpr std::string_view sha256_prefix = "sha256:";

/// Whether a stop's claim about its text is a digest at all.
bool is_digest(std::string_view text) {
  return text.starts_with(sha256_prefix) && text.size() == sha256_prefix.size() + 64 &&
         text.find_first_not_of("0123456789abcdef", sha256_prefix.size()) == text.npos;
}

struct Right {
  std::string_view name;  // as the catalogue's links call it
  std::string_view term;
};

constexpr Right all_rights[] = {
    {"withdrawal", "eu-gdpr:A7-3"},   {"access", "eu-gdpr:A15"},
    {"rectification", "eu-gdpr:A16"}, {"erasure", "eu-gdpr:A17"},
    {"restriction", "eu-gdpr:A18"},   {"portability", "eu-gdpr:A20"},
    {"objection", "eu-gdpr:A21"},     {"complaint", "eu-gdpr:A77"},
};

Value contact_value(std::string_view contact) {
  Value out = node_of("schema:ContactPoint");
  const bool is_mail = contact.find('@') != std::string_view::npos;
  add_text(out, is_mail ? "schema:email" : "schema:description", contact);
  return out;
}

Value address_value(const PostalAddress& address) {
  Value out = node_of("schema:PostalAddress");
  add_text(out, "schema:streetAddress", address.street);
  add_text(out, "schema:postalCode", address.postal_code);
  add_text(out, "schema:addressLocality", address.locality);
  add_text(out, "schema:addressCountry", address.country);
  return out;
}

}  // namespace

const ReceiptLink* SharedNodes::find(std::string_view iri) const {
  const auto found = std::find_if(links_.begin(), links_.end(),
                                  [iri](const ReceiptLink& link) { return link.iri == iri; });
  return found == links_.end() ? nullptr : &*found;
}

ReceiptLink SharedNodes::add(ReceiptLink link, Value node) {
  links_.push_back(link);
  nodes_.push_back(std::move(node));
  return link;
}

Value node_of(std::string_view type) {
  Value out = object_value();
  add_text(out, "@type", type);
  return out;
}

Value node_named(std::string_view iri, std::string_view type) {
  Value out = object_value();
  add_text(out, "@id", iri);
  add_text(out, "@type", type);
  return out;
}

Value duration_value(std::string_view type, std::string_view value) {
  Value out = node_of(type);
  add_text(out, "rdf:value", value);
  return out;
}

Value links_value(const std::vector<ReceiptLink>& links) {
  Value out = array_value();
  for (const ReceiptLink& link : links) out.items.push_back(text_value(link.iri));
  return out;
}

bool all_complete(const std::vector<ReceiptLink>& links) {
  return !links.empty() && std::all_of(links.begin(), links.end(),
                                       [](const ReceiptLink& link) { return link.complete; });
}

ReceiptNodes::ReceiptNodes(std::string origin, const Catalogue* catalogue, Hash hash)
    : origin_(std::move(origin)), catalogue_(catalogue), hash_(hash) {
  if (catalogue_ == nullptr) return;
  // What cannot be read is not told: a withdrawal has its receipt all the same.
  if (auto parts = receipt_parts(*catalogue_)) parts_ = std::move(*parts);
}

std::string ReceiptNodes::catalogue_iri() const {
  if (catalogue_ == nullptr) return {};
  return origin_ + "/v1/catalogues/" + catalogue_->id + "/versions/" +
         std::to_string(catalogue_->version_number);
}

/// An address that somebody can go to, or an empty text.
std::string ReceiptNodes::absolute(std::string_view url) const {
  if (url.find_first_of(" \t\n\r\"<>\\^`{|}") != url.npos) return {};
  if (url.starts_with('/')) return origin_ + std::string(url);
  return url.starts_with("https://") ? std::string(url) : std::string();
}

std::string ReceiptNodes::in_full(std::string_view iri) const {
  const std::string_view name = iri.substr(iri.find(':') + 1);
  if (iri.starts_with("cat:")) return catalogue_iri() + '#' + std::string(name);
  if (iri.starts_with("ns:")) return origin_ + "/ns#" + std::string(name);
  return std::string(iri);
}

std::string ReceiptNodes::withdrawal_url() const {
  return catalogue_ == nullptr ? std::string() : absolute(catalogue_->operator_.privacy_url);
}

std::string ReceiptNodes::jurisdiction() const {
  return parts_.jurisdiction.empty() ? std::string() : "loc:" + parts_.jurisdiction;
}

ReceiptLink ReceiptNodes::party(std::string iri, std::string_view type, const ReceiptParty& told) {
  if (const ReceiptLink* known = parties_.find(iri)) return *known;
  Value node = node_named(iri, type);
  add_text(node, "dpv:hasIdentifier", in_full(iri));
  add_text(node, "dpv:hasName", told.name);
  if (!told.contact.empty()) add(node, "schema:contactPoint", contact_value(told.contact));
  if (told.address.complete()) add(node, "schema:address", address_value(told.address));
  add_text(node, "schema:url", told.url);
  return parties_.add({std::move(iri), told.complete()}, std::move(node));
}

ReceiptLink ReceiptNodes::controller() {
  if (catalogue_ == nullptr) return {origin_ + '/', false};
  ReceiptParty told;
  told.name = catalogue_->operator_.name;
  told.contact = catalogue_->operator_.contact;
  told.address = parts_.address;
  return party("cat:/operator", "dpv:DataController", told);
}

ReceiptLink ReceiptNodes::authority() {
  const ReceiptParty& told = parts_.authority;
  if (told.name.empty()) return {};
  return party(told.iri.empty() ? "cat:/authority" : told.iri, "dpv:DataProtectionAuthority", told);
}

ReceiptLink ReceiptNodes::data_subject(const Event& event) {
  const bool of_gate = party_of(event) == Party::subscriber;
  const std::string& id = of_gate                 ? event.subscriber
                          : event.subject.empty() ? event.person
                                                  : event.subject;
  if (id.empty()) return {};
  std::string iri = of_gate               ? own("subscribers/" + id + "#users")
                    : id == event.subject ? own("subjects/" + id)
                                          : own("persons/" + id);
  if (const ReceiptLink* known = subjects_.find(iri)) return *known;
  Value node = node_named(iri, "dpv:DataSubject");
  add_text(node, "skos:broader", "dpv:User");
  add_text(node, "dct:identifier", id);
  return subjects_.add({std::move(iri), true}, std::move(node));
}

std::string ReceiptNodes::speaker(const Event& event) {
  if (event.actor.empty()) return controller().iri;
  const bool of_self = event.actor == event.person && party_of(event) != Party::subscriber;
  return of_self ? data_subject(event).iri : own("persons/" + event.actor);
}

/// The words, where the catalogue has the very ones.
bool ReceiptNodes::add_words(Value& node, const Event& event) const {
  const Purpose* purpose = catalogue_ == nullptr ? nullptr : catalogue_->find(event.purpose);
  if (purpose == nullptr) return false;
  const std::string& language = event.evidence.language;
  const auto words = notice_for(*catalogue_, *purpose, language);
  if (!words) return false;
  Value text = shown(*catalogue_, *purpose, *words, language);
  if (digest_name(hash_(canonical(text))) != event.evidence.text_digest) return false;
  add(node, "shown", std::move(text));
  return true;
}

ReceiptLink ReceiptNodes::notice(const Event& event) {
  const Evidence& evidence = event.evidence;
  if (!is_digest(evidence.text_digest)) return {};
  std::string iri = "notice:" + evidence.text_digest;
  if (const ReceiptLink* known = notices_.find(iri)) return *known;
  Value node = node_named(iri, "dpv:ConsentNotice");
  add_text(node, "dct:language", evidence.language);
  add_text(node, "dct:hasVersion", evidence.catalogue_version);
  add_text(node, "schema:sha256", evidence.text_digest.substr(sha256_prefix.size()));
  const bool found = add_words(node, event);
  if (found) {
    found_texts_.push_back(iri);
  } else {
    add(node, "text_found", boolean_value(false));
  }
  // An older version may have had the same words, but not from the same day.
  const bool same_day = found && evidence.catalogue_version == catalogue_->version;
  if (same_day) add_text(node, "dct:date", parts_.notice_date);
  return notices_.add({std::move(iri), same_day && !parts_.notice_date.empty()}, std::move(node));
}

std::vector<ReceiptLink> ReceiptNodes::rights() {
  std::vector<ReceiptLink> out;
  if (catalogue_ == nullptr) return out;
  for (const Right& right : all_rights) {
    std::string iri = "cat:/rights/" + std::string(right.name);
    if (const ReceiptLink* known = rights_.find(iri)) {
      out.push_back(*known);
      continue;
    }
    std::string url = right.name == "complaint" ? parts_.authority.url : withdrawal_url();
    for (const RightsLink& link : catalogue_->parts.rights_links) {
      if (link.right == right.name) url = absolute(link.url);
    }
    Value node = object_value();
    add_text(node, "@id", iri);
    add(node, "@type", texts_value({"dpv:DataSubjectRight", std::string(right.term)}));
    add_text(node, "dpv:isExercisedAt", url);
    out.push_back(rights_.add({std::move(iri), !url.empty()}, std::move(node)));
  }
  return out;
}

void ReceiptNodes::write(Value& receipt) {
  const auto write_list = [&receipt](std::string_view name, SharedNodes& nodes) {
    Value list = array_value();
    list.items = nodes.take();
    if (!list.items.empty()) add(receipt, name, std::move(list));
  };
  write_list("dpv:hasEntity", parties_);
  write_list("dpv:hasDataSubject", subjects_);
  write_list("dpv:hasNotice", notices_);
  write_list("dpv:hasProcess", processes_);
  write_list("dpv:hasPersonalData", data_);
  write_list("dpv:hasRight", rights_);
}

}  // namespace samtycke
