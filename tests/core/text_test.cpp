/// The sentences for people: every code and every finding has one in both languages.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "core/checked.hpp"
#include "core/code.hpp"
#include "core/lint.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

const Value& texts(std::string_view language) {
  static const std::string folder = SAMTYCKE_TEXTS;
  static const Value sv = made::json_of(made::bytes_of(folder + "/sv.json"));
  static const Value en = made::json_of(made::bytes_of(folder + "/en.json"));
  return language == "sv" ? sv : en;
}

/// The findings that the linter knows.
std::set<std::string> finding_codes() {
  std::set<std::string> out;
  for (const RuleNames& rule : lint_rules) out.emplace(rule.code);
  return out;
}

/// All of the server, where its own codes stand as they are answered.
std::string server_sources() {
  std::string out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SAMTYCKE_SERVER)) {
    const std::string kind = entry.path().extension().string();
    if (kind == ".cpp" || kind == ".hpp" || kind == ".ipp") out += made::bytes_of(entry.path());
  }
  return out;
}

/// Every text under a name, or under a path of names, in a file.
void each_text(const Value& value, const std::string& where,
               const std::function<void(const std::string&, const std::string&)>& visit) {
  if (value.is(Value::Type::string)) visit(where, value.text);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    each_text(value.items[i], pointer(where, value.names.at(i)), visit);
  }
}

/// What stands in braces: a template's blanks.
std::set<std::string> blanks(const std::string& text) {
  std::set<std::string> out;
  for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    out.insert(text.substr(at, text.find('}', at) - at));
  }
  return out;
}

BOOST_AUTO_TEST_SUITE(sentences)

BOOST_AUTO_TEST_CASE(every_code_of_the_core_has_a_sentence_in_both_languages_R15) {
  for (const std::string_view language : {"sv", "en"}) {
    const Value& codes = *texts(language).find("codes");
    for (const std::string_view code : code_names) {
      BOOST_TEST(codes.find(code) != nullptr, code << " has no sentence in " << language);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_sentence_is_of_a_code_that_the_core_or_the_server_answers) {
  const std::string server = server_sources();
  const Value& codes = *texts("sv").find("codes");
  for (const std::string& code : codes.names) {
    const bool known = code_named(code) || server.find('"' + code + '"') != std::string::npos;
    BOOST_TEST(known, code << " is nobody's");
  }
}

BOOST_AUTO_TEST_CASE(every_finding_of_the_linter_has_a_sentence_in_both_languages_and_no_more) {
  const std::set<std::string> known = finding_codes();
  BOOST_TEST(known.size() >= 60u);
  for (const std::string_view language : {"sv", "en"}) {
    const Value& findings = *texts(language).find("lint");
    const std::set<std::string> told(findings.names.begin(), findings.names.end());
    BOOST_TEST(told == known, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(everything_that_is_checked_has_a_sentence_in_both_languages_and_no_more) {
  const std::set<std::string> known(std::begin(check_names), std::end(check_names));
  BOOST_TEST(known.size() == std::size(check_names));
  for (const std::string_view language : {"sv", "en"}) {
    const Value& checks = *texts(language).find("checks");
    const std::set<std::string> told(checks.names.begin(), checks.names.end());
    BOOST_TEST(told == known, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(both_languages_say_the_same_things) {
  std::map<std::string, std::set<std::string>> sv;
  std::map<std::string, std::set<std::string>> en;
  each_text(texts("sv"), "", [&](const auto& at, const auto& text) { sv[at] = blanks(text); });
  each_text(texts("en"), "", [&](const auto& at, const auto& text) { en[at] = blanks(text); });
  for (const auto& [at, names] : sv) BOOST_TEST((en.contains(at) && en[at] == names), at);
  for (const auto& [at, names] : en) BOOST_TEST(sv.contains(at), at);
}

BOOST_AUTO_TEST_CASE(no_sentence_is_empty_or_shouts) {
  for (const std::string_view language : {"sv", "en"}) {
    each_text(texts(language), "", [&](const std::string& at, const std::string& text) {
      BOOST_TEST(!text.empty(), language << at);
      BOOST_TEST(text.find('!') == std::string::npos, language << at);
      BOOST_TEST(text.find("TO"
                           "DO") == std::string::npos,
                 language << at);
      BOOST_TEST(text.front() != ' ', language << at);
      BOOST_TEST(text.back() != ' ', language << at);
    });
  }
}

BOOST_AUTO_TEST_CASE(the_panel_has_its_words_in_both_languages) {
  for (const std::string_view language : {"sv", "en"}) {
    const Value& words = *texts(language).find("words");
    for (const std::string_view word : {"on",
                                        "off",
                                        "saving",
                                        "fact_data_types",
                                        "fact_max_age",
                                        "fact_processing",
                                        "fact_recipients",
                                        "no_recipients",
                                        "days",
                                        "allow_all",
                                        "refuse_all",
                                        "withdraw_all",
                                        "status_saving",
                                        "status_saved",
                                        "status_withdrawn",
                                        "status_refused",
                                        "status_could_not_save",
                                        "status_withdrawal_waiting",
                                        "trouble_network",
                                        "trouble_timeout",
                                        "trouble_server",
                                        "trouble_wrong_server",
                                        "trouble_signed_out",
                                        "trouble_waiting",
                                        "trouble_refused",
                                        "trouble_module",
                                        "trouble_form"}) {
      BOOST_TEST(words.find(word) != nullptr, word << " in " << language);
    }
  }
  BOOST_TEST(texts("sv").find("words")->find("on")->text == "På");
  BOOST_TEST(texts("sv").find("words")->find("status_withdrawn")->text.find("terkallat") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
