// Events: what is read is written as it was, and applying it is total.
#include <string_view>

#include "core/state.hpp"
#include "promise.hpp"

using namespace samtycke;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = read_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto event = event_from(*value, "");
  if (!event) return 0;
  const auto again = event_from(to_value(*event), "");
  fuzz::promise(static_cast<bool>(again), "an event that was written is readable");
  fuzz::promise(*again == *event, "and the same event");
  const State state = apply(State{}, *event);
  const auto told = state_from(to_value(state), "");
  fuzz::promise(told && *told == state, "a state that is told is read as the same");
  return 0;
}
