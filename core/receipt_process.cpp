// How data are used for a purpose, as a record tells it.
#include <algorithm>

#include "receipt_nodes.hpp"

namespace samtycke {
namespace {

std::string location(std::string_view country) { return "loc:" + std::string(country); }

std::vector<std::string> locations(const std::vector<std::string>& countries) {
  std::vector<std::string> out;
  for (const std::string& country : countries) out.push_back(location(country));
  return out;
}

void add_texts(Value& object, std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) add(object, name, texts_value(texts));
}

Value in_language(std::string_view text, std::string_view language) {
  Value out = object_value();
  add_text(out, "@language", language);
  add_text(out, "@value", text);
  return out;
}

/// How long data are kept. A way of contact keeps the address while a consent can run.
Value storage_duration(const Catalogue& catalogue, const Purpose& purpose) {
  const bool in_days = purpose.max_age_days > 0;
  const std::int64_t count = in_days ? purpose.max_age_days : catalogue.policy.consent_months;
  Value how_long = node_of("dpv:StorageDuration");
  add(how_long, "dpv:hasDuration",
      duration_value("dpv:TemporalDuration", 'P' + std::to_string(count) + (in_days ? 'D' : 'M')));
  return how_long;
}

/// What the purpose tells about countries outside the EEA: that no data go there, or how they do.
Value transfer_value(const Purpose& purpose) {
  const bool none = purpose.third_country == "none";
  Value out = node_of(none ? "dpv:Prohibition" : "dpv:Permission");
  add_text(out, "dpv:hasProcessing", "dpv:Transfer");
  add_text(out, "dpv:hasLocation", "dpv:ThirdCountry");
  if (!none) add_text(out, "dct:description", purpose.third_country);
  return out;
}

Value source_value(const ReceiptPurpose& told) {
  Value out = node_of(told.source);
  add_text(out, "dpv:hasProcessing", told.collection);
  return out;
}

Value place(std::string_view type, const std::vector<std::string>& countries) {
  Value out = node_of(type);
  add_texts(out, "dpv:hasLocation", locations(countries));
  return out;
}

/// A recipient has no id: where the catalogue names it first names it here.
std::string place_of_recipient(const Catalogue& catalogue, std::string_view name) {
  for (const Purpose& purpose : catalogue.purposes) {
    const auto& names = purpose.recipients;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) continue;
    return purpose.id + "/recipients/" + std::to_string(found - names.begin());
  }
  return {};
}

}  // namespace

/// The purpose that the event is about as the catalogue describes it, or null where the event is
/// about another processing version of it, which may have been about other data.
const Purpose* ReceiptNodes::told_purpose(const Event& event) const {
  if (catalogue_ == nullptr) return nullptr;
  const Purpose* purpose = catalogue_->find(event.purpose);
  if (purpose == nullptr || !takes_choices(*purpose)) return nullptr;
  const Evidence& evidence = event.evidence;
  const bool other_version = evidence.processing_version != 0 &&
                             evidence.processing_version != purpose->processing_version;
  const bool other_catalogue = !evidence.catalogue.empty() && evidence.catalogue != catalogue_->id;
  return other_version || other_catalogue ? nullptr : purpose;
}

/// A purpose of which nothing is known but its name.
ReceiptLink ReceiptNodes::untold_process(const Event& event) {
  std::string iri = own("purposes/" + event.purpose + "/process");
  if (const ReceiptLink* known = processes_.find(iri)) return *known;
  Value node = node_named(iri, "dpv:Process");
  add(node, "dpv:hasPurpose", node_named(own("purposes/" + event.purpose), "dpv:Purpose"));
  return processes_.add({std::move(iri), false}, std::move(node));
}

Value ReceiptNodes::purpose_node(const Purpose& purpose, const Event& event) {
  Value node = node_named("cat:" + purpose.id, "dpv:Purpose");
  if (const ReceiptPurpose* told = parts_.purpose(purpose.id)) {
    add_texts(node, "skos:broader", told->broader);
  }
  // A title is words too: only that of a text which was found.
  const ReceiptLink words = notice(event);
  if (std::find(found_texts_.begin(), found_texts_.end(), words.iri) != found_texts_.end()) {
    const std::string& language = event.evidence.language;
    add(node, "dct:title", in_language(purpose.title.in(language), language));
  }
  return node;
}

ReceiptLink ReceiptNodes::data(std::string iri, const std::vector<std::string>& terms,
                               const Term* term, std::string_view language) {
  if (const ReceiptLink* known = data_.find(iri)) return *known;
  const bool special = term != nullptr && term->special;
  Value node = node_named(iri, special ? "dpv:SpecialCategoryPersonalData" : "dpv:PersonalData");
  add_texts(node, "skos:broader", terms);
  const std::string_view label = term == nullptr ? std::string_view() : term->label.in(language);
  if (!label.empty()) add(node, "dct:title", in_language(label, language));
  add_text(node, "dpv:hasNecessity", "dpv:Required");
  return data_.add({std::move(iri), !terms.empty()}, std::move(node));
}

