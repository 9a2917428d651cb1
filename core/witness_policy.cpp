#include "witness_policy.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "checkpoint.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::string_view no_quorum = "none";
using Words = std::vector<std::string_view>;
using Names = std::vector<std::string_view>;

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What stands between spaces and tabs.
Words words_of(std::string_view line) {
  Words words;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty()) return words;
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    words.push_back(word);
    line.remove_prefix(word.size());
  }
}

bool is_forbidden(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return (code < 0x20 && byte != '\t') || code == 0x7F;
}

template <typename Party>
bool has_key(const std::vector<Party>& parties, const NoteKey& key) {
  return std::any_of(parties.begin(), parties.end(),
                     [&](const Party& party) { return party.key.public_key == key.public_key; });
}

/// Reads line by line; an empty answer of a line's reader says that nothing is wrong with it.
class PolicyReader {
 public:
  explicit PolicyReader(Hash hash) : hash_(hash) {}

  std::string_view take(std::string_view line) {
    if (std::any_of(line.begin(), line.end(), is_forbidden)) return "a control character";
    const Words words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) return {};
    if (words[0] == "log") return take_log(words);
    if (words[0] == "witness") return take_witness(words);
    if (words[0] == "group") return take_group(words);
    if (words[0] == "quorum") return take_quorum(words);
    return "begins with none of log, witness, group, quorum";
  }
  bool has_quorum() const { return has_quorum_; }
  WitnessPolicy policy;

 private:
  std::string_view take_log(const Words& words) {
    if (words.size() < 2 || words.size() > 3) return "is not: log <vkey> [<url>]";
    if (policy.logs.size() == limits::policy_parties_max) return "one log too many";
    auto key = vkey_from(hash_, words[1]);
    if (!key || key->type != ed25519_key) return "the vkey is none of an Ed25519 log";
    if (has_key(policy.logs, *key)) return "another log has this key";
    policy.logs.push_back({std::move(*key), std::string(words.size() == 3 ? words[2] : "")});
    return {};
  }

  std::string_view take_witness(const Words& words) {
    if (words.size() < 3 || words.size() > 4) return "is not: witness <name> <vkey> [<url>]";
    if (policy.witnesses.size() == limits::policy_parties_max) return "one witness too many";
    if (is_taken(words[1])) return "the name is taken";
    auto key = vkey_from(hash_, words[2]);
    if (!key || key->type != ed25519_cosigner_key) return "the vkey is none of an Ed25519 witness";
    if (has_key(policy.witnesses, *key)) return "another witness has this key";
    policy.witnesses.push_back(
        {std::string(words[1]), std::move(*key), std::string(words.size() == 4 ? words[3] : "")});
    return {};
  }

  std::string_view take_group(const Words& words) {
    if (words.size() < 4) return "is not: group <name> all|any|<k> <member>...";
    if (policy.groups.size() == limits::policy_parties_max) return "one group too many";
    if (is_taken(words[1])) return "the name is taken";
    PolicyGroup group{std::string(words[1]), 0, {words.begin() + 3, words.end()}};
    for (const std::string& member : group.members) {
      if (!is_known(member)) return "a member is not defined above";
      if (has({members_.begin(), members_.end()}, member)) return "a member is one already";
      members_.push_back(member);
    }
    const auto wanted = wanted_of(words[2], group.members.size());
    if (!wanted) return "neither all, any nor a number from 1 to that of its members";
    group.wanted = *wanted;
    policy.groups.push_back(std::move(group));
    return {};
  }

  std::string_view take_quorum(const Words& words) {
    if (words.size() != 2) return "is not: quorum <name>|none";
    if (has_quorum_) return "a second quorum";
    if (words[1] != no_quorum && !is_known(words[1])) return "the quorum is not defined above";
    has_quorum_ = true;
    if (words[1] != no_quorum) policy.quorum = words[1];
    return {};
  }

  static std::optional<std::size_t> wanted_of(std::string_view word, std::size_t members_count) {
    if (word == "all") return members_count;
    if (word == "any") return 1;
    const auto number = tree_size_from(word);
    if (!number || *number < 1 || *number > members_count) return std::nullopt;
    return static_cast<std::size_t>(*number);
  }

  bool is_known(std::string_view name) const {
    const auto is_it = [name](const auto& one) { return one.name == name; };
    return std::any_of(policy.witnesses.begin(), policy.witnesses.end(), is_it) ||
           std::any_of(policy.groups.begin(), policy.groups.end(), is_it);
  }
  bool is_taken(std::string_view name) const { return name == no_quorum || is_known(name); }

  Hash hash_;
  bool has_quorum_ = false;
  std::vector<std::string> members_;  // of any group so far
};

}  // namespace

std::variant<WitnessPolicy, PolicyFault> witness_policy_from(Hash hash, std::string_view text) {
  PolicyReader reader(hash);
  std::size_t line = 0;
  if (text.size() > limits::note_size_max) return PolicyFault{1, "the file is too large"};
  while (!text.empty()) {
    ++line;
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return PolicyFault{line, "no line feed ends the line"};
    const std::string_view why = reader.take(text.substr(0, end));
    if (!why.empty()) return PolicyFault{line, why};
    text.remove_prefix(end + 1);
  }
  if (!reader.has_quorum()) return PolicyFault{line + 1, "no quorum"};
  return std::move(reader.policy);
}

bool quorum_reached(const WitnessPolicy& policy, const std::vector<NoteKey>& cosigned) {
  Names reached;
  for (const PolicyWitness& witness : policy.witnesses) {
    if (std::find(cosigned.begin(), cosigned.end(), witness.key) != cosigned.end()) {
      reached.push_back(witness.name);
    }
  }
  for (const PolicyGroup& group : policy.groups) {
    const auto count = static_cast<std::size_t>(
        std::count_if(group.members.begin(), group.members.end(),
                      [&](const std::string& member) { return has(reached, member); }));
    if (count >= group.wanted) reached.push_back(group.name);
  }
  return policy.quorum.empty() || has(reached, policy.quorum);
}

std::size_t quorum_least(const WitnessPolicy& policy) {
  std::map<std::string_view, std::size_t> least;
  for (const PolicyWitness& witness : policy.witnesses) least[witness.name] = 1;
  for (const PolicyGroup& group : policy.groups) {
    std::vector<std::size_t> each;
    for (const std::string& member : group.members) each.push_back(least[member]);
    std::sort(each.begin(), each.end());
    least[group.name] = std::accumulate(
        each.begin(), each.begin() + static_cast<std::ptrdiff_t>(group.wanted), std::size_t{0});
  }
  return least[policy.quorum];
}

}  // namespace samtycke
