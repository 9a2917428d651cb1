/// Words that may not stand in texts: data, by language. In lower case, `|` between them; matched
/// as whole words (plain_words.hpp), so that `vinn` is not found in `kvinna`.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint_rules.hpp"

namespace samtycke {

/// Where a text stands, as bits.
constexpr std::uint8_t in_choice = 1;       // title or text of a purpose that asks
constexpr std::uint8_t in_note = 2;         // a note beside the switches
constexpr std::uint8_t in_information = 4;  // title or text of a purpose that does not ask
constexpr std::uint8_t in_label = 8;        // a button or a switch
constexpr std::uint8_t in_title = 16;       // besides: the title of a switch
constexpr std::uint8_t in_text = 32;        // besides: running text
constexpr std::uint8_t in_work = 64;        // besides: read at work, by somebody who is to choose

struct WordList {
  Rule rule;
  std::string_view language;
  std::uint8_t places;
  std::string_view phrases;
};

constexpr std::uint8_t in_said = in_choice | in_note | in_label;
constexpr std::uint8_t anywhere = in_said | in_information;

constexpr WordList word_lists[] = {
    {Rule::vague_word, "sv", anywhere,
     "kan komma att|bl a|m m|bättre upplevelse|eventuellt|kanske|möjligen|i vissa fall"},
    {Rule::vague_word, "en", anywhere,
     "may|might|better experience|possibly|perhaps|in some cases|from time to time"},
    {Rule::ambiguous_word, "sv", in_choice,
     "t ex|till exempel|osv|etc|och så vidare|bland annat|olika ändamål|liknande"},
    {Rule::ambiguous_word, "en", in_choice,
     "e g|for example|etc|and so on|such as|among other things|various purposes|similar"},
    {Rule::incentive_word, "sv", in_said,
     "rabatt|rabatter|rabatten|bonus|vinn|vinna|vinst|lotteri|belöning|belöningar|premie"},
    {Rule::incentive_word, "en", in_said,
     "discount|discounts|bonus|win|lottery|reward|rewards|prize|prizes|free gift"},
    {Rule::required_word, "sv", in_said,
     "krävs|måste|nödvändigt för tjänsten|obligatorisk|obligatoriskt|obligatoriska"},
    {Rule::required_word, "en", in_said,
     "required|must|necessary for the service|mandatory|compulsory"},
    {Rule::service_needs_consent, "sv", in_said,
     "fungerar inte utan|fungerar bara om|kan inte använda tjänsten|utan ditt samtycke kan|"
     "behöver ditt samtycke för att"},
    {Rule::service_needs_consent, "en", in_said,
     "does not work without|do not work without|works only if|cannot use the service|"
     "without your consent we cannot|need your consent to"},
    {Rule::steering_word, "sv", anywhere,
     "tyvärr|missa inte|bättre upplevelse|hjälp oss|älskar|är du säker"},
    {Rule::steering_word, "en", anywhere,
     "unfortunately|miss out|don t miss|please help|help us|better experience|we love|"
     "are you sure"},
    {Rule::pressure_at_work, "sv", in_work,
     "ditt företag vill|din arbetsgivare vill|arbetsgivaren vill|din chef|sista dag|sista dagen|"
     "senast den|procent klart"},
    {Rule::pressure_at_work, "en", in_work,
     "your company wants|your employer wants|your company would like|your employer would like|"
     "your manager|deadline|last day|before it is too late|percent complete|per cent complete"},
    {Rule::title_negated, "sv", in_title, "inte|ej|aldrig|avstå|neka|avvisa|slippa"},
    {Rule::title_negated, "en", in_title, "not|never|don t|refuse|reject|decline|opt out|stop"},
};

/// Words by which a text claims that nothing is sold, or that nothing is done without a yes.
struct Claim {
  Rule rule;
  std::string_view language;
  std::string_view phrases;
};

constexpr Claim claims[] = {
    {Rule::sale_claim_contradicted, "sv",
     "säljer aldrig|säljer inte|säljs aldrig|säljs inte|aldrig säljer|inte säljer"},
    {Rule::sale_claim_contradicted, "en", "never sell|do not sell|never sold|not sold|don t sell"},
    {Rule::consent_claim_contradicted, "sv",
     "endast med ditt samtycke|bara med ditt samtycke|aldrig utan ditt samtycke"},
    {Rule::consent_claim_contradicted, "en", "only with your consent|never without your consent"},
};

/// What a label may be, whole.
struct PlainLabel {
  std::string_view name;
  std::string_view language;
  std::string_view phrases;
};

constexpr PlainLabel plain_labels[] = {
    {"off", "sv", "av|nej"},
    {"off", "en", "off|no"},
    {"refuse_all", "sv", "avvisa alla|avvisa allt|neka alla|neka allt|neka|avvisa"},
    {"refuse_all", "en", "reject all|refuse all|decline all|reject|refuse|decline"},
};

}  // namespace samtycke
