#include "api/shown_choices.hpp"

#include "core/panel.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {

Result<Value> shown_choices(const Verifier& verifier, std::string_view subject,
                            std::string_view language) {
  Model model;
  model.language = language;
  PanelAct act;
  act.kind = PanelAct::Kind::show;
  act.now = verifier.clock();
  act.state = verifier.states.of_subject(subject).state;
  const auto shown = step(std::move(model), act, *verifier.catalogue(), openssl_sha256);
  if (!shown) return shown.error();
  const Value* groups = shown->view.find("groups");
  return groups == nullptr ? array_value() : *groups;
}

Value those_on(const Value& groups) {
  Value on = array_value();
  for (const Value& group : groups.items) {
    const Value* purposes = group.find("purposes");
    if (purposes == nullptr) continue;
    for (const Value& purpose : purposes->items) {
      const Value* is_on = purpose.find("on");
      if (is_on != nullptr && is_on->truth) on.items.push_back(purpose);
    }
  }
  return on;
}

}  // namespace samtycke::server
