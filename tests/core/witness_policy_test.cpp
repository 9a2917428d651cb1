/// Policies: what the specification lets a file say, one fault at a time, and who makes a quorum.
#include "core/witness_policy.hpp"

#include <boost/test/unit_test.hpp>

#include "core/limits.hpp"
#include "ed25519.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

NoteKey witness(const std::string& name) {
  return note_key(sha256, name + ".example", ed25519_cosigner_key,
                  made::point_of(made::seed_of(name)));
}
NoteKey log(const std::string& name) {
  return note_key(sha256, name + ".example", ed25519_key, made::point_of(made::seed_of(name)));
}
std::string witness_line(const std::string& name, const std::string& url = "") {
  return "witness " + name + ' ' + vkey_text(witness(name)) + url + '\n';
}

/// The example of the specification: two of three, and any of the other three.
const std::string log_line = "log " + vkey_text(log("log")) + '\n';
const std::string six = witness_line("X1") + witness_line("X2") + witness_line("X3") +
                        witness_line("Y1") + witness_line("Y2") + witness_line("Y3");
const std::string groups =
    "group X-witnesses 2 X1 X2 X3\ngroup Y-witnesses any Y1 Y2 Y3\n"
    "group X-and-Y all X-witnesses Y-witnesses\n";
const std::string example = log_line + six + groups + "quorum X-and-Y\n";

WitnessPolicy policy_of(const std::string& text) {
  auto read = witness_policy_from(sha256, text);
  if (const auto* fault = std::get_if<PolicyFault>(&read)) {
    throw std::logic_error(std::to_string(fault->line) + ": " + std::string(fault->why));
  }
  return std::get<WitnessPolicy>(std::move(read));
}

void refuse(const std::string& text, std::size_t line) {
  const auto read = witness_policy_from(sha256, text);
  const auto* fault = std::get_if<PolicyFault>(&read);
  BOOST_TEST_REQUIRE((fault != nullptr), text);
  BOOST_TEST(fault->line == line, text << fault->why);
  BOOST_TEST(!fault->why.empty());
}

bool reached(const WitnessPolicy& policy, const std::vector<std::string>& names) {
  std::vector<NoteKey> keys;
  for (const std::string& name : names) keys.push_back(witness(name));
  return quorum_reached(policy, keys);
}

BOOST_AUTO_TEST_SUITE(witness_policy)

BOOST_AUTO_TEST_CASE(the_generated_policy_asks_for_its_witness) {
  const std::string folder = std::string(SAMTYCKE_VECTORS) + "/tlog-generated/";
  const WitnessPolicy policy = policy_of(made::bytes_of(folder + "policy.txt"));
  BOOST_REQUIRE(policy.logs.size() == 1u);
  BOOST_REQUIRE(policy.witnesses.size() == 1u);
  BOOST_TEST(policy.logs[0].key.name == "consent.example/log1");
  BOOST_TEST(policy.witnesses[0].key.name == "witness.example/w1");
  BOOST_TEST(policy.quorum == "w1");
  BOOST_TEST(quorum_reached(policy, {policy.witnesses[0].key}));
  BOOST_TEST(!quorum_reached(policy, {}));
  BOOST_TEST(!quorum_reached(policy, {policy.logs[0].key}));
}

BOOST_AUTO_TEST_CASE(two_of_three_and_any_of_three_more) {
  const WitnessPolicy policy = policy_of(example);
  BOOST_TEST(reached(policy, {"X1", "X3", "Y2"}));
  BOOST_TEST(reached(policy, {"Y1", "X2", "X1"}));
  BOOST_TEST(reached(policy, {"X1", "X2", "X3", "Y1", "Y2", "Y3"}));
  BOOST_TEST(!reached(policy, {"X1", "X2", "X3"}));
  BOOST_TEST(!reached(policy, {"X1", "Y1", "Y2", "Y3"}));
  BOOST_TEST(!reached(policy, {}));
}

BOOST_AUTO_TEST_CASE(nobody_counts_twice_and_strangers_not_at_all) {
  const WitnessPolicy policy = policy_of(example);
  BOOST_TEST(!reached(policy, {"X1", "X1", "Y1"}));
  BOOST_TEST(!reached(policy, {"X1", "stranger", "Y1"}));
  std::vector<NoteKey> keys = {witness("X1"), witness("X2"), witness("Y1")};
  BOOST_TEST(quorum_reached(policy, keys));
  keys[1].name = "another.example";  // the same key under another name is another cosigner
  BOOST_TEST(!quorum_reached(policy, keys));
}

BOOST_AUTO_TEST_CASE(a_quorum_of_none_needs_nobody) {
  BOOST_TEST(reached(policy_of("quorum none\n"), {}));
  BOOST_TEST(reached(policy_of(example.substr(0, example.size() - 8) + " none\n"), {}));
}

BOOST_AUTO_TEST_CASE(spaces_tabs_comments_and_urls_may_stand_where_the_specification_lets_them) {
  const WitnessPolicy policy = policy_of(
      "# who counts\n\n \t\n  # more\n\tlog\t" + vkey_text(log("log")) +
      "  https://log.example/ \n" + witness_line("K", " https://k.example/w") + "quorum \t K\n");
  BOOST_TEST(policy.logs[0].url == "https://log.example/");
  BOOST_TEST(policy.witnesses[0].url == "https://k.example/w");
  BOOST_TEST(policy.quorum == "K");
}