std::vector<ReceiptLink> ReceiptNodes::personal_data(const Purpose& purpose,
                                                     std::string_view language) {
  std::vector<ReceiptLink> out;
  for (const std::string& id : purpose.data_types) {
    const auto& terms = catalogue_->data_types;
    const auto term =
        std::find_if(terms.begin(), terms.end(), [&id](const Term& t) { return t.id == id; });
    const ReceiptTerm* told = parts_.data_type(id);
    out.push_back(data("cat:/data_types/" + id,
                       told == nullptr ? std::vector<std::string>() : told->terms,
                       term == terms.end() ? nullptr : &*term, language));
  }
  const ReceiptPurpose* told = parts_.purpose(purpose.id);
  if (out.empty() && told != nullptr && !told->data.empty()) {
    out.push_back(data("cat:" + purpose.id + "/data", told->data, nullptr, language));
  }
  return out;
}

/// The terms of what is done, each once; none where one kind of processing has none.
std::vector<std::string> ReceiptNodes::processing(const Purpose& purpose) const {
  const ReceiptPurpose* told = parts_.purpose(purpose.id);
  std::vector<std::string> out = told == nullptr ? std::vector<std::string>() : told->processing;
  for (const std::string& kind : purpose.processing_kinds) {
    const ReceiptTerm* terms = parts_.processing_kind(kind);
    if (terms == nullptr) return {};
    for (const std::string& term : terms->terms) {
      if (std::find(out.begin(), out.end(), term) == out.end()) out.push_back(term);
    }
  }
  return out;
}

std::vector<ReceiptLink> ReceiptNodes::recipients(const Purpose& purpose) {
  std::vector<ReceiptLink> out;
  for (const std::string& name : purpose.recipients) {
    const ReceiptParty* told = parts_.recipient(name);
    ReceiptParty by_name;
    by_name.name = name;
    out.push_back(party("cat:" + place_of_recipient(*catalogue_, name), "dpv:DataProcessor",
                        told == nullptr ? by_name : *told));
  }
  // Nobody else gets them: then it is the operator who does.
  if (out.empty()) out.push_back(controller());
  return out;
}

/// Where data lie and are used, for how long, and whether they leave; true when all of it is told.
bool ReceiptNodes::add_places(Value& node, const Purpose& purpose) const {
  Value storage = array_value();
  if (!parts_.storage_locations.empty()) {
    storage.items.push_back(place("dpv:StorageLocation", parts_.storage_locations));
  }
  storage.items.push_back(storage_duration(*catalogue_, purpose));
  add(node, "dpv:hasStorageCondition", std::move(storage));
  if (!parts_.processing_locations.empty()) {
    add(node, "dpv:hasProcessingCondition",
        place("dpv:ProcessingLocation", parts_.processing_locations));
  }
  if (!purpose.third_country.empty()) add(node, "dpv:hasRule", transfer_value(purpose));
  add_text(node, "dpv:hasJurisdiction", jurisdiction());
  return !parts_.storage_locations.empty() && !parts_.processing_locations.empty() &&
         !purpose.third_country.empty() && !parts_.jurisdiction.empty();
}

ReceiptLink ReceiptNodes::process(const Event& event) {
  const Purpose* purpose = told_purpose(event);
  if (purpose == nullptr) return untold_process(event);
  std::string iri = "cat:" + purpose->id + "/process";
  if (const ReceiptLink* known = processes_.find(iri)) return *known;

  const ReceiptPurpose* told = parts_.purpose(purpose->id);
  const ReceiptLink operator_link = controller();
  const auto used = personal_data(*purpose, event.evidence.language);
  const auto others = recipients(*purpose);
  const auto kinds = processing(*purpose);
  const bool sourced = told != nullptr && !told->source.empty() && !told->collection.empty();
  Value node = node_named(iri, "dpv:Process");
  add(node, "dpv:hasPurpose", purpose_node(*purpose, event));
  // No vocabulary has the Swedish rules on electronic communication or marketing: those stand in
  // the catalogue's own words beside the term.
  add_text(node, "dpv:hasLegalBasis",
           purpose->kind == PurposeKind::consent ? "eu-gdpr:A6-1-a-explicit-consent"
                                                 : "dpv:ExplicitlyExpressedConsent");
  add_text(node, "legal_basis", purpose->legal_basis);
  if (!used.empty()) add(node, "dpv:hasPersonalData", links_value(used));
  add_texts(node, "dpv:hasProcessing", kinds);
  if (sourced) add(node, "dpv:hasDataSource", source_value(*told));
  add_text(node, "dpv:hasDataController", operator_link.iri);
  add(node, "dpv:hasRecipient", links_value(others));
  const bool placed = add_places(node, *purpose);
  const bool complete = placed && sourced && !told->broader.empty() && all_complete(used) &&
                        all_complete(others) && operator_link.complete && !kinds.empty();
  return processes_.add({std::move(iri), complete}, std::move(node));
}

}  // namespace samtycke
