#include "api/processing_paper.hpp"

namespace samtycke::server {
namespace {

const Value nothing;

const Value& at(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? nothing : *found;
}

void join(std::string& list, const std::string& one, std::string_view between) {
  if (one.empty()) return;
  if (!list.empty()) list += between;
  list += one;
}

class Writing {
 public:
  Writing(const http::Sentences& sentences, const Catalogue& catalogue, std::string_view language)
      : sentences_(sentences),
        catalogue_(catalogue),
        document_(catalogue.document),
        language_(language) {}

  Paper paper() && {
    paper_.language = language_;
    paper_.title = word("record_title");
    paper_.author = catalogue_.operator_.name;
    paper_.footer = catalogue_.id + ' ' + catalogue_.version;
    paper_.text(filled("record_lead", "version", catalogue_.version));
    write_controller();
    // Article 30(1): (b) purposes, (c) data, (d) recipients, (e) third countries, (f) how long.
    write_purposes("record_asked", "purposes");
    write_purposes("record_contact", "channels");
    write_purposes("record_others", "information_purposes");
    return std::move(paper_);
  }

 private:
  std::string word(std::string_view name) const {
    return std::string(sentences_.word("paper_" + std::string(name), language_));
  }
  std::string filled(std::string_view name, std::string_view gap, const std::string& with) const {
    std::string text = word(name);
    const std::string place = '{' + std::string(gap) + '}';
    const std::size_t found = text.find(place);
    return found == text.npos ? text : text.replace(found, place.size(), with);
  }
  std::string in_language(const Value& texts) const { return at(texts, language_).text; }

  std::string address() const {
    const Value& address = at(at(document_, "receipt"), "address");
    std::string place = at(address, "postal_code").text;
    join(place, at(address, "locality").text, " ");
    std::string out = at(address, "street").text;
    join(out, place, ", ");
    join(out, at(address, "country").text, ", ");
    return out;
  }

  void write_controller() {
    const Operator& controller = catalogue_.operator_;
    std::string where;
    for (const Value& one : at(at(document_, "receipt"), "storage_locations").items) {
      join(where, one.text, ", ");
    }
    const std::string years = std::to_string(catalogue_.policy.evidence_years_after_end);
    paper_.facts({{word("operator"), controller.name},
                  {word("organisation"), at(at(document_, "operator"), "organisation_number").text},
                  {word("address"), address()},
                  {word("contact"), controller.contact, "mailto:" + controller.contact},
                  {word("record_persons"), word("record_persons_text")},
                  {word("record_security"), word("record_security_text")},
                  {word("record_where"), where},
                  {word("record_evidence"), filled("record_evidence_text", "count", years)}});
  }

  std::string data_of(const Value& purpose) const {
    std::string out;
    for (const Value& id : at(purpose, "data_types").items) {
      for (const Term& term : catalogue_.data_types) {
        if (term.id != id.text) continue;
        join(out, std::string(term.label.in(language_)), "; ");
      }
    }
    return out.empty() ? word("record_data_none") : out;
  }

  std::string recipients_of(const Value& purpose) const {
    std::string out;
    for (const Value& one : at(purpose, "recipients").items) {
      const std::string& country = at(one, "country").text;
      const bool is_name = one.is(Value::Type::string);
      join(
          out,
          is_name ? one.text : at(one, "name").text + (country.empty() ? "" : " (" + country + ")"),
          ", ");
    }
    return out.empty() ? word("record_recipients_none") : out;
  }

  std::string transfer_of(const Value& purpose) const {
    const std::string& third = at(purpose, "third_country").text;
    return third.empty() || third == "none" ? word("transfer_none") : third;
  }

  std::string duration_of(const Value& purpose) const {
    const std::int64_t days = at(purpose, "max_age_days").integer;
    if (days > 0) return filled("record_days_count", "count", std::to_string(days));
    const std::string& limit = at(purpose, "limit").text;
    if (!limit.empty()) return limit;
    return filled("months_count", "count", std::to_string(catalogue_.policy.consent_months));
  }

  void write_purposes(std::string_view heading, std::string_view list) {
    const Value& purposes = at(document_, list);
    if (purposes.items.empty()) return;
    paper_.heading(word(heading));
    for (const Value& purpose : purposes.items) {
      const Value& active = at(purpose, "active");
      const bool is_used = !active.is(Value::Type::boolean) || active.truth;
      paper_.subheading(in_language(at(purpose, "title")) + " (" + at(purpose, "id").text + ')');
      paper_.facts({{word("legal_basis"), at(purpose, "legal_basis").text},
                    {word("record_data"), data_of(purpose)},
                    {word("record_recipients"), recipients_of(purpose)},
                    {word("transfer"), transfer_of(purpose)},
                    {word("storage"), duration_of(purpose)},
                    {word("record_state"), word(is_used ? "record_used" : "record_unused")}});
    }
  }

  const http::Sentences& sentences_;
  const Catalogue& catalogue_;
  const Value& document_;
  const std::string language_;
  Paper paper_;
};

}  // namespace

Paper processing_paper(const http::Sentences& sentences, const Catalogue& catalogue,
                       std::string_view language) {
  return Writing(sentences, catalogue, language).paper();
}

}  // namespace samtycke::server
