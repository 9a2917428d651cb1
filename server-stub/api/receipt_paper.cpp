#include "api/receipt_paper.hpp"

#include <algorithm>

#include "core/log_proof.hpp"
#include "identity/hash.hpp"
#include "paper/moment.hpp"

namespace samtycke::server {
namespace {

using Rows = std::vector<PaperFact>;

const Value nothing;

const Value& at(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? nothing : *found;
}

const std::string& text_at(const Value& object, std::string_view name) {
  return at(object, name).text;
}

/// The thing of a list that is called so; nothing where there is none.
const Value& named(const Value& list, std::string_view iri) {
  const auto found = std::find_if(list.items.begin(), list.items.end(),
                                  [iri](const Value& one) { return text_at(one, "@id") == iri; });
  return found == list.items.end() ? nothing : *found;
}

const Value& first(const Value& list) { return list.items.empty() ? nothing : list.items.front(); }

std::string joined(const Value& list) {
  std::string out;
  for (const Value& one : list.items) out += (out.empty() ? "" : ", ") + one.text;
  return out;
}

std::string address_of(const Value& party) {
  const Value& address = at(party, "schema:address");
  const std::string& street = text_at(address, "schema:streetAddress");
  if (street.empty()) return {};
  return street + ", " + text_at(address, "schema:postalCode") + ' ' +
         text_at(address, "schema:addressLocality");
}

PaperFact contact_of(const Value& party, std::string label) {
  const Value& point = at(party, "schema:contactPoint");
  const std::string& mail = text_at(point, "schema:email");
  if (mail.empty()) return {std::move(label), text_at(point, "schema:description")};
  return {std::move(label), mail, "mailto:" + mail};
}

/// Fills a paper from one receipt, in one language.
class Writing {
 public:
  Writing(const Verifier& verifier, const Value& receipt, std::string_view language)
      : verifier_(verifier),
        receipt_(receipt),
        payload_(at(receipt, "payload")),
        events_(at(payload_, "events")) {
    const Value& evidence = at(at(first(events_), "event"), "evidence");
    const std::string& spoken = text_at(evidence, "language");
    language_ = spoken == "sv" || spoken == "en" ? spoken : std::string(language);
  }

  Paper paper(const PaperReader& reader) && {
    paper_.language = language_;
    paper_.title = word("title");
    paper_.made_at = text_at(payload_, "issued_at");
    paper_.footer = word("receipt_id") + ' ' + id();
    paper_.text(word("lead"));
    write_parties(reader);
    paper_.heading(word("answers"));
    const Value& records = at(payload_, "dpv:hasRecordOfActivity");
    for (std::size_t i = 0; i < events_.items.size(); ++i) {
      write_answer(at(events_.items[i], "event"),
                   i < records.items.size() ? records.items[i] : nothing);
    }
    write_ways(first(records));
    write_proof();
    paper_.files.push_back(
        {"receipt-" + id() + ".json", "application/json", word("file"), canonical(receipt_)});
    return std::move(paper_);
  }

 private:
  std::string word(std::string_view name) const {
    return std::string(verifier_.sentences->word("paper_" + std::string(name), language_));
  }
  std::string said(std::string_view key) const {
    return std::string(verifier_.sentences->word(key, language_));
  }
  static std::string filled(std::string text, std::string_view gap, std::string_view with) {
    const std::string place = '{' + std::string(gap) + '}';
    const std::size_t found = text.find(place);
    return found == text.npos ? text : text.replace(found, place.size(), with);
  }
  const std::string& id() const { return text_at(payload_, "submission_id"); }

  std::string moment(const std::string& written) const {
    const auto time = parse_time(written);
    if (!time) return written;
    const LocalMoment local = local_moment(*time);
    std::string months = word("months");
    for (int month = 1; month < local.month; ++month) months.erase(0, months.find(' ') + 1);
    std::string out = filled(word("moment"), "day", std::to_string(local.day));
    out = filled(out, "month", months.substr(0, months.find(' ')));
    out = filled(out, "year", std::to_string(local.year));
    out = filled(out, "time", local.time);
    const std::string zone =
        local.is_swedish ? filled(word("zone"), "zone", local.zone) : local.zone;
    return filled(out, "zone", zone);
  }

