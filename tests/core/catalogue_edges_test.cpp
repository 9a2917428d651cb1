/// A catalogue at the edges of what its reader takes: the first and the last number of each member,
/// what an absent one says, and the references of the first entry of a list.
#include <boost/test/unit_test.hpp>

#include "core/limits.hpp"
#include "made.hpp"

namespace samtycke {
namespace {

using made::with;
using made::without;

struct Range {
  std::string_view place;
  std::int64_t min, max;
};

constexpr Range ranges[] = {
    {"/version", 1, limits::integer_max},
    {"/purposes/0/processing_version", 1, limits::integer_max},
    {"/purposes/0/text_version", 1, limits::integer_max},
    {"/purposes/0/max_age_days", 1, 3'650},
    {"/purposes/0/look_back_days", 0, 3'650},
    {"/purposes/0/least/max_age_days", 1, 3'650},
    {"/channels/0/processing_version", 1, limits::integer_max},
    {"/channels/0/text_version", 1, limits::integer_max},
    {"/cookie_categories/0/processing_version", 1, limits::integer_max},
    {"/policy/reminder_months", 1, 120},
    {"/policy/consent_months", 1, 120},
    {"/policy/cookie_choice_months", 1, 120},
    {"/policy/no_reprompt_months", 1, 120},
    {"/policy/evidence_years_after_end", 1, 30},
    {"/policy/min_group_size", 2, 1'000'000},
    {"/policy/permit_cache_seconds", 1, 3'600},
    {"/policy/ack_alarm_hours", 1, 720},
    {"/policy/grant_clock_skew_seconds", 0, 86'400},
    {"/policy/sweep_hours", 1, 720},
    {"/policy/notice_days", 1, 365},
    {"/policy/office_hours_from", 0, 23},
    {"/policy/office_hours_until", 1, 24},
    {"/policy/nix_check_months", 1, 120},
    {"/crime_retention_months/telephony", 1, 120},
    {"/crime_retention_months/telephony_location", 1, 120},
    {"/crime_retention_months/internet", 1, 120},
    {"/crime_retention_months/internet_equipment_id", 1, 120},
};

/// The second catalogue with everything that the table names.
Value whole_document() {
  return with(made::second_document(), "/crime_retention_months",
              made::json_of(R"({"telephony":6,"telephony_location":6,"internet":10,)"
                            R"("internet_equipment_id":6})"));
}

/// The reader's fault as `code` and `where` in one; `ok` for none.
std::string fault(const Value& document) {
  const auto read = Catalogue::parse(document, sha256);
  return read ? "ok" : std::string(name_of(read.error().code)) + read.error().where;
}

BOOST_AUTO_TEST_SUITE(edges_of_catalogues)

BOOST_AUTO_TEST_CASE(a_number_counts_from_its_first_to_its_last_and_is_refused_beside_them) {
  const Value document = whole_document();
  for (const auto& [place, min, max] : ranges) {
    const auto told = [&, here = place](std::int64_t number) {
      return fault(with(document, here, integer_value(number)));
    };
    const std::string refused = "number_out_of_range" + std::string(place);
    BOOST_TEST(told(min - 1) == refused);
    BOOST_TEST(told(min) == "ok", place << ' ' << min);
    BOOST_TEST(told(max) == "ok", place << ' ' << max);
    BOOST_TEST(told(max + 1) == refused);
  }
}

BOOST_AUTO_TEST_CASE(L57_a_purpose_that_tells_no_days_looks_back_on_none_and_has_no_age) {
  Value document = without(made::second_document(), "/purposes/0/max_age_days");
  document = without(std::move(document), "/purposes/0/look_back_days");
  document = without(std::move(document), "/purposes/0/least/max_age_days");
  const Catalogue catalogue = made::catalogue_of(document);
  const Purpose& purpose = *catalogue.find("leak-hints");
  BOOST_TEST(purpose.max_age_days == 0);
  BOOST_TEST(purpose.look_back_days == 0);
  BOOST_TEST(purpose.parts.least.max_age_days == 0);
}

BOOST_AUTO_TEST_CASE(L84_the_first_store_too_is_locked_for_purposes_that_there_are) {
  const Value locked =
      with(made::second_document(), "/stores/0/only_for", texts_value({"flood-warning"}));
  BOOST_TEST(fault(locked) == "ok");
  BOOST_TEST(fault(with(locked, "/stores/0/only_for/0", text_value("flood-warnings"))) ==
             "unknown_reference/stores/0/only_for");
}

BOOST_AUTO_TEST_CASE(a_member_that_may_be_absent_is_read_as_strictly_as_any_where_it_stands) {
  const Value document = whole_document();
  for (const std::string_view place :
       {"/purposes/0/recipients", "/purposes/0/least", "/purposes/0/temporary_refusal",
        "/information_purposes/0/keeps", "/stores/0/on_end", "/crime_retention_months", "/labels",
        "/cookie_note", "/services", "/templates", "/operator/rights_links",
        "/cookie_categories/0/items"}) {
    BOOST_TEST(fault(with(document, place, integer_value(7))) == "wrong_type" + std::string(place));
    BOOST_TEST(fault(without(with(document, place, Value()), place)) == "ok", place);
  }
  for (const std::string_view place :
       {"/purposes/0/least/unheard", "/crime_retention_months/unheard", "/labels/unheard",
        "/cookie_note/de", "/services/0/unheard", "/stores/0/unheard"}) {
    BOOST_TEST(fault(with(document, place, integer_value(7))) ==
               "unknown_member" + std::string(place));
  }
}

BOOST_AUTO_TEST_CASE(a_word_of_a_closed_list_is_one_of_it) {
  struct Words {
    std::string_view place;
    std::vector<std::string_view> words;
  };
  const Words closed[] = {
      {"/purposes/0/consent_by", {"user", "both"}},
      {"/information_purposes/0/keeps", {"billing", "dispute", "transmission"}},
      {"/stores/0/on_end", {"erase", "de_identify"}},
      {"/forbidden_data_types/0/code",
       {"special_category", "content_not_allowed", "field_not_in_purpose"}},
  };
  for (const auto& [place, words] : closed) {
    for (const std::string_view word : words) {
      BOOST_TEST(fault(with(made::second_document(), place, text_value(word))) == "ok", word);
    }
    for (const std::string_view word : {"unheard", "User", "eras", "billing "}) {
      BOOST_TEST(fault(with(made::second_document(), place, text_value(word))) ==
                 "bad_value" + std::string(place));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
