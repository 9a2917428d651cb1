/// Every public function of the core behind one door: a JSON request in, a JSON answer out. The
/// command line's `evaluate`, the WebAssembly door and the page all speak it, so that no two sides
/// differ (L29); docs/EVALUATE.md shows each call. The answer is canonical JSON: `{"ok": …}` or
/// `{"error": {"code", "where"}}`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "catalogue.hpp"

namespace samtycke {

/// The only thing kept between calls: the catalogue loaded by the call `catalogue`, and whether its
/// signature was found good by the side that loaded it.
struct Loaded {
  std::optional<Catalogue> catalogue;
  bool signed_ = false;
};

/// What earlier lines told about parties: canonical JSON, made and read by `evaluate` alone. The
/// caller carries it from line to line and starts with an empty one.
struct Evaluation {
  std::string carried;
  std::string answer;
};

struct NamedCall;
struct History;

/// Which calls are answered; any other is `unknown_call`. Without a history, nothing is answered
/// about events: what is carried stays as it is, and members that name events are unknown.
struct Calls {
  const NamedCall* first;
  std::size_t count;
  const History* history;
};

/// All there are; and those that the panel or the banner of a page asks for, about states and never
/// about events: their modules are the smaller by the rest.
extern const Calls every_call;
extern const Calls panel_calls;
extern const Calls banner_calls;

/// Answers one request. Total: every input has an answer, and the same input always the same one.
Evaluation evaluate(std::string_view carried, std::string_view request, Loaded& loaded, Hash hash,
                    const Calls& calls = every_call);

}  // namespace samtycke