  void write_parties(const PaperReader& reader) {
    const Value& entities = at(payload_, "dpv:hasEntity");
    const Value& ours = named(entities, "cat:/operator");
    const std::string& subject = text_at(at(first(events_), "event"), "subject");
    paper_.author = text_at(ours, "dpv:hasName");
    paper_.heading(word("parties"));
    paper_.facts({{word("person"), std::string(reader.person)},
                  {word("subscriber"), std::string(reader.subscriber)},
                  {word("operator"), text_at(ours, "dpv:hasName")},
                  {word("organisation"), organisation_number()},
                  {word("address"), address_of(ours)},
                  contact_of(ours, word("contact"))});
    if (!reader.person.empty()) {
      paper_.small(filled(word("names_unsigned"), "subject", subject));
    }
  }

  /// In a sentence of its own where there is one, else as the timeline has it.
  std::string answer_of(const Value& event) const {
    const std::string& kind = text_at(event, "kind");
    const std::string own = "said_" + kind;
    const std::string sentence = word(own);
    const bool is_said = !sentence.empty() && sentence != "paper_" + own;
    return is_said ? sentence : said("did_" + kind);
  }

  /// A panel says "on this page" of itself; a paper is none.
  std::string door_of(const std::string& door) const {
    return door == "page" ? word("door_page") : said("door_" + door);
  }

  void write_answer(const Value& event, const Value& record) {
    const Value& evidence = at(event, "evidence");
    const std::string& digest = text_at(evidence, "text_digest");
    const Value& shown = words_of(digest);
    const std::string& title = text_at(shown, "title");
    paper_.subheading(title.empty() ? text_at(event, "purpose") : title);
    std::string until = moment(text_at(event, "until"));
    if (!until.empty()) until = filled(word("until_longest"), "until", until);
    paper_.facts({{word("answer"), answer_of(event)},
                  {word("when"), moment(text_at(event, "at"))},
                  {word("how"), door_of(text_at(event, "door"))},
                  {word("until"), until}});
    if (shown.names.empty()) {
      if (!digest.empty()) paper_.small(filled(word("text_unknown"), "digest", digest));
    } else {
      paper_.text(word("shown"));
      paper_.quote(text_at(shown, "text"));
    }
    Rows facts = facts_of(shown, record);
    facts.push_back({word("text_digest"), digest, "", true});
    paper_.facts(std::move(facts));
    paper_.small(text_at(shown, "voluntary_note"));
    paper_.small(text_at(shown, "withdraw_note"));
  }

  Rows facts_of(const Value& shown, const Value& record) const {
    if (shown.names.empty()) return {};
    const Value& facts = at(shown, "facts");
    const Value& process =
        named(at(payload_, "dpv:hasProcess"), first(at(record, "dpv:hasProcess")).text);
    std::string recipients = joined(at(facts, "recipients"));
    if (recipients.empty()) recipients = said("no_recipients");
    const std::string& country = text_at(shown, "third_country");
    return {{said("fact_data_types"), joined(at(facts, "data_types"))},
            {said("fact_max_age"), days_text(at(facts, "max_age"))},
            {said("fact_processing"), joined(at(facts, "processing"))},
            {said("fact_recipients"), recipients},
            {word("storage"), storage_of(process)},
            {word("transfer"), country == "none" ? word("transfer_none") : country},
            {word("legal_basis"), text_at(process, "legal_basis")}};
  }

  std::string days_text(const Value& days) const {
    return days.integer == 0 ? std::string()
                             : filled(said("days"), "days", std::to_string(days.integer));
  }

  /// `P180D` and `P24M`, as a receipt writes them.
  std::string storage_of(const Value& process) const {
    for (const Value& one : at(process, "dpv:hasStorageCondition").items) {
      const std::string& how_long = text_at(at(one, "dpv:hasDuration"), "rdf:value");
      if (how_long.size() < 3) continue;
      const std::string count = how_long.substr(1, how_long.size() - 2);
      return how_long.back() == 'D' ? filled(said("days"), "days", count)
                                    : filled(word("months_count"), "count", count);
    }
    return {};
  }

