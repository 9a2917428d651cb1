#include "receipt_record.hpp"

namespace samtycke {
namespace {

constexpr std::string_view conforming = "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr";

/// What a kind of event says about consent; empty where it says nothing about one. A gate is a
/// company's rule for a use and never somebody's yes: whether its users consent is not told by it.
std::string_view consent_state(const ReceiptEvent& told) {
  switch (told.event.kind) {
    case EventKind::granted:
      return told.renewed ? "dpv:RenewedConsentGiven" : "dpv:ConsentGiven";
    case EventKind::refused:
      return "dpv:ConsentRefused";
    case EventKind::withdrawn:
      return "dpv:ConsentWithdrawn";
    case EventKind::expired:
      return "dpv:ConsentExpired";
    case EventKind::gate_opened:
    case EventKind::gate_closed:
      return "dpv:ConsentUnknown";
    default:
      return {};
  }
}

/// The right that a kind of event uses, or ceases to use.
std::string_view right_used(EventKind kind) {
  switch (kind) {
    case EventKind::objection:
    case EventKind::objection_lifted:
      return "eu-gdpr:A21";
    case EventKind::restricted:
    case EventKind::unrestricted:
      return "eu-gdpr:A18";
    default:
      return {};
  }
}

/// Which way, and by what: `page: switch`.
std::string indication_method(const Event& event) {
  std::string out(name_of(event.door));
  if (!event.evidence.method.empty()) out += ": " + event.evidence.method;
  return out;
}

void add_indication(Value& node, const Event& event, ReceiptNodes& nodes) {
  add_text(node, "dpv:isIndicatedBy", nodes.speaker(event));
  add_text(node, "dpv:isIndicatedAtTime", format_time(event.at));
  add_text(node, "dpv:hasIndicationMethod", indication_method(event));
}

Value status_value(const ReceiptEvent& told, ReceiptNodes& nodes) {
  const Event& event = told.event;
  Value out = node_of(consent_state(told));
  add_indication(out, event, nodes);
  const bool ends = event.kind == EventKind::granted && event.until;
  add(out, "dpv:hasDuration",
      ends ? duration_value("dpv:UntilTimeDuration", format_time(*event.until))
           : duration_value("dpv:IndeterminateDuration", ""));
  // The kind of consent that was asked for, whatever the answer was.
  add_text(out, "dpv:hasLegalBasis", "dpv:ExplicitlyExpressedConsent");
  return out;
}

Value head_of(const ReceiptEvent& told, std::string_view type, const ReceiptNodes& nodes) {
  const std::string iri = ReceiptNodes::own("events/" + std::to_string(told.position));
  Value out = object_value();
  add_text(out, "@id", iri);
  add_text(out, "@type", type);
  add_text(out, "dct:identifier", nodes.in_full(iri));
  add_text(out, "dct:created", format_time(told.event.at));
  return out;
}

/// What every record tells: whose it is, who is responsible, on which words, by which law, where to
/// complain and what one may do. True when none of it is missing.
bool add_common(Value& node, const Event& event, ReceiptNodes& nodes) {
  const ReceiptLink subject = nodes.data_subject(event);
  const ReceiptLink controller = nodes.controller();
  const ReceiptLink authority = nodes.authority();
  const ReceiptLink notice = nodes.notice(event);
  const auto rights = nodes.rights();
  add_text(node, "dpv:hasDataSubject", subject.iri);
  add_text(node, "dpv:hasDataController", controller.iri);
  add_text(node, "dpv:hasAuthority", authority.iri);
  add_text(node, "dpv:hasNotice", notice.iri);
  add_text(node, "dpv:hasJurisdiction", nodes.jurisdiction());
  add_text(node, "dpv:hasApplicableLaw", "legal-eu:law-GDPR");
  if (!rights.empty()) add(node, "dpv:hasRight", links_value(rights));
  Value parties = array_value();
  for (const ReceiptLink& party : {controller, authority}) {
    if (!party.iri.empty()) parties.items.push_back(text_value(party.iri));
  }
  add(node, "dpv:hasEntity", std::move(parties));
  return !subject.iri.empty() && controller.complete && authority.complete && notice.complete &&
         all_complete(rights) && !nodes.jurisdiction().empty();
}

ReceiptRecord consent_record(const ReceiptEvent& told, ReceiptNodes& nodes) {
  const Event& event = told.event;
  Value node = head_of(told, "dpv:ConsentRecord", nodes);
  const ReceiptLink process = nodes.process(event);
  const bool common = add_common(node, event, nodes);
  add(node, "dpv:hasProcess", links_value({process}));
  const std::string url = nodes.withdrawal_url();
  if (!url.empty()) {
    Value control = node_of("dpv:WithdrawConsent");
    add_text(control, "dpv:isExercisedAt", url);
    add(node, "dpv:hasConsentControl", std::move(control));
  }
  Value statuses = array_value();
  statuses.items.push_back(status_value(told, nodes));
  add(node, "dpv:hasConsentStatus", std::move(statuses));
  if (event.kind == EventKind::gate_opened || event.kind == EventKind::gate_closed) {
    const bool open = event.kind == EventKind::gate_opened;
    Value rule = node_of(open ? "dpv:Permission" : "dpv:Prohibition");
    add_text(rule, "dpv:hasProcess", process.iri);
    add_indication(rule, event, nodes);
    add(node, "dpv:hasRule", std::move(rule));
  }
  return {std::move(node), common && process.complete && !url.empty()};
}

/// An event that is no answer to a question for consent: a right that was used, or anything else.
ReceiptRecord other_record(const ReceiptEvent& told, ReceiptNodes& nodes) {
  const Event& event = told.event;
  const std::string_view right = right_used(event.kind);
  Value node =
      head_of(told, right.empty() ? "dpv:RecordsOfActivities" : "dpv:RightExerciseRecord", nodes);
  (void)add_common(node, event, nodes);
  Value deed = object_value();
  if (!right.empty()) {
    add_text(deed, "@type", "dpv:RightExerciseActivity");
    add_text(deed, "dpv:hasRight", right);
  }
  add_indication(deed, event, nodes);
  add(node, "dct:hasPart", std::move(deed));
  return {std::move(node), false};
}

}  // namespace

ReceiptRecord receipt_record(const ReceiptEvent& told, ReceiptNodes& nodes) {
  ReceiptRecord record =
      consent_state(told).empty() ? other_record(told, nodes) : consent_record(told, nodes);
  add_text(record.node, "dct:conformsTo", record.conforms ? conforming : "ns:record");
  // What happened by our own name, where the vocabulary is coarser.
  add_text(record.node, "dpv:hasStatus", "ns:" + std::string(name_of(told.event.kind)));
  return record;
}

}  // namespace samtycke
