#include <algorithm>

#include "lint_subjects.hpp"
#include "lint_word_lists.hpp"
#include "plain_words.hpp"

namespace samtycke {
namespace {

bool has_all_languages(const Texts& texts, const Catalogue& catalogue) {
  return std::all_of(catalogue.languages.begin(), catalogue.languages.end(),
                     [&texts](const std::string& l) { return !texts.in(l).empty(); });
}

void lint_terms(const Catalogue& catalogue, const std::vector<Term>& terms, std::string_view list,
                Findings& out) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (has_all_languages(terms[i].label, catalogue)) continue;
    found(out, Rule::language_missing, pointer(pointer("", list), i) + "/label");
  }
}

/// Every list of the text's language and place.
void lint_lists(std::string_view words, std::string_view language, std::uint8_t place,
                const std::string& where, Findings& out) {
  for (const WordList& list : word_lists) {
    if (list.language != language || (list.places & place) == 0) continue;
    const std::string_view phrase = phrase_in(words, list.phrases);
    if (!phrase.empty()) found(out, list.rule, where, phrase);
  }
}

void lint_text(const Catalogue& catalogue, const Purpose* purpose, const Texts& texts,
               std::uint8_t place, const std::string& where, Findings& out) {
  for (const auto& [language, text] : texts.by_language) {
    const std::string here = pointer(where, language);
    const std::string words = words_of(text);
    lint_lists(words, language, place, here, out);
    if (has_exclamation_or_emoji(text)) found(out, Rule::exclamation_or_emoji, here);
    if ((place & in_work) != 0 && text.find('%') != std::string::npos) {
      found(out, Rule::pressure_at_work, here, "%");
    }
    lint_claims(catalogue, purpose, words, language, here, out);
    if ((place & in_text) != 0 && is_hard_to_read(text)) found(out, Rule::hard_to_read, here);
  }
}

/// Whether the purpose asks: what nobody can say no to is information.
bool asks(const Purpose& purpose) {
  return takes_choices(purpose) || (purpose.kind == PurposeKind::cookie && purpose.active);
}

/// What an `off` or a refusal may be called: nothing but itself (D7).
void lint_plain_label(const Label& label, Findings& out) {
  for (const auto& [language, text] : label.text.by_language) {
    const std::string words = words_of(text);
    for (const PlainLabel& plain : plain_labels) {
      if (plain.name != label.name || plain.language != language) continue;
      const std::string_view phrase = phrase_in(words, plain.phrases);
      // A phrase and the spaces around it: nothing else stands there.
      if (phrase.size() + 2 == words.size()) continue;
      found(out, Rule::label_not_plain, pointer("/labels/" + label.name, language));
    }
  }
}

bool has_label(const Catalogue& catalogue, std::string_view name) {
  const auto& labels = catalogue.parts.labels;
  return std::any_of(labels.begin(), labels.end(),
                     [name](const Label& label) { return label.name == name; });
}

}  // namespace

void lint_languages(const Catalogue& catalogue, Findings& out) {
  const Notes& notes = catalogue.notes;
  if (!has_all_languages(notes.voluntary, catalogue)) {
    found(out, Rule::voluntary_note_missing, "/notes/voluntary_note");
  }
  if (!has_all_languages(notes.withdraw, catalogue)) {
    found(out, Rule::withdraw_note_missing, "/notes/withdraw_note");
  }
  for (const std::string_view language : {"sv", "en"}) {
    if (std::find(catalogue.languages.begin(), catalogue.languages.end(), language) ==
        catalogue.languages.end()) {
      found(out, Rule::language_missing, "/languages");
    }
  }
  lint_terms(catalogue, catalogue.groups, "groups", out);
  lint_terms(catalogue, catalogue.data_types, "data_types", out);
  lint_terms(catalogue, catalogue.processing_kinds, "processing_kinds", out);
  for (const Purpose& purpose : catalogue.purposes) {
    if (!has_all_languages(purpose.title, catalogue) ||
        !has_all_languages(purpose.text, catalogue)) {
      found(out, Rule::language_missing, purpose.where);
    }
  }
}

void lint_words(const Catalogue& catalogue, Findings& out) {
  const Notes& notes = catalogue.notes;
  const std::pair<std::string_view, const Texts*> shared[] = {
      {"/notes/voluntary_note", &notes.voluntary},
      {"/notes/withdraw_note", &notes.withdraw},
      {"/notes/employer_note", &notes.employer},
      {"/notes/gate_note", &notes.gate},
      {"/cookie_note", &catalogue.parts.cookie_note}};
  for (const auto& [where, texts] : shared) {
    lint_text(catalogue, nullptr, *texts, in_note | in_work, std::string(where), out);
  }
  for (const Purpose& purpose : catalogue.purposes) {
    const std::uint8_t place = asks(purpose) ? in_choice | in_work : in_information;
    const std::uint8_t title = asks(purpose) ? place | in_title : place;
    lint_text(catalogue, &purpose, purpose.title, title, purpose.where + "/title", out);
    lint_text(catalogue, &purpose, purpose.text, place | in_text, purpose.where + "/text", out);
  }
}

void lint_labels(const Catalogue& catalogue, Findings& out) {
  if (has_label(catalogue, "allow_all") && !has_label(catalogue, "refuse_all")) {
    found(out, Rule::refuse_all_missing, "/labels/refuse_all");
  }
  for (const Label& label : catalogue.parts.labels) {
    const std::string where = "/labels/" + label.name;
    if (!has_all_languages(label.text, catalogue)) found(out, Rule::language_missing, where);
    lint_text(catalogue, nullptr, label.text, in_label | in_work, where, out);
    lint_plain_label(label, out);
  }
}

}  // namespace samtycke
