// Catalogues: whatever is read can be linted and read again under the same digest.
#include <string_view>

#include "core/catalogue.hpp"
#include "core/lint.hpp"
#include "promise.hpp"

using namespace samtycke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto catalogue =
      Catalogue::parse({reinterpret_cast<const char*>(data), size}, samtycke::sha256);
  if (!catalogue) return 0;
  (void)lint(*catalogue);
  const auto again = Catalogue::parse(canonical(catalogue->document), samtycke::sha256);
  fuzz::promise(static_cast<bool>(again), "a catalogue's canonical bytes are a catalogue");
  fuzz::promise(again->digest == catalogue->digest, "and the same one");
  return 0;
}
