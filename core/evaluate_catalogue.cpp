#include "evaluate_call.hpp"
#include "identifier.hpp"
#include "notice.hpp"

namespace samtycke {

Answer call_catalogue(Call& call) {
  const Value& document = call.fields.object("catalogue");
  const bool is_signed = call.fields.boolean("signed");
  if (const auto error = call.fields.error()) return *error;
  auto catalogue = Catalogue::parse(document, call.hash);
  if (!catalogue) {
    return Error{catalogue.error().code, "/catalogue" + catalogue.error().where};
  }
  call.loaded = {std::move(*catalogue), is_signed};
  Value out = object_value();
  add_text(out, "catalogue", call.loaded.catalogue->id);
  add_text(out, "catalogue_version", call.loaded.catalogue->version);
  add_text(out, "digest", call.loaded.catalogue->digest);
  return out;
}

Answer call_notice(Call& call) {
  const std::string id = call.fields.id("purpose");
  const std::string language = call.fields.id("language");
  if (const auto error = call.fields.error()) return *error;
  if (!call.loaded.catalogue) return Error{Code::no_catalogue, ""};
  const Catalogue& catalogue = *call.loaded.catalogue;
  const Purpose* purpose = catalogue.find(id);
  if (purpose == nullptr) return Error{Code::unknown_purpose, "/purpose"};
  const auto notice = notice_for(catalogue, *purpose, language);
  if (!notice) return notice.error();
  Value out = object_value();
  add_text(out, "title", notice->title);
  add_text(out, "text", notice->text);
  add_text(out, "digest", digest_of(*notice, catalogue, *purpose, language, call.hash));
  return out;
}

Answer call_canonical(Call& call) {
  const Value& value = call.fields.object("value");
  if (const auto error = call.fields.error()) return *error;
  Value out = object_value();
  add_text(out, "canonical", canonical(value));
  add_text(out, "digest", digest_name(call.hash(canonical(value))));
  return out;
}

/// Whether something may name a subject. The answer repeats its kind and not the name itself.
Answer call_identifier(Call& call) {
  const auto identifier = identifier_from(call.fields.object("identifier"), "/identifier");
  if (const auto error = call.fields.error()) return *error;
  if (!identifier) return identifier.error();
  Value out = object_value();
  add_text(out, "kind", name_of(identifier->kind));
  return out;
}

}  // namespace samtycke
