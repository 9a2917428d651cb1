/// The frame of every page that the operator's own people work in: who may see it, and what each is
/// told beside its own matter. The templates are web/portal/console/*.html.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "api/staff.hpp"
#include "api/verifier.hpp"
#include "core/json.hpp"

namespace samtycke::server {

/// Whoever looks at a page of the console.
struct ConsoleReader {
  Staff staff;
  std::string language;  // "sv" or "en"
};

/// What a page tells, as its template names it; or another answer instead of the page: a refusal
/// becomes a page, anything else goes out as it is.
using ConsoleTold = std::variant<Value, Response>;
using ConsoleTell = ConsoleTold (*)(const Verifier&, const Request&, const ConsoleReader&);

/// The page `console/<name>.html` with what `tell` says, for staff with one of these roles. Without
/// a session it is the way to sign in (401), from which one comes back here; without the role 403.
Response console_page(const Verifier& verifier, const Request& request, std::string_view name,
                      std::initializer_list<StaffRole> roles, ConsoleTell tell);

/// The same as the answer to a form of our own.
Response console_form(const Verifier& verifier, const Request& request, std::string_view name,
                      std::initializer_list<StaffRole> roles, ConsoleTell tell);

/// The words of the console in a language: web/portal/text/console.<language>.json.
Value console_words(const Verifier& verifier, std::string_view language);

}  // namespace samtycke::server
