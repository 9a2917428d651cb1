/// Is this catalogue lawful and complete? Each finding names its LAW row and its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "lint_rules.hpp"

namespace samtycke {

struct Finding {
  std::string_view code;  // stable; its sentence stands in core/text/ under `lint`
  std::string_view row;   // of the law table
  std::string where;      // JSON Pointer; of a missing member: where it belongs
  std::string name;       // the word or the purpose it is about, where the place does not say it
  bool warning = false;   // told, but the catalogue may be published
};

/// Every finding, subject by subject in the catalogue's order; no error for a catalogue that may
/// be published.
std::vector<Finding> lint(const Catalogue& catalogue);

/// The same and, where the catalogue tells nothing for receipts, that as well: what a new version
/// has to have before it is signed. An older one is lawful without, but its receipts do not hold
/// all that ISO/IEC TS 27560 asks for.
std::vector<Finding> lint_for_receipts(const Catalogue& catalogue);

/// Whether any of them is more than a warning.
bool has_error(const std::vector<Finding>& findings);

/// What became of a purpose between two versions of a catalogue: the members that changed.
struct PurposeChange {
  std::string purpose;
  std::vector<std::string> processing;  // of these a yes is about: it must be asked for anew (L54)
  std::vector<std::string> words;       // of these it is not (L55)
};

struct LintDiff {
  std::vector<PurposeChange> changes;  // of purposes in both versions that changed
  std::vector<Finding> findings;       // with places in the newer one
};

/// What changed, and whether a version that had to rise did not (L36, L54, L55).
LintDiff lint_diff(const Catalogue& older, const Catalogue& newer);

Value to_value(const Finding& finding);
Value to_value(const LintDiff& diff);

}  // namespace samtycke
