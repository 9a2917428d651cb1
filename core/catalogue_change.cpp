#include "catalogue_change.hpp"

#include <algorithm>
#include <charconv>

#include "decide.hpp"
#include "lint_subjects.hpp"

namespace samtycke {
namespace {

using Names = std::vector<std::string>;

bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Where a purpose stands in the document that it was read from: `/list/index`.
const Value& written_as(const Purpose& purpose, const Catalogue& catalogue) {
  const std::string_view where = purpose.where;
  const auto slash = where.rfind('/');
  std::size_t index = 0;
  std::from_chars(where.data() + slash + 1, where.data() + where.size(), index);
  return catalogue.document.find(where.substr(1, slash - 1))->items[index];
}

/// Whatever order their members stand in.
bool same_value(const Value& a, const Value& b) { return canonical(a) == canonical(b); }

/// The names of the members that differ, each once, in the newer one's order.
Names differing(const Value& older, const Value& newer) {
  Names out;
  for (const std::string& name : newer.names) {
    const Value* before = older.find(name);
    if (before == nullptr || !same_value(*before, *newer.find(name))) out.push_back(name);
  }
  for (const std::string& name : older.names) {
    if (newer.find(name) == nullptr) out.push_back(name);
  }
  return out;
}

Fate fate_of(const Purpose& older, const Purpose& newer, const PurposeFate& differs) {
  if (newer.processing_version > older.processing_version) return Fate::asked_again;
  const bool in_words_alone = !differs.words.empty() && differs.processing.empty();
  return in_words_alone && differs.others.empty() ? Fate::reworded : Fate::changed;
}

/// Nothing when the purpose is as it was.
std::optional<PurposeFate> fate_of(const Purpose& newer, const Catalogue& old_catalogue,
                                   const Catalogue& new_catalogue, const LintDiff& diff) {
  PurposeFate out;
  out.purpose = newer.id;
  const Purpose* older = old_catalogue.find(newer.id);
  if (older == nullptr) {
    out.fate = Fate::added;
    return out;
  }
  for (const PurposeChange& change : diff.changes) {
    if (change.purpose != newer.id) continue;
    out.processing = change.processing;
    out.words = change.words;
  }
  for (std::string& name :
       differing(written_as(*older, old_catalogue), written_as(newer, new_catalogue))) {
    const bool is_version = name == "processing_version" || name == "text_version";
    if (is_version || holds(out.processing, name) || holds(out.words, name)) continue;
    out.others.push_back(std::move(name));
  }
  out.fate = fate_of(*older, newer, out);
  const bool differs = !out.processing.empty() || !out.words.empty() || !out.others.empty();
  if (!differs && out.fate != Fate::asked_again) return std::nullopt;
  return out;
}

/// The same document again is no next version either.
void check_version(const Catalogue& older, const Catalogue& newer, std::vector<Finding>& findings) {
  if (older.digest == newer.digest) found(findings, Rule::catalogue_version_not_raised, "/version");
}

}  // namespace

CatalogueChange catalogue_change(const Catalogue& older, const Catalogue& newer) {
  const LintDiff diff = lint_diff(older, newer);
  CatalogueChange out;
  for (const Purpose& purpose : newer.purposes) {
    if (auto fate = fate_of(purpose, older, newer, diff)) out.purposes.push_back(std::move(*fate));
  }
  for (const Purpose& purpose : older.purposes) {
    if (newer.find(purpose.id) == nullptr) {
      out.purposes.push_back({purpose.id, Fate::removed, {}, {}, {}});
    }
  }
  out.findings = lint_for_receipts(newer);
  out.findings.insert(out.findings.end(), diff.findings.begin(), diff.findings.end());
  check_version(older, newer, out.findings);
  return out;
}

bool may_follow(const CatalogueChange& change) { return !has_error(change.findings); }

Value to_value(const CatalogueChange& change) {
  Value purposes = array_value();
  for (const PurposeFate& fate : change.purposes) {
    Value one = object_value();
    add_text(one, "purpose", fate.purpose);
    add_text(one, "fate", fate_names[static_cast<int>(fate.fate)]);
    add(one, "processing", texts_value(fate.processing));
    add(one, "words", texts_value(fate.words));
    add(one, "others", texts_value(fate.others));
    purposes.items.push_back(std::move(one));
  }
  Value findings = array_value();
  for (const Finding& finding : change.findings) findings.items.push_back(to_value(finding));
  Value out = object_value();
  add(out, "purposes", std::move(purposes));
  add(out, "findings", std::move(findings));
  add(out, "may_follow", boolean_value(may_follow(change)));
  return out;
}

AskedAgain::AskedAgain(const Catalogue& in_force, const Catalogue& draft, Time now)
    : in_force_(in_force), now_(now) {
  for (const Purpose& purpose : in_force.purposes) {
    const Purpose* next = draft.find(purpose.id);
    const bool is_raised = next != nullptr && next->processing_version > purpose.processing_version;
    if (takes_choices(purpose) && is_raised) people_[&purpose];
  }
}

void AskedAgain::add(const State& state) {
  const SubjectState& subject = state.subject;
  if (subject.person.empty() || subject.ended) return;
  for (auto& [purpose, people] : people_) {
    if (own_choice(*purpose, in_force_, subject, now_) == Code::consent_given) {
      people.insert(subject.person);
    }
  }
}

std::map<std::string, std::optional<std::int64_t>> AskedAgain::told() const {
  const std::int64_t least = std::max<std::int64_t>(1, in_force_.policy.min_group_size);
  std::map<std::string, std::optional<std::int64_t>> out;
  for (const auto& [purpose, people] : people_) {
    const auto groups = static_cast<std::int64_t>(people.size()) / least;
    out[purpose->id] = groups > 0 ? std::optional(groups * least) : std::nullopt;
  }
  return out;
}

}  // namespace samtycke
