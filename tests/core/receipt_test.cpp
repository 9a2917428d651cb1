/// What a receipt tells, and what it does not claim. Whole receipts are read by others' programs in
/// tests/receipt, and each kind of event by the vectors.
#include "core/receipt.hpp"

#include <boost/test/unit_test.hpp>

#include "core/catalogue_receipt.hpp"
#include "core/notice_archive.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::offers;
using made::with;
using made::without;

const std::string full = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

Event granted_event(Time now = made::today, const Catalogue& catalogue = made::demo(),
                    std::string_view purpose = offers) {
  const State state = made::employee();
  const auto events = accept(made::grant(state, purpose, now, catalogue),
                             made::circumstances(now, catalogue), state, made::erik());
  BOOST_TEST_REQUIRE(bool(events));
  return events->front();
}

ReceiptFacts facts_of(std::vector<Event> events, const Catalogue* catalogue = &made::demo()) {
  ReceiptFacts facts;
  facts.origin = "https://own.example";
  facts.issued_at = made::today;
  facts.submission_id = "sbm-1";
  facts.catalogue = catalogue;
  std::uint64_t position = 40;
  for (Event& event : events) facts.events.push_back({position++, std::move(event), "", false});
  return facts;
}

Value receipt_of(std::vector<Event> events, const Catalogue* catalogue = &made::demo()) {
  return receipt_payload(facts_of(std::move(events), catalogue), sha256);
}

const Value& member(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  BOOST_TEST_REQUIRE((found != nullptr), name);
  return *found;
}
const std::string& text(const Value& object, std::string_view name) {
  return member(object, name).text;
}
const Value& first(const Value& object, std::string_view name) {
  const Value& list = member(object, name);
  BOOST_TEST_REQUIRE(!list.items.empty(), name);
  return list.items.front();
}

BOOST_AUTO_TEST_SUITE(receipts)

