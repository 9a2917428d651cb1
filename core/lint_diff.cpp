#include <algorithm>

#include "lint_subjects.hpp"

namespace samtycke {
namespace {

using Names = std::vector<std::string>;

bool same(const Texts& a, const Texts& b) { return a.by_language == b.by_language; }

/// Whether both hold the same ids, in whatever order.
bool same_ids(Names a, Names b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// Whether every term the purpose uses reads as before.
bool same_labels(const Names& ids, const std::vector<Term>& older, const std::vector<Term>& newer) {
  const auto label = [](const std::vector<Term>& terms, const std::string& id) {
    const auto term =
        std::find_if(terms.begin(), terms.end(), [&id](const Term& t) { return t.id == id; });
    return term == terms.end() ? Texts() : term->label;
  };
  return std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return same(label(older, id), label(newer, id));
  });
}

/// The members that a yes is about and that are not as they were. A shorter age is none of them:
/// less is done with the data than was said yes to.
Names processing_changes(const Purpose& older, const Purpose& newer) {
  Names out;
  const auto changed = [&out](bool is_changed, std::string_view name) {
    if (is_changed) out.emplace_back(name);
  };
  changed(older.kind != newer.kind, "kind");
  changed(!same_ids(older.data_types, newer.data_types), "data_types");
  changed(older.max_age_days != 0 &&
              (newer.max_age_days > older.max_age_days || newer.max_age_days == 0),
          "max_age_days");
  changed(newer.look_back_days > older.look_back_days, "look_back_days");
  changed(!same_ids(older.recipients, newer.recipients), "recipients");
  changed(!same_ids(older.roles, newer.roles), "roles");
  changed(!same_ids(older.processing_kinds, newer.processing_kinds), "processing_kinds");
  changed(!same_ids(older.marketed_classes, newer.marketed_classes), "marketed_classes");
  changed(older.marketing != newer.marketing, "marketing");
  changed(older.lek_gate != newer.lek_gate, "lek_gate");
  changed(older.legal_basis != newer.legal_basis, "legal_basis");
  changed(older.consent_by != newer.consent_by, "consent_by");
  changed(older.automated_decision != newer.automated_decision, "automated_decision");
  changed(older.third_country != newer.third_country, "third_country");
  return out;
}

/// The words of the notice that are not as they were.
Names word_changes(const Catalogue& old_catalogue, const Purpose& older,
                   const Catalogue& new_catalogue, const Purpose& newer) {
  Names out;
  if (!same(older.title, newer.title)) out.emplace_back("title");
  if (!same(older.text, newer.text)) out.emplace_back("text");
  if (!same_labels(older.data_types, old_catalogue.data_types, new_catalogue.data_types) ||
      !same_labels(older.processing_kinds, old_catalogue.processing_kinds,
                   new_catalogue.processing_kinds)) {
    out.emplace_back("labels");
  }
  if (!same(old_catalogue.notes.voluntary, new_catalogue.notes.voluntary) ||
      !same(old_catalogue.notes.withdraw, new_catalogue.notes.withdraw)) {
    out.emplace_back("notes");
  }
  if (old_catalogue.operator_.name != new_catalogue.operator_.name) out.emplace_back("operator");
  return out;
}

void diff_versions(const Purpose& older, const Purpose& newer, const PurposeChange& change,
                   Findings& out) {
  const std::string processing = newer.where + "/processing_version";
  const std::string words = newer.where + "/text_version";
  const bool is_raised = newer.processing_version > older.processing_version;
  if (newer.processing_version < older.processing_version) {
    found(out, Rule::processing_version_lowered, processing, newer.id);
  } else if (!change.processing.empty() && !is_raised) {
    found(out, Rule::processing_version_not_raised, processing, newer.id);
  }
  if (newer.text_version < older.text_version) {
    found(out, Rule::text_version_lowered, words, newer.id);
  } else if (change.processing.empty() && !change.words.empty() && !is_raised &&
             newer.text_version == older.text_version) {
    found(out, Rule::text_version_not_raised, words, newer.id);
  }
}

/// A purpose that people chose about can be withdrawn for ever (L36).
void diff_vanished(const Catalogue& older, const Catalogue& newer, Findings& out) {
  const auto check = [&](const std::string& id) {
    if (!newer.ever_knew(id)) found(out, Rule::purpose_vanished, "/retired_purposes", id);
  };
  for (const Purpose& purpose : older.purposes) {
    if (takes_choices(purpose)) check(purpose.id);
  }
  for (const std::string& id : older.retired_purposes) check(id);
}

}  // namespace

LintDiff lint_diff(const Catalogue& older, const Catalogue& newer) {
  LintDiff out;
  if (older.id != newer.id) found(out.findings, Rule::other_catalogue, "/catalogue");
  if (older.digest != newer.digest && newer.version_number <= older.version_number) {
    found(out.findings, Rule::catalogue_version_not_raised, "/version");
  }
  for (const Purpose& now : newer.purposes) {
    const Purpose* before = older.find(now.id);
    if (before == nullptr || (!takes_choices(*before) && !takes_choices(now))) continue;
    PurposeChange change{now.id, processing_changes(*before, now),
                         word_changes(older, *before, newer, now)};
    diff_versions(*before, now, change, out.findings);
    if (!change.processing.empty() || !change.words.empty()) out.changes.push_back(change);
  }
  diff_vanished(older, newer, out.findings);
  return out;
}

}  // namespace samtycke
