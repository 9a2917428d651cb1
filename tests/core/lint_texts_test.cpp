#include "core/plain_words.hpp"
#include "lint_fault.hpp"

namespace samtycke {
namespace {

using namespace made;

const Value& lawful() { return second_document(); }

/// Each of the words makes the text at `place` wrong, however it is written.
void refuses(std::string_view place, std::initializer_list<std::string_view> texts,
             std::string_view code, std::string_view row) {
  for (const std::string_view text : texts) {
    one_fault(lawful(), place, text_value(text), {code, row, place});
  }
}

constexpr std::string_view sv = "/purposes/0/text/sv";
constexpr std::string_view en = "/purposes/0/text/en";

BOOST_AUTO_TEST_SUITE(lint_of_texts)

BOOST_AUTO_TEST_CASE(L12_every_text_is_there_in_Swedish_and_English) {
  one_lack(lawful(), "/purposes/0/title/sv", {"language_missing", "L12", "/purposes/0"});
  one_lack(lawful(), "/information_purposes/0/text/en",
           {"language_missing", "L12", "/information_purposes/0"});
  for (const std::string place :
       {"/groups/1/label", "/data_types/0/label", "/processing_kinds/0/label"}) {
    one_lack(lawful(), place + "/en", {"language_missing", "L12", place});
  }
  one_lack(lawful(), "/labels/off/sv", {"language_missing", "L12", "/labels/off"});
}

BOOST_AUTO_TEST_CASE(L13_no_vague_word_stands_in_a_text) {
  refuses(sv,
          {"Vi kan komma att j\u00e4mf\u00f6ra.", "Vi j\u00e4mf\u00f6r bl.a. liter.",
           "Vi j\u00e4mf\u00f6r liter m.m."},
          "vague_word", "L13");
  refuses(en, {"We may compare.", "We MIGHT compare."}, "vague_word", "L13");
  // Whole words: neither of these holds one.
  finds_nothing(with(lawful(), en, text_value("We compare dismay and mightiness.")));
  finds_nothing(with(lawful(), "/purposes/0/text/sv", text_value("Vi tittar p\u00e5 kanske1.")));
}

BOOST_AUTO_TEST_CASE(L13_a_text_that_is_hard_to_read_is_a_warning) {
  const std::string_view hard =
      "Personuppgiftsbehandlingen omfattar f\u00f6rbrukningsanalyser och tryckniv\u00e5er och "
      "l\u00e4ckagesannolikheter f\u00f6r anslutna fastigheter inom distributionsn\u00e4tet.";
  one_fault(lawful(), sv, text_value(hard), {"hard_to_read", "L13", sv});
  const auto findings = lint(catalogue_of(with(lawful(), sv, text_value(hard))));
  BOOST_TEST(findings.front().warning);
  BOOST_TEST(!has_error(findings));
  BOOST_TEST(has_error(lint(catalogue_of(with(lawful(), en, text_value("We may."))))));
  // A title is no running text.
  finds_nothing(with(lawful(), "/purposes/0/title/sv", text_value(hard)));
}

BOOST_AUTO_TEST_CASE(L13_LIX_is_counted_in_letters_and_45_is_not_hard) {
  // 20 words, 4 of them long, in one sentence: 20 + 20 = 40; with 5 long ones: 45; with 6: 50.
  const std::string word = " ord";
  const std::string long_word = " \u00e5\u00e4\u00f6\u00e5\u00e4\u00f6\u00e5";
  const auto text = [&](int longs, int shorts) {
    std::string out;
    for (int i = 0; i < longs; ++i) out += long_word;
    for (int i = 0; i < shorts; ++i) out += word;
    return out + '.';
  };
  BOOST_TEST(!is_hard_to_read(text(5, 15)));
  BOOST_TEST(is_hard_to_read(text(6, 14)));
  // Six letters are not long, and nine words are too few to judge.
  BOOST_TEST(
      !is_hard_to_read("aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa."));
  BOOST_TEST(!is_hard_to_read(text(9, 0)));
  BOOST_TEST(is_hard_to_read(text(10, 0)));
  // A sentence ends once, whatever ends it and however often.
  std::string half;
  for (int i = 0; i < 23; ++i) half += word;
  for (const std::string end : {".", ":", "!", "?", "?!", "..."}) {
    BOOST_TEST(is_hard_to_read(half + half + end), end);
    BOOST_TEST(!is_hard_to_read(half + end + half + end), end);
  }
}

BOOST_AUTO_TEST_CASE(L17_R24_no_word_promises_anything_for_a_yes) {
  refuses(sv, {"Du f\u00e5r rabatt.", "Du f\u00e5r en BONUS.", "Du kan vinna."}, "incentive_word",
          "L17");
  refuses(en, {"You get a discount.", "You win."}, "incentive_word", "L17");
  refuses("/labels/on/en", {"On, and win"}, "incentive_word", "L17");
  finds_nothing(with(lawful(), sv, text_value("En kvinna j\u00e4mf\u00f6r.")));
}

BOOST_AUTO_TEST_CASE(L19_no_text_says_that_a_yes_is_needed) {
  one_lack(lawful(), "/notes/voluntary_note/sv",
           {"voluntary_note_missing", "L19", "/notes/voluntary_note"});
  refuses(
      sv,
      {"Det kr\u00e4vs.", "Du M\u00c5STE svara.", "Du ma\u030aste svara.",
       "Du m\u00e5\u00adste svara.", "Det \u00e4r n\u00f6dv\u00e4ndigt f\u00f6r tj\u00e4nsten."},
      "required_word", "L19");
  refuses("/notes/voluntary_note/en", {"It is required.", "You must."}, "required_word", "L19");
}

BOOST_AUTO_TEST_CASE(L50_the_way_to_withdraw_is_told_beside_the_switch) {
  one_lack(lawful(), "/notes/withdraw_note/en",
           {"withdraw_note_missing", "L50", "/notes/withdraw_note"});
}

BOOST_AUTO_TEST_CASE(D6_no_text_appeals_to_feelings) {
  refuses(sv, {"Tyv\u00e4rr.", "Missa inte det h\u00e4r.", "Hj\u00e4lp oss."}, "steering_word",
          "D6");
  refuses(en, {"Unfortunately.", "Do not miss out.", "Please help."}, "steering_word", "D6");
  refuses("/notes/employer_note/sv", {"\u00c4r du s\u00e4ker?"}, "steering_word", "D6");
  refuses(en, {"We compare!", "We compare \U0001F600", "We compare \u2764"}, "exclamation_or_emoji",
          "D6");
}

BOOST_AUTO_TEST_CASE(D7_off_is_called_off) {
  refuses("/labels/off/sv", {"Nej tack, inte nu", "Avst\u00e5"}, "label_not_plain", "D7");
  refuses("/labels/refuse_all/en",
          {"Continue without benefits",
           "Reject"
           " all later"},
          "label_not_plain", "D7");
  finds_nothing(with(lawful(), "/labels/refuse_all/en", text_value("Refuse all")));
}

BOOST_AUTO_TEST_CASE(D13_on_means_yes) {
  refuses("/purposes/0/title/sv", {"Jag vill inte avst\u00e5"}, "title_negated", "D13");
  refuses("/channels/0/title/en", {"Do not hang notes"}, "title_negated", "D13");
  // What is information has no switch that could be read the wrong way round.
  finds_nothing(with(lawful(), "/information_purposes/0/title/sv", text_value("Inte ett val")));
}

BOOST_AUTO_TEST_CASE(D18_no_text_contradicts_the_catalogue) {
  const Value claim = with(lawful(), en, text_value("We never sell your data."));
  finds_nothing(claim);
  const std::string sale = "/purposes/0/recipients/0/sale";
  const auto sold = lint(catalogue_of(with(claim, sale, boolean_value(true))));
  BOOST_TEST(sold.size() == 2u);
  BOOST_TEST(sold.back().code == "sale_claim_contradicted");
  BOOST_TEST(sold.back().row == "D18");
  BOOST_TEST(sold.back().where == en);
  // A claim is made in the language of its text: here it is a name.
  finds_only(with(with(lawful(), sale, boolean_value(true)), en,
                  text_value("Vi s\u00e4ljer aldrig AB compares it.")),
             {"data_sold", "L90", sale});
  // No store serves an information purpose, so that all of them can go.
  Value stores = *lawful().find("stores");
  stores.items.pop_back();
  const Value only = with(with(lawful(), "/stores", stores), sv,
                          text_value("Vi anv\u00e4nder dem endast med ditt samtycke."));
  one_fault(only, "/information_purposes", array_value(),
            {"consent_claim_contradicted", "D18", sv});
}

BOOST_AUTO_TEST_CASE(D18_a_text_names_as_many_days_as_the_purpose_keeps) {
  refuses(sv, {"Vi j\u00e4mf\u00f6r de senaste 91 dagarna."}, "days_contradicted", "D18");
  // A number too large to count is another one as well: 2^64 + 90.
  refuses(en,
          {"We compare the last 900 days.", "We compare the last 18446744073709551706 days.",
           "We compare the last 10000000090 days."},
          "days_contradicted", "D18");
  for (const std::string_view text :
       {"We compare the last 90 days.", "We look back 30 days.", "We compare days and dates.",
        "Days are compared.", "We compare 12 dates."}) {
    finds_nothing(with(lawful(), en, text_value(text)));
  }
  const std::string age = "/purposes/0/max_age_days";
  one_fault(with(lawful(), age, integer_value(1)), en, text_value("We compare the last 2 days."),
            {"days_contradicted", "D18", en});
  // What keeps nothing names days of something else.
  finds_nothing(with(lawful(), "/channels/0/text/en", text_value("We hang a note in 2 days.")));
}

BOOST_AUTO_TEST_CASE(D19_no_text_gives_examples_instead_of_all) {
  refuses(sv, {"Vi j\u00e4mf\u00f6r t.ex. liter.", "Vi j\u00e4mf\u00f6r liter osv."},
          "ambiguous_word", "D19");
  refuses(en, {"We compare litres, etc.", "We compare data such as litres."}, "ambiguous_word",
          "D19");
}

BOOST_AUTO_TEST_CASE(D19_D25_what_asks_nobody_may_give_examples_and_shares) {
  finds_nothing(with(lawful(), "/information_purposes/0/text/en",
                     text_value("We warn of 20 % more rain, storms etc.")));
  // A cookie asks where it needs a yes.
  const std::string_view crumbs = "/cookie_categories/0/text/en";
  refuses(crumbs, {"Remembers the page etc."}, "ambiguous_word", "D19");
  refuses(crumbs, {"Remembers 20 % of the page."}, "pressure_at_work", "D25");
  const Value exempt =
      with(with(lawful(), "/cookie_categories/0/exemption", text_value("transmission")),
           "/cookie_categories/0/consent", boolean_value(false));
  finds_nothing(with(exempt, crumbs, text_value("Remembers 20 % of the page etc.")));
}

BOOST_AUTO_TEST_CASE(D23_no_text_says_that_the_service_needs_the_yes) {
  refuses(sv, {"Vattnet fungerar inte utan det."}, "service_needs_consent", "D23");
  refuses("/notes/gate_note/en", {"We need your consent to deliver water."},
          "service_needs_consent", "D23");
}

BOOST_AUTO_TEST_CASE(D25_no_text_speaks_for_the_employer_or_hurries) {
  refuses(sv, {"Ditt f\u00f6retag vill det.", "Svara senast den 3 maj.", "80 % har valt."},
          "pressure_at_work", "D25");
  refuses("/notes/gate_note/en", {"Your employer wants it.", "The deadline is Friday."},
          "pressure_at_work", "D25");
}

BOOST_AUTO_TEST_CASE(D18_never_sold_is_said_only_where_nobody_but_processors_gets_the_data) {
  const Value claim = with(lawful(), en, text_value("We never sell your data."));
  const auto given =
      lint(catalogue_of(with(claim, "/purposes/0/recipients/0/type", text_value("controller"))));
  BOOST_TEST_REQUIRE(given.size() == 2u);
  BOOST_TEST(given.front().code == "recipient_not_processor");
  BOOST_TEST(given.back().code == "sale_claim_contradicted");
  BOOST_TEST(given.back().where == en);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