BOOST_AUTO_TEST_CASE(every_choice_of_the_shipped_catalogues_has_a_receipt_that_conforms_L34) {
  const Catalogue telling = made::catalogue_of(made::telling_document());
  for (const Catalogue* catalogue : {&made::demo(), &telling}) {
    for (const Purpose& purpose : catalogue->purposes) {
      if (!takes_choices(purpose) || !purpose.active) continue;
      Event event = granted_event(made::today, *catalogue, purpose.id);
      for (const EventKind kind : {EventKind::granted, EventKind::refused, EventKind::withdrawn}) {
        event.kind = kind;
        BOOST_TEST(text(receipt_of({event}, catalogue), "dct:conformsTo") == full,
                   purpose.id << ' ' << kind);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_words_in_a_receipt_are_those_that_were_shown_and_no_others_L26_L34) {
  const Event event = granted_event();
  const Value shown = member(first(receipt_of({event}), "dpv:hasNotice"), "shown");
  BOOST_TEST(digest_name(sha256(canonical(shown))) == event.evidence.text_digest);
  // The catalogue says something else today: the receipt says that the words are not found.
  const Catalogue later = made::catalogue_of(
      with(made::demo_document(), "/purposes/0/text/sv", text_value("Något annat.")));
  const Value after = receipt_of({event}, &later);
  const Value& notice = first(after, "dpv:hasNotice");
  BOOST_TEST((notice.find("shown") == nullptr));
  BOOST_TEST(!member(notice, "text_found").truth);
  BOOST_TEST("sha256:" + text(notice, "schema:sha256") == event.evidence.text_digest);
  BOOST_TEST(canonical(after).find("annat") == std::string::npos);
  BOOST_TEST(text(after, "dct:conformsTo") == "ns:receipt");
}

BOOST_AUTO_TEST_CASE(a_stop_has_its_receipt_whatever_can_be_read_of_the_catalogue_L34_R8) {
  Event event = granted_event();
  event.kind = EventKind::withdrawn;
  const Catalogue damaged = made::catalogue_of(
      with(made::demo_document(), "/receipt/jurisdiction", text_value("nowhere")));
  const Catalogue silent = made::catalogue_of(without(made::demo_document(), "/receipt"));
  for (const Catalogue* catalogue : {static_cast<const Catalogue*>(nullptr), &damaged, &silent}) {
    const Value payload = receipt_of({event}, catalogue);
    const Value& record = first(payload, "dpv:hasRecordOfActivity");
    BOOST_TEST(text(first(record, "dpv:hasConsentStatus"), "@type") == "dpv:ConsentWithdrawn");
    BOOST_TEST(text(record, "dct:conformsTo") == "ns:record");
    BOOST_TEST(member(first(payload, "events"), "event") == to_value(event));
  }
}

BOOST_AUTO_TEST_CASE(a_gate_never_reads_as_somebodys_yes) {
  Event event;
  event.subscriber = "sbr-bjork";
  event.purpose = offers;
  event.actor = "prs-karin";
  event.door = Door::gates;
  for (const EventKind kind : {EventKind::gate_opened, EventKind::gate_closed}) {
    event.kind = kind;
    const std::string bytes = canonical(receipt_of({event}));
    BOOST_TEST(bytes.find("dpv:ConsentUnknown") != std::string::npos);
    BOOST_TEST(bytes.find("ConsentGiven") == std::string::npos);
    BOOST_TEST((bytes.find("dpv:Permission") != std::string::npos) ==
               (kind == EventKind::gate_opened));
  }
}

BOOST_AUTO_TEST_CASE(what_several_events_share_stands_once) {
  std::vector<Event> events;
  for (const Purpose& purpose : made::demo().purposes) {
    if (purpose.kind == PurposeKind::consent) {
      events.push_back(granted_event(made::today, made::demo(), purpose.id));
    }
  }
  const Value all = receipt_of(events);
  BOOST_TEST(member(all, "dpv:hasRecordOfActivity").items.size() == events.size());
  BOOST_TEST(member(all, "dpv:hasNotice").items.size() == events.size());
  BOOST_TEST(member(all, "dpv:hasEntity").items.size() == 2u);
  BOOST_TEST(member(all, "dpv:hasDataSubject").items.size() == 1u);
  BOOST_TEST(member(all, "dpv:hasPersonalData").items.size() == 7u);
  BOOST_TEST(member(all, "dpv:hasRight").items.size() == 8u);
}

BOOST_AUTO_TEST_CASE(a_receipt_names_its_events_by_their_places_in_the_log) {
  const Value payload = receipt_of({granted_event(), granted_event()});
  BOOST_TEST(text(payload, "@id") == "ns:/receipts/40");
  const Value& records = member(payload, "dpv:hasRecordOfActivity");
  BOOST_TEST(text(records.items[0], "@id") == "ns:/events/40");
  BOOST_TEST(text(records.items[1], "@id") == "ns:/events/41");
  BOOST_TEST(member(member(payload, "events").items[1], "position").integer == 41);
}

BOOST_AUTO_TEST_CASE(a_yes_is_renewed_when_the_consent_began_before_it) {
  const State once = made::granted(made::allowed(offers), offers);
  const Choice& choice = once.subject.choices.front();
  Event event = granted_event();
  event.sequence = choice.sequence;
  BOOST_TEST(renews(event, once));
  // The first yes began it.
  const State fresh = made::granted(made::opened(made::employee(), offers), offers);
  event.sequence = fresh.subject.choices.front().sequence;
  BOOST_TEST(!renews(event, fresh));
  // A later choice is another's event; a withdrawal renews nothing; nothing is known of the rest.
  event.sequence = choice.sequence + 1;
  BOOST_TEST(!renews(event, once));
  event.sequence = choice.sequence;
  event.kind = EventKind::withdrawn;
  BOOST_TEST(!renews(event, once));
  event.kind = EventKind::granted;
  event.purpose = "contact-sms";
  BOOST_TEST(!renews(event, once));
}

BOOST_AUTO_TEST_CASE(links_that_are_none_lead_nowhere) {
  for (const std::string_view url :
       {"/a b", "javascript:alert(1)", "privacy", "https://x.example/<"}) {
    const Catalogue catalogue =
        made::catalogue_of(with(made::demo_document(), "/operator/privacy_url", text_value(url)));
    const Value payload = receipt_of({granted_event()}, &catalogue);
    const Value& record = first(payload, "dpv:hasRecordOfActivity");
    BOOST_TEST((record.find("dpv:hasConsentControl") == nullptr), url);
    BOOST_TEST(text(record, "dct:conformsTo") == "ns:record", url);
  }
}

BOOST_AUTO_TEST_CASE(the_archive_has_every_notice_of_a_catalogue_under_its_digest_L26) {
  const auto notices = notices_of(made::demo(), sha256);
  BOOST_TEST(notices.size() == 2u * 13u);
  for (const ArchivedNotice& notice : notices) {
    BOOST_TEST(digest_name(sha256(notice.bytes)) == notice.digest);
  }
  const std::string digest = granted_event().evidence.text_digest;
  BOOST_TEST((std::any_of(notices.begin(), notices.end(), [&digest](const ArchivedNotice& notice) {
    return notice.digest == digest;
  })));
  // A language in which the words are not complete has none: nobody was asked in it.
  const Catalogue half =
      made::catalogue_of(without(made::demo_document(), "/notes/withdraw_note/en"));
  BOOST_TEST(notices_of(half, sha256).size() == 13u);
}

BOOST_AUTO_TEST_CASE(a_draft_without_anything_for_receipts_is_found_where_it_is_to_be_signed_L34) {
  const Catalogue silent = made::catalogue_of(without(made::demo_document(), "/receipt"));
  BOOST_TEST(!tells_receipt(silent));
  BOOST_TEST(tells_receipt(made::demo()));
  const auto parts = receipt_parts(silent);
  BOOST_TEST_REQUIRE(bool(parts));
  BOOST_TEST(parts->purposes.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
