/// The record of processing (GDPR 30(1), L131) of one version of the catalogue, as a document.
#pragma once

#include <string_view>

#include "core/catalogue.hpp"
#include "http/sentences.hpp"
#include "paper/paper.hpp"

namespace samtycke::server {

/// Nothing in it is written by hand: it says what the catalogue says, in "sv" or "en".
Paper processing_paper(const http::Sentences& sentences, const Catalogue& catalogue,
                       std::string_view language);

}  // namespace samtycke::server
