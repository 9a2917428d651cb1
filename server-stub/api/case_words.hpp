/// What is kept of a relation, in words for whoever has to judge it: the console's pages and its
/// papers say the same.
#pragma once

#include <string>
#include <string_view>

#include "api/case.hpp"
#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

class CaseWords {
 public:
  CaseWords(const Verifier& verifier, std::string_view language);

  /// Those of the console.
  const Value& words() const { return words_; }
  std::string word(std::string_view group, std::string_view name) const;

  std::string title_of(const Event& event) const;
  std::string kind_of(const Event& event) const;
  std::string door_of(const Event& event) const;
  /// The person, somebody for them, their company or the operator's systems.
  std::string doer_of(const Event& event, const Case& one) const;

  /// The words that were shown before the act: `title`, `text` and `facts`, each with `name` and
  /// `text`. Empty where the event names none, or none that is kept.
  Value shown_of(const Event& event) const;
  /// Whether it names words that nobody can show any more.
  bool is_lost(const Event& event) const;

  /// An event as a line of a table: position, moment, kind, title, door, doer, receipt, and the
  /// words that were shown.
  Value line_of(const CaseEvent& event, const Case& one) const;
  /// The answer for one purpose: title, decision and its word, reason and its sentence, until.
  Value answer_of(const PurposeAnswer& answer) const;

 private:
  const Verifier& verifier_;
  const std::string language_;
  const Value words_;
};

/// A file to be kept.
Response attachment(std::string_view media_type, std::string bytes, std::string_view name);

}  // namespace samtycke::server
