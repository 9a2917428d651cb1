#include "api/typical_answer.hpp"

#include "api/receipt.hpp"
#include "core/base64.hpp"
#include "core/notice.hpp"
#include "core/receipt.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view nobody = "nobody";

Event granted(const Catalogue& catalogue, const Purpose& purpose, const std::string& language,
              std::uint64_t sequence) {
  Event event;
  event.kind = EventKind::granted;
  event.subject = event.person = event.actor = event.subscriber = nobody;
  event.purpose = purpose.id;
  event.roles = {Role::user};
  event.sequence = sequence;
  event.until = time_max;
  Evidence& evidence = event.evidence;
  evidence.catalogue = catalogue.id;
  evidence.catalogue_version = catalogue.version;
  evidence.processing_version = purpose.processing_version;
  evidence.text_version = purpose.text_version;
  evidence.language = language;
  evidence.method = evidence.ui_build = evidence.session = evidence.submission_id = nobody;
  evidence.notice_shown_at = evidence.decided_at = 0;
  const auto notice = notice_for(catalogue, purpose, language);
  if (notice) {
    evidence.text_digest = digest_of(*notice, catalogue, purpose, language, openssl_sha256);
  }
  return event;
}

std::string answer_in(const Catalogue& catalogue, const std::string& language,
                      std::string_view origin, const SigningKey& receipt_key) {
  ReceiptFacts facts;
  facts.origin = origin;
  facts.submission_id = nobody;
  facts.catalogue = &catalogue;
  State state;
  for (const Purpose& purpose : catalogue.purposes) {
    if (!takes_choices(purpose)) continue;
    const std::uint64_t number = facts.events.size();
    Event event = granted(catalogue, purpose, language, number + 1);
    state = apply(std::move(state), event);
    facts.events.push_back(
        {number, std::move(event), base64(std::string(digest_size, '\0')), false});
  }
  return R"({"receipt":)" + signed_receipt(facts, receipt_key) + R"(,"state":)" +
         canonical(to_persons_value(state)) + '}';
}

}  // namespace

std::string typical_answers(const Catalogue& catalogue, std::string_view origin,
                            const SigningKey& receipt_key) {
  std::string answers;
  for (const std::string& language : catalogue.languages) {
    answers += answer_in(catalogue, language, origin, receipt_key);
  }
  return answers;
}

}  // namespace samtycke::server
