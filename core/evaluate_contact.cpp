#include "contact.hpp"
#include "evaluate_call.hpp"
#include "prompt.hpp"

namespace samtycke {

Answer call_decide_contact(Call& call) {
  const auto contact = contact_from(call.fields.object("contact"), "/contact");
  const Time now = call.fields.time("now");
  const auto state = state_as_of(call);
  if (const auto error = call.fields.error()) return *error;
  if (!contact) return contact.error();
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  return to_value(decide_contact(*contact, *call.loaded.catalogue, *state, now));
}

Answer call_decide_prompt(Call& call) {
  const std::string purpose = call.fields.id("purpose");
  const Time now = call.fields.time("now");
  const auto state = state_as_of(call);
  if (const auto error = call.fields.error()) return *error;
  if (!state) return state.error();
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  return to_value(decide_prompt(purpose, *call.loaded.catalogue, *state, now));
}

}  // namespace samtycke
