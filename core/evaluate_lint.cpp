#include "catalogue_change.hpp"
#include "evaluate_call.hpp"
#include "lint.hpp"

namespace samtycke {

Answer call_lint(Call& call) {
  const bool for_receipts = call.fields.optional_boolean("receipts");
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  Value findings = array_value();
  const Catalogue& catalogue = *call.loaded.catalogue;
  for (const Finding& finding : for_receipts ? lint_for_receipts(catalogue) : lint(catalogue)) {
    findings.items.push_back(to_value(finding));
  }
  Value out = object_value();
  add(out, "findings", std::move(findings));
  return out;
}

namespace {

/// Two catalogues of the request's own, and what is asked about them; the loaded one is neither
/// looked at nor replaced.
template <typename Ask>
Answer compare(Call& call, Ask ask) {
  const Value& old_document = call.fields.object("old");
  const Value& new_document = call.fields.object("new");
  if (const auto error = call.fields.error()) return *error;
  const auto older = Catalogue::parse(old_document, call.hash);
  if (!older) return Error{older.error().code, "/old" + older.error().where};
  const auto newer = Catalogue::parse(new_document, call.hash);
  if (!newer) return Error{newer.error().code, "/new" + newer.error().where};
  return to_value(ask(*older, *newer));
}

}  // namespace

Answer call_lint_diff(Call& call) { return compare(call, lint_diff); }

Answer call_catalogue_change(Call& call) { return compare(call, catalogue_change); }

}  // namespace samtycke
