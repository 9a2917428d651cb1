#include "api/export_files.hpp"

#include <algorithm>
#include <map>

#include "api/proved.hpp"
#include "core/notice.hpp"
#include "portable/decisions_csv.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view digest_prefix = "sha256:";

std::string numbered(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

Value texts_value(const std::vector<std::string>& texts) {
  Value list = array_value();
  for (const std::string& text : texts) list.items.push_back(text_value(text));
  return list;
}

Value controller_value(const Verifier& verifier) {
  const Operator& told = verifier.catalogue()->operator_;
  Value out = object_value();
  add(out, "name", text_value(told.name));
  add(out, "contact", text_value(told.contact));
  add(out, "privacy_url", text_value(told.privacy_url));
  add(out, "complaint", texts_value(told.complaint));
  return out;
}

Value purpose_value(const Catalogue& catalogue, const Purpose& purpose, std::string_view language) {
  Value out = object_value();
  add_text(out, "id", purpose.id);
  add(out, "active", boolean_value(purpose.active));
  add(out, "legal_basis", text_value(purpose.legal_basis));
  add(out, "recipients", texts_value(purpose.recipients));
  if (purpose.max_age_days > 0) add(out, "max_age_days", integer_value(purpose.max_age_days));
  const auto notice = notice_for(catalogue, purpose, language);
  if (notice) add(out, "notice", shown(catalogue, purpose, *notice, language));
  return out;
}

Value identifiers_value(const std::vector<Identifier>& identifiers) {
  Value list = array_value();
  for (const Identifier& identifier : identifiers) {
    Value one = object_value();
    add_text(one, "kind", identifier.kind);
    add_text(one, "value", identifier.value);
    add_text(one, "from", format_time(identifier.from));
    if (identifier.until != time_max) add_text(one, "until", format_time(identifier.until));
    list.items.push_back(std::move(one));
  }
  return list;
}

std::optional<Value> overview(const Verifier& verifier, const OwnHistory& own,
                              std::string_view language) {
  const SubjectState& subject = own.state.subject;
  const auto identifiers = verifier.store.identifiers_of(subject.id);
  const auto subscriber_name = verifier.store.subscriber_name(subject.subscriber);
  if (!identifiers || !subscriber_name) return std::nullopt;
  Value person = object_value();
  add_text(person, "id", own.person.id);
  add(person, "name", text_value(own.person.name));
  Value relation = object_value();
  add_text(relation, "subject", subject.id);
  add(relation, "subscriber", text_value(subject.subscriber));
  add(relation, "subscriber_name", text_value(*subscriber_name));
  Value purposes = array_value();
  for (const Purpose& purpose : verifier.catalogue()->purposes) {
    if (takes_choices(purpose)) {
      purposes.items.push_back(purpose_value(*verifier.catalogue(), purpose, language));
    }
  }
  // The verifier knows who may use traffic data and holds none of them (L120).
  Value traffic_data = object_value();
  add(traffic_data, "held", boolean_value(false));
  add(traffic_data, "ask", text_value(verifier.catalogue()->operator_.contact));
  Value out = object_value();
  add_text(out, "verifier", verifier.origin);
  add_text(out, "issued_at", format_time(own.now));
  add_text(out, "language", language);
  add(out, "controller", controller_value(verifier));
  add(out, "person", std::move(person));
  add(out, "relation", std::move(relation));
  add(out, "identifiers", identifiers_value(*identifiers));
  add(out, "purposes", std::move(purposes));
  add(out, "state", to_persons_value(own.state));
  add(out, "traffic_data", std::move(traffic_data));
  return out;
}

/// The files that grow out of the timeline.
class Told {
 public:
  Told(const Verifier& verifier, const OwnHistory& own, std::string_view language)
      : verifier_(verifier), own_(own), language_(language) {}

  /// False when a receipt cannot be read.
  bool tell() {
    for (auto item = own_.timeline.rbegin(); item != own_.timeline.rend(); ++item) {
      if (!add_decision(*item)) return false;
    }
    return true;
  }

  void write(std::vector<ArchivedFile>& files) {
    std::string lines;
    for (const Value& decision : decisions_) lines += canonical(decision) + '\n';
    files.push_back({"decisions.jsonl", std::move(lines)});
    files.push_back({"decisions.csv", decisions_csv(decisions_)});
    for (const auto& [name, bytes] : notices_) files.push_back({name, bytes});
    for (ArchivedFile& receipt : receipts_) files.push_back(std::move(receipt));
  }

 private:
  bool add_decision(const TimelineItem& item) {
    Value decision = to_value(item, *verifier_.catalogue(), language_);
    const auto receipt = receipt_file(item.receipt);
    if (!receipt) return false;
    Value purposes = array_value();
    for (const Value& purpose : decision.find("purposes")->items) {
      purposes.items.push_back(with_words(purpose, item));
    }
    Value told = object_value();
    for (std::size_t i = 0; i < decision.names.size(); ++i) {
      const std::string& name = decision.names[i];
      if (name != "purposes" && name != "receipt") add(told, name, std::move(decision.items[i]));
    }
    add(told, "purposes", std::move(purposes));
    add_text(told, "receipt", *receipt);
    decisions_.push_back(std::move(told));
    return true;
  }

  /// The file of a receipt, which several lines may share; an empty name where there is none.
  std::optional<std::string> receipt_file(const std::string& submission_id) {
    if (submission_id.empty()) return std::string();
    std::string& name = receipt_names_[submission_id];
    if (!name.empty()) return name;
    const auto found = own_receipt(verifier_, own_.person.id, submission_id);
    if (!found) return std::nullopt;
    if (!*found) return std::string();
    const auto proved = proved_receipt(verifier_, **found);
    if (!proved) return std::nullopt;
    name = "receipts/" + numbered(receipts_.size() + 1) + ".json";
    receipts_.push_back({name, canonical(*proved)});
    return name;
  }

  Value with_words(Value purpose, const TimelineItem& item) {
    const std::string id = purpose.find("id")->text;
    const auto event = std::find_if(own_.events.begin(), own_.events.end(), [&](const Event& one) {
      return one.at == item.at && one.kind == item.kind && one.purpose == id;
    });
    if (event == own_.events.end()) return purpose;
    const Evidence& evidence = event->evidence;
    add_text(purpose, "catalogue_version", evidence.catalogue_version);
    add_text(purpose, "language", evidence.language);
    const std::string* words = verifier_.texts.find(evidence.text_digest);
    if (words == nullptr) return purpose;
    add_text(purpose, "text_digest", evidence.text_digest);
    const std::string name =
        "notices/" + evidence.text_digest.substr(digest_prefix.size()) + ".json";
    notices_.emplace(name, *words);
    add_text(purpose, "notice", name);
    return purpose;
  }

  const Verifier& verifier_;
  const OwnHistory& own_;
  const std::string_view language_;
  std::vector<Value> decisions_;
  std::map<std::string, std::string> receipt_names_;  // by submission
  std::map<std::string, std::string> notices_;        // by file
  std::vector<ArchivedFile> receipts_;
};

}  // namespace

std::optional<std::vector<ArchivedFile>> export_files(const Verifier& verifier,
                                                      const OwnHistory& own,
                                                      std::string_view language) {
  const auto told = overview(verifier, own, language);
  Told timeline(verifier, own, language);
  if (!told || !timeline.tell()) return std::nullopt;
  const ExportWords& words = verifier.export_words;
  std::vector<ArchivedFile> files;
  files.push_back({"readme.txt", language == "en" ? words.readme_en : words.readme_sv});
  files.push_back({"export.json", canonical(*told)});
  timeline.write(files);
  files.push_back({"schema/export.schema.json", words.export_schema});
  files.push_back({"schema/decision.schema.json", words.decision_schema});
  return files;
}

}  // namespace samtycke::server
