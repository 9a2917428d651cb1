/// Answers that a person reads in a browser.
#pragma once

#include <string>
#include <string_view>

#include "api/pages.hpp"
#include "api/verifier.hpp"

namespace samtycke::server {

/// The operator's name, for the head of every page; empty without a catalogue.
std::string_view operator_name(const Verifier& verifier);

/// A purpose's title in the language; its id for one that this catalogue no longer has.
std::string title_of(const Verifier& verifier, std::string_view purpose, std::string_view language);

/// Problem details as a page, with their status and headers.
Response as_page(const Verifier& verifier, const Request& request, const Response& problem);

/// As a page for a browser that follows a link; as they are for a program.
Response as_asked(const Verifier& verifier, const Request& request, const Response& problem);

}  // namespace samtycke::server
