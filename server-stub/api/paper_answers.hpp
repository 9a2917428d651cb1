/// A paper as the answer to a request: as a page, or as a PDF to keep.
#pragma once

#include <string>

#include "api/verifier.hpp"
#include "paper/paper.hpp"

namespace samtycke::server {

/// `pdf`: where the same is to be had as a PDF; a reference relative to the page.
Response answer_paper_page(const Verifier& verifier, const Paper& paper, const std::string& pdf);
/// `name` is the file's, without its ending.
Response answer_paper_pdf(const Verifier& verifier, const Request& request, const Paper& paper,
                          const std::string& name);

}  // namespace samtycke::server
