#include "api/proved.hpp"

namespace samtycke::server {
namespace {

using Positions = std::vector<std::uint64_t>;

Positions positions_in(const Value& receipt) {
  Positions positions;
  const Value* payload = receipt.find("payload");
  const Value* events = payload == nullptr ? nullptr : payload->find("events");
  for (const Value& one : events == nullptr ? std::vector<Value>() : events->items) {
    const Value* position = one.find("position");
    if (position != nullptr) positions.push_back(static_cast<std::uint64_t>(position->integer));
  }
  return positions;
}

Positions positions_of(const Outcome& outcome) {
  Positions positions;
  for (const Placed& one : outcome.placed) positions.push_back(one.position);
  if (!positions.empty()) return positions;
  const auto answer = read_json(*outcome.answer);
  const Value* receipt = answer ? answer->find("receipt") : nullptr;
  return receipt == nullptr ? Positions() : positions_in(*receipt);
}

/// `policy`: whose cosignatures are added, where they are there; null: nobody's.
std::optional<Value> proofs_of(const Verifier& verifier, const Positions& positions,
                               const WitnessPolicy* policy) {
  Value list = array_value();
  for (const std::uint64_t position : positions) {
    const auto proof = policy == nullptr ? verifier.log.proof(position)
                                         : verifier.log.cosigned_proof(position, *policy);
    if (!proof) return std::nullopt;
    Value one = object_value();
    add(one, "position", integer_value(static_cast<std::int64_t>(position)));
    add_text(one, "proof", *proof);
    list.items.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::optional<std::string> proved_answer(const Verifier& verifier, const Outcome& outcome) {
  const auto proofs = proofs_of(verifier, positions_of(outcome), nullptr);
  if (!proofs) return std::nullopt;
  // The answer is canonical and our own: of the receipt's members `payload` follows `jws`, and
  // `log` belongs between them. Reading and writing all of it again would cost more than judging
  // it.
  constexpr std::string_view next = R"(,"payload":)";
  const std::size_t place = outcome.answer->find(next);
  if (place == std::string::npos) return std::nullopt;
  std::string answer = *outcome.answer;
  return answer.insert(place, R"(,"log":)" + canonical(*proofs));
}

std::optional<Value> proved_receipt(const Verifier& verifier, Value receipt) {
  auto proofs = proofs_of(verifier, positions_in(receipt), verifier.witnesses.policy);
  if (!proofs) return std::nullopt;
  add(receipt, "log", std::move(*proofs));
  return receipt;
}

}  // namespace samtycke::server
