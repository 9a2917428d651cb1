/// Answers that a person reads in a browser.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/pages.hpp"
#include "api/person.hpp"
#include "api/relations.hpp"
#include "api/verifier.hpp"

namespace samtycke::server {

/// The operator's name, for the head of every page; empty without a catalogue.
std::string_view operator_name(const Verifier& verifier);

/// A purpose's title in the language; its id for one that this catalogue no longer has.
std::string title_of(const Verifier& verifier, std::string_view purpose, std::string_view language);

/// What a reason means for the person who reads the page: in the portal's own words, else in the
/// sentence that everybody gets.
std::string why(const Verifier& verifier, std::string_view code, std::string_view language);

/// Who looks at a page.
struct Visitor {
  std::string language;
  KnownPerson person;  // without an id: nobody, or somebody whom no customer system has named
  bool signed_in = false;
  std::vector<Relation> relations;
};

enum class Admits : std::uint8_t { anybody, signed_in };

/// What a page tells, as its template names it; or why there is nothing to tell.
using Told = std::variant<Value, Response>;
using Tell = Told (*)(const Verifier&, const Request&, const Visitor&);

/// The page `name` with what `tell` says. Where a sign-in is needed and there is none it is the
/// welcome, from which one comes back here; whatever fails is told as a page.
Response page_for(const Verifier& verifier, const Request& request, std::string_view name,
                  Admits admits, Tell tell);

/// Problem details as a page, with their status and headers.
Response as_page(const Verifier& verifier, const Request& request, const Response& problem);

/// As a page for a browser that follows a link; as they are for a program.
Response as_asked(const Verifier& verifier, const Request& request, const Response& problem);

}  // namespace samtycke::server
