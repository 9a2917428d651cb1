#include "catalogue_parts_reader.hpp"

#include "catalogue_fields.hpp"
#include "limits.hpp"

namespace samtycke {
namespace {

constexpr std::int64_t days_max = 3'650;

Recipient read_recipient(Fields& fields) {
  Recipient out;
  out.where = fields.where();
  out.name = fields.text("name");
  out.type = fields.optional_id("type");
  out.country = fields.optional_text("country");
  out.transfer_ground = fields.optional_text("transfer_ground");
  out.dpa_ref = fields.optional_text("dpa_ref");
  out.dpa_points = fields.optional_ids("dpa_points", limits::catalogue_list_max);
  out.sale = fields.optional_boolean("sale");
  return out;
}

/// A recipient is a name, or an object that has one.
void read_recipients(Fields& fields, Purpose& purpose) {
  if (!fields.has("recipients")) return;
  const Value& list = fields.array("recipients", limits::catalogue_list_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value& item = list.items[i];
    const std::string where = pointer(pointer(fields.where(), "recipients"), i);
    if (item.is(Value::Type::object)) {
      Fields one(item, where);
      purpose.parts.recipients.push_back(read_recipient(one));
      purpose.recipients.push_back(purpose.parts.recipients.back().name);
      close(fields, one);
      continue;
    }
    if (!item.is(Value::Type::string) || item.text.empty()) {
      fields.fail(Error{Code::wrong_type, where});
    }
    purpose.recipients.push_back(item.text);
  }
}

void read_least(Fields& outer, Least& least) {
  if (!outer.has("least")) return;
  Fields fields(outer.object("least"), pointer(outer.where(), "least"));
  least.max_age_days = fields.optional_integer("max_age_days", 1, days_max, 0);
  least.data_types = fields.optional_ids("data_types", limits::catalogue_list_max);
  close(outer, fields);
}

CookieItem read_item(Fields& fields) {
  CookieItem out;
  out.where = fields.where();
  fields.text("name");
  out.lifetime = fields.optional_text("lifetime");
  out.tells_third_party = fields.has("third_party");
  fields.optional_boolean("third_party");
  fields.optional_boolean("personal");  // told to people; it exempts from nothing (L114)
  return out;
}

Service read_service(Fields& fields) {
  return {fields.where(), fields.id("id"), fields.optional_id("role"),
          fields.optional_ids("purposes", limits::purposes_max)};
}

Template read_template(Fields& fields) {
  Template out;
  out.where = fields.where();
  fields.id("id");
  out.kind = fields.id("class");
  out.sender = fields.optional_text("sender");
  out.ad_label = fields.optional_text("ad_label");
  out.opt_out_token = fields.optional_text("opt_out_token");
  out.offer = fields.optional_text("offer");
  out.objection = fields.optional_text("objection");
  out.first_contact = fields.optional_boolean("first_contact");
  return out;
}

void read_labels(Fields& outer, Catalogue& catalogue) {
  if (!outer.has("labels")) return;
  Fields fields(outer.object("labels"), pointer(outer.where(), "labels"));
  for (const std::string_view name : {"on", "off", "allow_all", "refuse_all", "withdraw_all"}) {
    if (!fields.has(name)) continue;
    catalogue.parts.labels.push_back(
        {std::string(name), read_texts(fields, name, catalogue.languages)});
  }
  close(outer, fields);
}

}  // namespace

Texts read_texts(Fields& outer, std::string_view name, const std::vector<std::string>& languages) {
  Fields fields(outer.object(name), pointer(outer.where(), name));
  Texts texts;
  for (const std::string& language : languages) {
    // A missing language is lint's finding (L12), so that a draft can be read and shown.
    if (fields.has(language)) texts.by_language.emplace_back(language, fields.text(language));
  }
  close(outer, fields);
  return texts;
}

Texts read_optional_texts(Fields& outer, std::string_view name,
                          const std::vector<std::string>& languages) {
  return outer.has(name) ? read_texts(outer, name, languages) : Texts();
}

std::vector<std::string> read_names(Fields& fields, std::string_view name) {
  std::vector<std::string> names;
  if (!fields.has(name)) return names;
  const Value& list = fields.array(name, limits::catalogue_list_max);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (!list.items[i].is(Value::Type::string) || list.items[i].text.empty()) {
      fields.fail(Error{Code::wrong_type, pointer(pointer(fields.where(), name), i)});
    }
    names.push_back(list.items[i].text);
  }
  return names;
}

void read_purpose_parts(Fields& fields, Purpose& purpose) {
  PurposeParts& parts = purpose.parts;
  parts.operations = fields.optional_ids("operations", limits::catalogue_list_max);
  parts.inseparable_reason = fields.optional_text("inseparable_reason");
  parts.incentive = fields.optional_text("incentive");
  parts.fallback_basis = fields.optional_text("fallback_basis");
  parts.temporary_refusal = fields.optional_text("temporary_refusal");
  parts.service_name = fields.optional_text("service_name");
  parts.need = fields.optional_text("need");
  read_recipients(fields, purpose);
  read_least(fields, parts.least);
}

void read_cookie_parts(Fields& fields, Purpose& purpose) {
  purpose.on_by_default = fields.optional_boolean("default");
  purpose.parts.exemption = fields.optional_id("exemption");
  purpose.parts.basis = fields.optional_id("basis");
  purpose.parts.items = read_optional_list(fields, "items", limits::catalogue_list_max, read_item);
}

void read_catalogue_parts(Fields& fields, Catalogue& catalogue) {
  CatalogueParts& parts = catalogue.parts;
  parts.services = read_optional_list(fields, "services", limits::catalogue_list_max, read_service);
  parts.templates =
      read_optional_list(fields, "templates", limits::catalogue_list_max, read_template);
  parts.cookie_note = read_optional_texts(fields, "cookie_note", catalogue.languages);
  read_labels(fields, catalogue);
}

void read_rights_links(Fields& operator_fields, Catalogue& catalogue) {
  catalogue.parts.rights_links = read_optional_list(
      operator_fields, "rights_links", limits::catalogue_list_max, [](Fields& one) {
        return RightsLink{one.where(), one.id("right"), one.text("url")};
      });
}

}  // namespace samtycke
