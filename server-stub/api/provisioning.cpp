#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/once.hpp"
#include "api/provisioned.hpp"
#include "api/status.hpp"
#include "core/fields.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view scope = "provisioning:write";
constexpr std::size_t acts_max = 1'000;

struct Batch {
  std::string submission_id;
  std::vector<Provisioned> acts;
};

Result<Batch> batch_from(const Value& value) {
  Fields fields(value, "");
  Batch batch;
  batch.submission_id = fields.optional_id("submission_id");
  const Value& acts = fields.array("acts", acts_max);
  if (const auto error = fields.error()) return *error;
  for (std::size_t i = 0; i < acts.items.size(); ++i) {
    auto act = provisioned_from(acts.items[i], pointer("/acts", i));
    if (!act) return act.error();
    batch.acts.push_back(std::move(*act));
  }
  return batch;
}

/// All or nothing: the first act that is refused undoes those before it.
std::optional<Error> record(const Verifier& verifier, const Batch& batch, Pending& pending) {
  for (std::size_t i = 0; i < batch.acts.size(); ++i) {
    auto error = record_provisioned(verifier, batch.acts[i], pending);
    if (!error) continue;
    error->where = pointer("/acts", i) + error->where;
    return error;
  }
  return std::nullopt;
}

}  // namespace

Response post_provisioning(const Verifier& verifier, const Request& request) {
  const auto bearer = verifier.door.bearer(request, scope);
  if (const auto* refusal = std::get_if<Refusal>(&bearer)) {
    return refuse(verifier, request, *refusal);
  }
  auto body = read_body(verifier, request);
  if (auto* response = std::get_if<Response>(&body)) return std::move(*response);
  const auto batch = batch_from(std::get<Value>(body));
  if (!batch) return refuse(verifier, request, batch.error());

  const std::string client = "client " + std::get<AccessToken>(bearer).client_id;
  std::optional<Error> error;
  const Outcome outcome = record_once(
      verifier, {client, batch->submission_id, request.body}, [&](Pending& pending) -> Answer {
        error = record(verifier, *batch, pending);
        if (error) return {};
        Value answer = object_value();
        add_text(answer, "submission_id", batch->submission_id);
        add(answer, "acts", integer_value(static_cast<std::int64_t>(batch->acts.size())));
        add(answer, "position", last_position(pending.position()));
        return [bytes = canonical(answer)] { return bytes; };
      });
  if (outcome.answer) return answer_bytes(201, *outcome.answer);
  if (outcome.reused) return refuse(verifier, request, 422, submission_id_reused, "/submission_id");
  if (outcome.recorded != Recorded::declined || !error) {
    return answer_unrecorded(verifier, request, outcome.recorded);
  }
  // Read well and refused: for what it says, whatever class the reason has elsewhere.
  return refuse(verifier, request, 422, name_of(error->code), error->where);
}

}  // namespace samtycke::server