BOOST_AUTO_TEST_CASE(names_are_bytes) {
  const std::string kelvin = "\xE2\x84\xAA";
  const WitnessPolicy policy =
      policy_of(witness_line("K") + "witness " + kelvin + ' ' + vkey_text(witness("kelvin")) +
                "\nquorum " + kelvin + '\n');
  BOOST_TEST(!reached(policy, {"K"}));
  BOOST_TEST(reached(policy, {"kelvin"}));
}

BOOST_AUTO_TEST_CASE(thirty_two_of_each_are_read) {
  std::string text;
  for (int i = 0; i < 32; ++i) {
    const std::string name = std::to_string(i);
    text += "log " + vkey_text(log("log" + name)) + '\n' + witness_line("w" + name) + "group g" +
            name + " all w" + name + '\n';
  }
  const WitnessPolicy policy = policy_of(text + "quorum g31\n");
  BOOST_TEST(policy.groups.size() == 32u);
  BOOST_TEST(reached(policy, {"w31"}));
  BOOST_TEST(!reached(policy, {"w30"}));
}

BOOST_AUTO_TEST_CASE(one_party_beyond_the_limit_is_refused) {
  std::string logs;
  std::string witnesses;
  for (std::size_t i = 0; i <= limits::policy_parties_max; ++i) {
    logs += "log " + vkey_text(log("log" + std::to_string(i))) + '\n';
    witnesses += witness_line("w" + std::to_string(i));
  }
  refuse(logs + "quorum none\n", limits::policy_parties_max + 1);
  refuse(witnesses + "quorum none\n", limits::policy_parties_max + 1);
}

BOOST_AUTO_TEST_CASE(a_fault_is_told_with_its_line) {
  refuse("", 1);
  refuse("quorum none", 1);
  refuse(log_line, 2);
  refuse("quorum none\nquorum none\n", 2);
  refuse("quorum nobody\n", 1);
  refuse("quorum\n", 1);
  refuse("quorum none none\n", 1);
  refuse("Quorum none\n", 1);
  refuse("log\nquorum none\n", 1);
  refuse("log x y z\nquorum none\n", 1);
  refuse("quorum none\r\n", 1);
  refuse(std::string("quorum none\n#\0\n", 15), 2);
  refuse("quorum none\n#\x7F\n", 2);
}

BOOST_AUTO_TEST_CASE(a_key_of_the_wrong_kind_or_twice_is_refused) {
  refuse("log " + vkey_text(witness("X1")) + "\nquorum none\n", 1);
  refuse("witness w " + vkey_text(log("log")) + "\nquorum none\n", 1);
  refuse("witness w " + vkey_text(witness("X1")).substr(1) + "\nquorum none\n", 1);
  refuse(log_line + log_line + "quorum none\n", 2);
  // The same key under another name: it would count twice.
  const NoteKey again =
      note_key(sha256, "again.example", ed25519_cosigner_key, witness("X1").public_key);
  refuse(witness_line("X1") + "witness again " + vkey_text(again) + "\nquorum X1\n", 2);
}

BOOST_AUTO_TEST_CASE(a_name_is_defined_once_above_its_use_and_a_member_once) {
  refuse(witness_line("none") + "quorum none\n", 1);
  refuse(six + "witness X1 " + vkey_text(witness("other")) + "\nquorum X1\n", 7);
  refuse(six + "group X1 any X2\nquorum X1\n", 7);
  refuse(six + "group none any X2\nquorum none\n", 7);
  refuse(six + "group g any g\nquorum g\n", 7);
  refuse(six + "group g any none\nquorum g\n", 7);
  refuse("quorum X1\n" + six, 1);
  refuse("group g any X1\n" + six + "quorum g\n", 1);
  refuse(six + "group g 2 X1 X1\nquorum g\n", 7);
  refuse(six + groups + "group again any X1\nquorum again\n", 10);
}

BOOST_AUTO_TEST_CASE(a_group_wants_from_one_to_all_of_its_members) {
  for (const char* bad : {"0", "3", "-1", "01", "+1", "", "some", "ALL", "18446744073709551617"}) {
    refuse(six + "group g " + bad + " X1 X2\nquorum g\n", 7);
  }
  refuse(six + "group g all\nquorum g\n", 7);
  refuse(six + "group g 1\nquorum g\n", 7);
  BOOST_TEST(reached(policy_of(six + "group g 2 X1 X2\nquorum g\n"), {"X1", "X2"}));
  BOOST_TEST(!reached(policy_of(six + "group g 2 X1 X2\nquorum g\n"), {"X2"}));
  BOOST_TEST(reached(policy_of(six + "group g 1 X1 X2\nquorum g\n"), {"X2"}));
}

BOOST_AUTO_TEST_CASE(fewer_than_the_least_never_reach_the_quorum) {
  const auto least = [](const std::string& more) { return quorum_least(policy_of(six + more)); };
  BOOST_TEST(least("quorum none\n") == 0U);
  BOOST_TEST(least("quorum X1\n") == 1U);
  BOOST_TEST(least("group g 2 X1 X2 X3\nquorum g\n") == 2U);
  BOOST_TEST(least("group g all X1 X2\ngroup h any g X3\nquorum h\n") == 1U);
  BOOST_TEST(least("group g all X1 X2\ngroup h any X3\ngroup i 2 g h\nquorum i\n") == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
