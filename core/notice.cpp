#include "notice.hpp"

#include <algorithm>

namespace samtycke {
namespace {

/// The labels of the named terms in a language; an empty one where the language lacks it.
std::vector<std::string> labels(const std::vector<Term>& terms, const std::vector<std::string>& ids,
                                std::string_view language) {
  std::vector<std::string> out;
  for (const std::string& id : ids) {
    const auto term =
        std::find_if(terms.begin(), terms.end(), [&id](const Term& t) { return t.id == id; });
    out.emplace_back(term == terms.end() ? std::string_view() : term->label.in(language));
  }
  return out;
}

std::vector<Fact> facts_of(const Catalogue& catalogue, const Purpose& purpose,
                           std::string_view language) {
  std::vector<Fact> facts;
  if (purpose.kind != PurposeKind::consent) return facts;
  facts.push_back({"data_types", labels(catalogue.data_types, purpose.data_types, language), 0});
  facts.push_back({"max_age", {}, purpose.max_age_days});
  facts.push_back(
      {"processing", labels(catalogue.processing_kinds, purpose.processing_kinds, language), 0});
  facts.push_back({"recipients", purpose.recipients, 0});
  return facts;
}

bool complete(const Catalogue& catalogue, const Purpose& purpose, const Notice& notice,
              std::string_view language) {
  if (notice.title.empty() || notice.text.empty()) return false;
  const Notes& notes = catalogue.notes;
  for (const Texts* note : {&notes.voluntary, &notes.withdraw, &notes.employer, &notes.gate}) {
    if (note->in(language).empty()) return false;
  }
  if (purpose.automated_decision.empty() || purpose.third_country.empty()) return false;
  if (purpose.kind != PurposeKind::consent) return true;
  if (purpose.data_types.empty() || purpose.processing_kinds.empty()) return false;
  if (purpose.max_age_days == 0) return false;
  return std::all_of(notice.facts.begin(), notice.facts.end(), [](const Fact& fact) {
    return std::none_of(fact.values.begin(), fact.values.end(),
                        [](const std::string& value) { return value.empty(); });
  });
}

Value facts_value(const std::vector<Fact>& facts) {
  Value out = object_value();
  for (const Fact& fact : facts) {
    add(out, fact.name,
        fact.name == "max_age" ? integer_value(fact.days) : texts_value(fact.values));
  }
  return out;
}

}  // namespace

Result<Notice> notice_for(const Catalogue& catalogue, const Purpose& purpose,
                          std::string_view language) {
  Notice notice;
  notice.title = purpose.title.in(language);
  notice.text = purpose.text.in(language);
  notice.facts = facts_of(catalogue, purpose, language);
  if (!complete(catalogue, purpose, notice, language)) {
    return Error{Code::notice_incomplete, purpose.where};
  }
  return notice;
}

Value shown(const Catalogue& catalogue, const Purpose& purpose, const Notice& notice,
            std::string_view language) {
  Value out = object_value();
  add_text(out, "catalogue", catalogue.id);
  add_text(out, "purpose", purpose.id);
  add(out, "processing_version", integer_value(purpose.processing_version));
  add(out, "text_version", integer_value(purpose.text_version));
  add_text(out, "language", language);
  add_text(out, "controller", catalogue.operator_.name);
  add_text(out, "title", notice.title);
  add_text(out, "text", notice.text);
  add(out, "facts", facts_value(notice.facts));
  add_text(out, "automated_decision", purpose.automated_decision);
  add_text(out, "third_country", purpose.third_country);
  add_text(out, "voluntary_note", catalogue.notes.voluntary.in(language));
  add_text(out, "withdraw_note", catalogue.notes.withdraw.in(language));
  return out;
}

std::string digest_of(const Notice& notice, const Catalogue& catalogue, const Purpose& purpose,
                      std::string_view language, Hash hash) {
  return digest_name(hash(canonical(shown(catalogue, purpose, notice, language))));
}

}  // namespace samtycke
