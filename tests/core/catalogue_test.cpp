#include "core/catalogue.hpp"

#include <boost/test/unit_test.hpp>

#include "made.hpp"

namespace samtycke {
namespace {

using made::with;
using made::without;

void refuses(const Value& document, Code code, std::string_view where) {
  const auto catalogue = Catalogue::parse(document, sha256);
  BOOST_TEST_REQUIRE(!catalogue, "read, though " << code << " at " << where);
  BOOST_TEST(catalogue.error() == (Error{code, std::string(where)}),
             catalogue.error() << ", not " << code << " at " << where);
}

BOOST_AUTO_TEST_SUITE(catalogue)

BOOST_AUTO_TEST_CASE(the_seeds_six_traffic_purposes_are_in_force_in_the_demo_alone) {
  const Catalogue shipped =
      made::catalogue_of(made::json_of(made::bytes_of(SAMTYCKE_SHIPPED_CATALOGUE)));
  int traffic = 0;
  for (const Purpose& purpose : shipped.purposes) {
    if (purpose.kind != PurposeKind::consent) continue;
    ++traffic;
    BOOST_TEST(!purpose.active, purpose.id << " is shipped in force");
    BOOST_TEST(purpose.dpia_ref.empty(), purpose.id);
    const Purpose* shown = made::demo().find(purpose.id);
    BOOST_TEST_REQUIRE(shown != nullptr);
    BOOST_TEST(shown->active, purpose.id);
    BOOST_TEST(shown->dpia_ref.find("demo") != std::string::npos, purpose.id);
    BOOST_TEST((shown->consent_by == ConsentBy::both), purpose.id);
  }
  BOOST_TEST(traffic == 6);
}

BOOST_AUTO_TEST_CASE(no_switch_is_on_from_the_start_L2) {
  for (const Purpose& purpose : made::demo().purposes) BOOST_TEST(!purpose.on_by_default);
}

BOOST_AUTO_TEST_CASE(the_customer_service_text_leaves_the_contact_to_the_channels_R24) {
  const Texts& text = made::demo().find("traffic-customer-service")->text;
  BOOST_TEST(text.in("sv").find("höra av sig") == std::string_view::npos);
  BOOST_TEST(text.in("en").find("may ") == std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(a_catalogue_is_named_by_the_digest_of_its_canonical_bytes_L138) {
  const Value& document = made::second_document();
  const Catalogue catalogue = made::catalogue_of(document);
  BOOST_TEST(catalogue.digest == digest_name(sha256(canonical(document))));
  BOOST_TEST((catalogue.document == document));
  const Catalogue changed =
      made::catalogue_of(with(document, "/purposes/0/title/en", text_value("Hints about leaks.")));
  BOOST_TEST(changed.digest != catalogue.digest);
}

BOOST_AUTO_TEST_CASE(white_space_and_order_do_not_change_the_digest_but_an_array_does_L138) {
  const std::string text = canonical(made::second_document());
  const auto tight = Catalogue::parse(text, sha256);
  const auto file = Catalogue::parse(made::bytes_of(SAMTYCKE_SECOND_CATALOGUE), sha256);
  BOOST_TEST_REQUIRE((tight && file));
  BOOST_TEST(tight->digest == file->digest);
  const Value turned = with(made::second_document(), "/languages", texts_value({"en", "sv"}));
  BOOST_TEST(made::catalogue_of(turned).digest != file->digest);
}

BOOST_AUTO_TEST_CASE(an_id_that_stands_twice_is_refused_where_it_stands) {
  const Value& document = made::second_document();
  const auto again = [&](std::string_view list) {
    const Value item = document.find(list)->items[0];
    return with(document, "/" + std::string(list) + "/-", item);
  };
  refuses(again("purposes"), Code::duplicate_id, "/purposes/3/id");
  refuses(again("channels"), Code::duplicate_id, "/channels/1/id");
  refuses(with(document, "/channels/0/id", text_value("leak-hints")), Code::duplicate_id,
          "/channels/0/id");
  refuses(again("information_purposes"), Code::duplicate_id, "/information_purposes/2/id");
  for (const std::string_view list : {"groups", "data_types", "processing_kinds", "languages",
                                      "roles", "forbidden_data_types", "stores"}) {
    const std::string place =
        "/" + std::string(list) + "/" + std::to_string(document.find(list)->items.size());
    refuses(again(list), Code::duplicate_id, place);
  }
}

BOOST_AUTO_TEST_CASE(a_second_store_of_one_name_cannot_unlock_the_first_L84) {
  Value open_vault = object_value();
  add_text(open_vault, "id", "vault");
  Value document = made::second_document();
  Value& stores = const_cast<Value&>(*document.find("stores"));
  stores.items.insert(stores.items.begin(), open_vault);
  refuses(document, Code::duplicate_id, "/stores/2");
}

BOOST_AUTO_TEST_CASE(a_name_that_leads_nowhere_is_refused) {
  const Value& document = made::second_document();
  refuses(with(document, "/purposes/0/group", text_value("attic")), Code::unknown_reference,
          "/purposes/0/group");
  refuses(with(document, "/purposes/0/roles/0", text_value("hr")), Code::unknown_reference,
          "/purposes/0/roles");
  refuses(with(document, "/purposes/1/processing_kinds/0", text_value("sell")),
          Code::unknown_reference, "/purposes/1/processing_kinds");
  refuses(with(document, "/stores/1/only_for/0", text_value("flood-warnings")),
          Code::unknown_reference, "/stores/1/only_for");
}

BOOST_AUTO_TEST_CASE(what_is_missing_of_the_wrong_type_or_unknown_is_refused_at_its_place) {
  const Value& document = made::second_document();
  for (const std::string_view member :
       {"catalogue", "catalogue_version", "version", "languages", "operator", "notes", "groups",
        "data_types", "processing_kinds", "forbidden_data_types", "roles", "stores", "purposes",
        "channels", "cookie_categories", "information_purposes", "policy"}) {
    const std::string place = "/" + std::string(member);
    refuses(without(document, place), Code::missing_member, place);
    refuses(with(document, place, boolean_value(true)), Code::wrong_type, place);
  }
  refuses(with(document, "/purposes/0/price", text_value("interest")), Code::unknown_member,
          "/purposes/0/price");
  refuses(with(document, "/extra", integer_value(1)), Code::unknown_member, "/extra");
  refuses(with(document, "/purposes/0/title/de", text_value("Lecks")), Code::unknown_member,
          "/purposes/0/title/de");
  refuses(with(document, "/purposes/0/consent_by", text_value("subscriber")), Code::bad_value,
          "/purposes/0/consent_by");
  refuses(with(document, "/purposes/0/processing_version", integer_value(0)),
          Code::number_out_of_range, "/purposes/0/processing_version");
  refuses(with(document, "/purposes/0/id", text_value("Leak-Hints")), Code::bad_id,
          "/purposes/0/id");
  refuses(with(document, "/policy/consent_months", integer_value(0)), Code::number_out_of_range,
          "/policy/consent_months");
  refuses(with(document, "/policy/min_group_size", integer_value(1)), Code::number_out_of_range,
          "/policy/min_group_size");
  refuses(array_value(), Code::wrong_type, "");
}

BOOST_AUTO_TEST_CASE(a_purpose_that_was_retired_is_known_and_one_that_never_was_is_not_L36) {
  BOOST_TEST(made::second().ever_knew("well-survey"));
  BOOST_TEST(made::second().find("well-survey") == nullptr);
  BOOST_TEST(made::second().ever_knew("leak-hints"));
  BOOST_TEST(!made::second().ever_knew("leak-hint"));
  BOOST_TEST(!made::second().ever_knew(""));
}

BOOST_AUTO_TEST_CASE(consent_and_channels_take_choices_information_and_cookies_do_not_L117) {
  BOOST_TEST(takes_choices(*made::second().find("leak-hints")));
  BOOST_TEST(takes_choices(*made::second().find("note-on-door")));
  BOOST_TEST(!takes_choices(*made::second().find("flood-warning")));
  BOOST_TEST(!takes_choices(*made::second().find("crumbs")));
}

BOOST_AUTO_TEST_CASE(a_name_in_a_list_is_a_text_that_says_something) {
  const Value& document = made::second_document();
  for (const std::string_view place : {"/purposes/0/recipients/0", "/operator/complaint/1"}) {
    for (const Value& item : {text_value(""), integer_value(7), Value(), array_value()}) {
      refuses(with(document, place, item), Code::wrong_type, place);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
