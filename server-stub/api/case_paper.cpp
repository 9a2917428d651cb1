#include "api/case_paper.hpp"

#include <set>

#include "api/answer.hpp"
#include "api/case_words.hpp"
#include "api/console_words.hpp"
#include "api/own_history.hpp"
#include "api/page_answers.hpp"
#include "api/proved.hpp"
#include "core/base64.hpp"
#include "core/tree.hpp"
#include "identity/base64url.hpp"
#include "identity/hash.hpp"
#include "portable/csv.hpp"

namespace samtycke::server {
namespace {

std::string entry_of(const CaseEvent& event) {
  return digest_name(log_entry(openssl_sha256, event.salt, event.bytes));
}

/// An event's place in the log, under a head that the witnesses have signed where there is one.
std::optional<std::string> proof_of(const Verifier& verifier, const CaseEvent& event) {
  const WitnessPolicy* policy = verifier.witnesses.policy;
  return policy == nullptr ? verifier.log.proof(event.position)
                           : verifier.log.cosigned_proof(event.position, *policy);
}

std::optional<Value> event_value(const Verifier& verifier, const CaseEvent& event) {
  const auto proof = proof_of(verifier, event);
  auto told = read_json(event.bytes);
  if (!proof || !told) return std::nullopt;
  Value out = object_value();
  add(out, "position", integer_value(static_cast<std::int64_t>(event.position)));
  add(out, "event", std::move(*told));
  add_text(out, "salt", base64(event.salt));
  add_text(out, "entry", entry_of(event));
  add_text(out, "proof", *proof);
  return out;
}

std::optional<Value> evidence_value(const Verifier& verifier, const Proven& proven) {
  Value events = array_value();
  for (const CaseEvent& event : proven.one.events) {
    auto one = event_value(verifier, event);
    if (!one) return std::nullopt;
    events.items.push_back(std::move(*one));
  }
  Value answers = array_value();
  for (const PurposeAnswer& answer : proven.answers) {
    Value one = to_value(answer.decision);
    add_text(one, "purpose", answer.purpose->id);
    answers.items.push_back(std::move(one));
  }
  Value out = object_value();
  add_text(out, "verifier", verifier.origin);
  add_text(out, "subject", proven.one.subject);
  add_text(out, "made_at", format_time(proven.one.now));
  add_text(out, "as_of", format_time(proven.moment));
  add_text(out, "catalogue", verifier.catalogue()->digest);
  add_text(out, "checkpoint", verifier.log.checkpoint().note);
  add_text(out, "log_key", verifier.log.vkey());
  add(out, "events", std::move(events));
  add(out, "answers", std::move(answers));
  return out;
}

/// Fills the paper, in one language.
class CaseWriting {
 public:
  CaseWriting(const Verifier& verifier, const Proven& proven, std::string_view language)
      : verifier_(verifier), proven_(proven), words_(verifier, language) {
    paper_.language = language;
  }

  std::optional<Paper> paper() && {
    const auto evidence = evidence_value(verifier_, proven_);
    if (!evidence) return std::nullopt;
    paper_.title = word("title");
    paper_.author = operator_name(verifier_);
    paper_.made_at = format_time(proven_.one.now);
    paper_.footer = word("case") + ' ' + std::to_string(proven_.opened.number);
    paper_.text(word("lead"));
    write_head();
    write_answers();
    write_events();
    write_proof(*evidence);
    return add_receipts() ? std::optional<Paper>(std::move(paper_)) : std::nullopt;
  }

 private:
  std::string word(std::string_view name) const { return words_.word("paper", name); }

  void write_head() {
    const Case& one = proven_.one;
    paper_.heading(word("about"));
    paper_.facts({{word("person"), one.person_name},
                  {word("subscriber"), one.subscriber_name},
                  {word("subject"), one.subject, "", true},
                  {word("reason"), proven_.opened.reason},
                  {word("officer"), std::string(proven_.officer)},
                  {word("made"), shown_moment(one.now)}});
  }

