#include "api/judged.hpp"

#include "api/answer.hpp"
#include "api/proved.hpp"
#include "api/receipt.hpp"
#include "api/status.hpp"

namespace samtycke::server {

Value verdicts_value(const std::vector<Verdict>& verdicts) {
  Value list = array_value();
  for (const Verdict& verdict : verdicts) list.items.push_back(to_value(verdict));
  return list;
}

std::optional<std::string> judge_and_append(const Verifier& verifier, const Submission& submission,
                                            const State& state, const Actor& actor,
                                            Pending& pending, Refused& refused) {
  const Circumstances circumstances = verifier.circumstances();
  Judgement judgement = judge(submission, circumstances, state, actor);
  if (judgement.events.empty()) {
    refused = {std::move(judgement.verdicts), std::move(judgement.state)};
    return std::nullopt;
  }
  for (const Event& event : judgement.events) {
    if (!pending.append(event)) return std::nullopt;
  }
  Value answer = object_value();
  add_text(answer, "submission_id", submission.submission_id);
  add(answer, "verdicts", verdicts_value(judgement.verdicts));
  add(answer, "state", to_persons_value(judgement.state));
  add(answer, "receipt",
      receipt(verifier, judgement.events, pending.placed(), submission.submission_id,
              circumstances.now, judgement.state));
  return canonical(answer);
}

Response answer_recorded(const Verifier& verifier, const Request& request, const Outcome& outcome) {
  auto answer = proved_answer(verifier, outcome);
  if (!answer) return refuse(verifier, request, {store_failed, ""});
  return answer_bytes(201, std::move(*answer));
}

}  // namespace samtycke::server