  /// The words whose digest it is: those in the receipt, else those of the archive. Nothing else is
  /// ever shown in their place.
  const Value& words_of(const std::string& digest) {
    const Value& inside = at(named(at(payload_, "dpv:hasNotice"), "notice:" + digest), "shown");
    if (!inside.names.empty()) return inside;
    const std::string* kept = verifier_.texts.find(digest);
    auto read = kept == nullptr ? Result<Value>(nothing) : read_json(*kept);
    archived_ = read ? std::move(*read) : nothing;
    return archived_;
  }

  void write_ways(const Value& record) {
    const std::string& place = text_at(at(record, "dpv:hasConsentControl"), "dpv:isExercisedAt");
    paper_.heading(word("withdraw"));
    paper_.text(word("withdraw_text"));
    paper_.facts({{word("withdraw_at"), place, place}});
    paper_.heading(word("complain"));
    paper_.text(word("complain_text"));
    const Value& authority =
        named(at(payload_, "dpv:hasEntity"), text_at(record, "dpv:hasAuthority"));
    const std::string& url = text_at(authority, "schema:url");
    const std::string& name = text_at(authority, "dpv:hasName");
    paper_.facts({{word("authority"), name},
                  {word("site"), url, url},
                  contact_of(authority, word("mail")),
                  {word("address"), address_of(authority)}});
    const Value catalogue = catalogue_said();
    for (const Value& other : at(at(catalogue, "operator"), "complaint").items) {
      if (other.text != name) paper_.facts({{word("authority"), other.text}});
    }
  }

  /// The version of the catalogue that the receipt names, as it was published.
  Value catalogue_said() const {
    const std::string& digest = text_at(at(payload_, "catalogue"), "digest");
    const Catalogue* current = verifier_.catalogue();
    if (current != nullptr && current->digest == digest) return current->document;
    const auto kept = verifier_.store.catalogues();
    if (!kept) return nothing;
    for (const KeptCatalogue& one : *kept) {
      if (one.digest != digest) continue;
      auto document = read_json(one.bytes);
      return document ? std::move(*document) : nothing;
    }
    return nothing;
  }

  std::string organisation_number() const {
    const Value catalogue = catalogue_said();
    return text_at(at(catalogue, "operator"), "organisation_number");
  }

  void write_proof() {
    const Value& catalogue = at(payload_, "catalogue");
    const std::string& origin = text_at(payload_, "verifier");
    paper_.heading(word("proof"));
    paper_.text(word("proof_text"));
    Rows facts = {
        {word("receipt_id"), id(), "", true},
        {word("issued"), moment(text_at(payload_, "issued_at"))},
        {word("catalogue"), text_at(catalogue, "id") + ' ' + text_at(catalogue, "version")}};
    for (const Value& one : at(receipt_, "log").items) add_place(facts, text_at(one, "proof"));
    facts.push_back(
        {word("receipt_digest"), digest_name(openssl_sha256(canonical(payload_))), "", true});
    facts.push_back(
        {word("keys"), origin + "/.well-known/jwks.json", origin + "/.well-known/jwks.json"});
    facts.push_back({word("log_key"), origin + "/log/vkey", origin + "/log/vkey"});
    facts.push_back(
        {word("command"),
         "samtycke verify receipt receipt-" + id() + ".json --keys jwks.json --log-key log.vkey",
         "", true});
    paper_.facts(std::move(facts));
  }

  void add_place(Rows& facts, const std::string& text) const {
    const auto proof = log_proof_from(text);
    if (!proof) return;
    const std::string under = filled(word("under"), "position", std::to_string(proof->index));
    facts.push_back(
        {word("position"), filled(under, "size", std::to_string(proof->checkpoint.size))});
    std::string others;
    for (const NoteSignature& one : proof->note.signatures) {
      if (one.name == proof->checkpoint.origin) continue;
      others += (others.empty() ? "" : ", ") + one.name;
    }
    facts.push_back({word("cosigned"), others});
  }

  const Verifier& verifier_;
  const Value& receipt_;
  const Value& payload_;
  const Value& events_;
  std::string language_;
  Paper paper_;
  Value archived_;
};

}  // namespace

Paper receipt_paper(const Verifier& verifier, const Value& receipt, const PaperReader& reader,
                    std::string_view language) {
  return Writing(verifier, receipt, language).paper(reader);
}

}  // namespace samtycke::server
