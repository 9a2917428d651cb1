/// The subjects of lint, one file each. Every one appends what it finds.
#pragma once

#include "lint.hpp"

namespace samtycke {

using Findings = std::vector<Finding>;

/// Appends a finding of that rule.
void found(Findings& out, Rule rule, std::string where, std::string_view name = {});

// lint_texts.cpp: notes and languages (L12, L19, L50), then the words themselves (L13, L17, L19,
// D6, D7, D13, D18, D19, D23, D25).
void lint_languages(const Catalogue& catalogue, Findings& out);
void lint_words(const Catalogue& catalogue, Findings& out);
void lint_labels(const Catalogue& catalogue, Findings& out);

// lint_claims.cpp: what a text says that the catalogue does not bear out (D18). `words` as
// plain_words.hpp has them; `purpose` is the one whose text it is, if any.
void lint_claims(const Catalogue& catalogue, const Purpose* purpose, std::string_view words,
                 std::string_view language, const std::string& where, Findings& out);

// lint_purposes.cpp: of one purpose that asks (L2, L7-L10, L17, L42, L79-L81, L125, L128, L132,
// D21), and of all of them together (D3).
void lint_choice(const Purpose& purpose, Findings& out);
void lint_traffic(const Catalogue& catalogue, const Purpose& purpose, Findings& out);
void lint_groups(const Catalogue& catalogue, Findings& out);
/// Whether a legal basis is a balance of interests, which is no choice (L118, D21).
bool is_legitimate_interest(std::string_view basis);

// lint_data.cpp: data types (L20, L21, L23, L33, L73, L89) and personnummer (L23).
void lint_data_types(const Catalogue& catalogue, const Purpose& purpose, Findings& out);
void lint_personnummer(const Catalogue& catalogue, Findings& out);

// lint_recipients.cpp: who gets the data (L77, L90, L129, L130, L136).
void lint_recipients(const Purpose& purpose, Findings& out);
void lint_services(const Catalogue& catalogue, Findings& out);

// lint_information.cpp: purposes without a choice (L78), links and authorities (L126).
void lint_information(const Catalogue& catalogue, Findings& out);
void lint_links(const Catalogue& catalogue, Findings& out);

// lint_templates.cpp: messages (L96, L103, L104, L106).
void lint_templates(const Catalogue& catalogue, Findings& out);

// lint_receipt.cpp: what a receipt of this catalogue would lack (L34).
void lint_receipt(const Catalogue& catalogue, Findings& out);

// lint_cookies.cpp: cookie categories (L2, L112-L114, L118).
void lint_cookies(const Catalogue& catalogue, Findings& out);

}  // namespace samtycke
