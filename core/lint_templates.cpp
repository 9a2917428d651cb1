#include "lint_subjects.hpp"

namespace samtycke {

void lint_templates(const Catalogue& catalogue, Findings& out) {
  for (const Template& message : catalogue.parts.templates) {
    if (message.kind == "marketing") {
      if (message.opt_out_token.empty()) {
        found(out, Rule::opt_out_missing, message.where + "/opt_out_token");
      }
      if (message.sender.empty()) {
        found(out, Rule::sender_or_ad_label_missing, message.where + "/sender");
      }
      if (message.ad_label.empty()) {
        found(out, Rule::sender_or_ad_label_missing, message.where + "/ad_label");
      }
    } else if (!message.offer.empty()) {
      // Whatever is not marketing is a message about the service.
      found(out, Rule::offer_in_service_message, message.where + "/offer");
    }
    if (message.first_contact && message.objection.empty()) {
      found(out, Rule::objection_block_missing, message.where + "/objection");
    }
  }
}

}  // namespace samtycke
