#include "api/judged.hpp"

#include "api/answer.hpp"
#include "api/proved.hpp"
#include "api/receipt.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// The canonical bytes of the answer. Its members stand in their order, so that the receipt, which
/// is nine tenths of it, is written once.
std::string answer_of(const Verifier& verifier, const Judgement& judgement,
                      const std::vector<Placed>& placed, std::string_view submission_id, Time now) {
  std::string answer = R"({"receipt":)";
  answer += receipt(verifier, judgement.events, placed, submission_id, now, judgement.state);
  answer += R"(,"state":)";
  append_canonical(answer, to_persons_value(judgement.state));
  answer += R"(,"submission_id":)";
  append_canonical(answer, text_value(submission_id));
  answer += R"(,"verdicts":)";
  append_canonical(answer, verdicts_value(judgement.verdicts));
  return answer + '}';
}

}  // namespace

Value verdicts_value(const std::vector<Verdict>& verdicts) {
  Value list = array_value();
  for (const Verdict& verdict : verdicts) list.items.push_back(to_value(verdict));
  return list;
}

Answer judge_and_append(const Verifier& verifier, const Submission& submission, const State& state,
                        const Actor& actor, Pending& pending, Refused& refused) {
  const Circumstances circumstances = verifier.circumstances();
  auto judgement = std::make_shared<Judgement>(judge(submission, circumstances, state, actor));
  if (judgement->events.empty()) {
    refused = {std::move(judgement->verdicts), std::move(judgement->state)};
    return {};
  }
  for (const Event& event : judgement->events) {
    if (!pending.append(event)) return {};
  }
  return [&verifier, judgement, placed = pending.placed(), id = submission.submission_id,
          now = circumstances.now] { return answer_of(verifier, *judgement, placed, id, now); };
}

Response answer_recorded(const Verifier& verifier, const Request& request, const Outcome& outcome) {
  auto answer = proved_answer(verifier, outcome);
  if (!answer) return refuse(verifier, request, {store_failed, ""});
  return answer_bytes(201, std::move(*answer));
}

}  // namespace samtycke::server