  void write_answers() {
    paper_.heading(word("answers") + ' ' + shown_moment(proven_.moment));
    paper_.small(word("answers_note") + ' ' + verifier_.catalogue()->version + '.');
    std::vector<std::vector<std::string>> rows;
    for (const PurposeAnswer& answer : proven_.answers) {
      const Value row = words_.answer_of(answer);
      rows.push_back({row.find("title")->text, row.find("word")->text, row.find("why")->text});
    }
    paper_.table({word("purpose"), word("answer"), word("why")}, std::move(rows));
  }

  void write_events() {
    paper_.heading(word("events"));
    for (const CaseEvent& event : proven_.one.events) write_event(event);
  }

  void write_event(const CaseEvent& placed) {
    const Event& event = placed.event;
    const std::string title = words_.title_of(event);
    paper_.subheading(std::to_string(placed.position) + " · " + words_.kind_of(event) +
                      (title.empty() ? "" : " · " + title));
    const Value shown = words_.shown_of(event);
    if (const Value* text = shown.find("text")) paper_.quote(text->text);
    if (words_.is_lost(event)) paper_.small(word("lost"));
    paper_.facts({{word("when"), shown_moment(event.at)},
                  {word("doer"), words_.doer_of(event, proven_.one)},
                  {word("door"), words_.door_of(event)},
                  {word("catalogue"), event.evidence.catalogue_version},
                  {word("digest"), event.evidence.text_digest, "", true},
                  {word("receipt"), event.evidence.submission_id, "", true},
                  {word("entry"), entry_of(placed), "", true}});
  }

  void write_proof(const Value& evidence) {
    std::string bytes = canonical(evidence);
    paper_.heading(word("proof"));
    paper_.text(word("proof_text"));
    paper_.facts({{word("file_digest"), digest_name(openssl_sha256(bytes)), "", true},
                  {word("log_key"), verifier_.log.vkey(), "", true},
                  {word("size"), std::to_string(verifier_.log.checkpoint().size)}});
    std::string signature = verifier_.receipt_key.sign_detached(bytes);
    paper_.files.push_back({"evidence.json", "application/json", word("file"), std::move(bytes)});
    paper_.files.push_back(
        {"evidence.json.jws", "application/jose", word("signature"), std::move(signature)});
  }

  /// Of the person's own acts, each once.
  bool add_receipts() {
    std::set<std::string> ids;
    for (const CaseEvent& event : proven_.one.events) {
      const std::string& id = event.event.evidence.submission_id;
      const std::string& person = proven_.one.state.person.id;
      if (id.empty() || event.event.actor != person || !ids.insert(id).second) continue;
      const auto found = own_receipt(verifier_, person, id);
      if (!found) return false;
      if (!*found) continue;
      const auto proved = proved_receipt(verifier_, **found);
      if (!proved) return false;
      paper_.files.push_back({"receipt-" + std::to_string(ids.size()) + ".json", "application/json",
                              word("receipt"), canonical(*proved)});
    }
    return true;
  }

  const Verifier& verifier_;
  const Proven& proven_;
  const CaseWords words_;
  Paper paper_;
};

}  // namespace

std::optional<Paper> case_paper(const Verifier& verifier, const Proven& proven,
                                std::string_view language) {
  return CaseWriting(verifier, proven, language).paper();
}

std::string case_csv(const Verifier& verifier, const Proven& proven, std::string_view language) {
  const CaseWords words(verifier, language);
  std::string table =
      csv_row({"row", "at", "position", "kind", "purpose", "title", "by", "door",
               "catalogue_version", "text_digest", "receipt", "log_entry", "decision", "reason"});
  for (const CaseEvent& placed : proven.one.events) {
    const Event& event = placed.event;
    table += csv_row({"event", format_time(event.at), std::to_string(placed.position),
                      std::string(name_of(event.kind)), event.purpose, words.title_of(event),
                      words.doer_of(event, proven.one), std::string(name_of(event.door)),
                      event.evidence.catalogue_version, event.evidence.text_digest,
                      event.evidence.submission_id, entry_of(placed), "", ""});
  }
  for (const PurposeAnswer& answer : proven.answers) {
    const Value row = words.answer_of(answer);
    table += csv_row({"answer", format_time(proven.moment), "", "", answer.purpose->id,
                      row.find("title")->text, "", "", verifier.catalogue()->version, "", "", "",
                      row.find("decision")->text, row.find("code")->text});
  }
  return table;
}

}  // namespace samtycke::server
