#include "contact.hpp"
#include "fields.hpp"
#include "names.hpp"

namespace samtycke {
namespace {

/// A member that is one of a few words.
template <typename Enum, std::size_t Count>
std::optional<Enum> read_word(Fields& fields, std::string_view name,
                              const std::string_view (&words)[Count]) {
  const auto word = named<Enum>(fields.id(name), words);
  if (!word) fields.fail(Code::bad_value, name);
  return word;
}

template <typename Enum, std::size_t Count>
std::optional<Enum> read_optional_word(Fields& fields, std::string_view name,
                                       const std::string_view (&words)[Count]) {
  if (!fields.has(name)) return std::nullopt;
  return read_word<Enum>(fields, name, words);
}

/// A wall clock without an offset, `2026-11-24T14:30`.
std::optional<Time> read_local_time(Fields& fields, std::string_view name) {
  const std::string text = fields.optional_text(name);
  if (text.empty()) return std::nullopt;
  const auto time = parse_time(text + ":00Z");
  if (!time) fields.fail(Code::bad_time, name);
  return time;
}

void close(Fields& outer, const Fields& inner) {
  if (const auto error = inner.error()) outer.fail(*error);
}

std::optional<NixCheck> read_nix(Fields& outer) {
  if (!outer.has("nix")) return std::nullopt;
  Fields fields(outer.object("nix"), pointer(outer.where(), "nix"));
  NixCheck nix;
  nix.checked_at = fields.time("checked_at");
  nix.listed = fields.boolean("listed");
  close(outer, fields);
  return nix;
}

std::optional<Sale> read_sale(Fields& outer) {
  if (!outer.has("sale")) return std::nullopt;
  Fields fields(outer.object("sale"), pointer(outer.where(), "sale"));
  Sale sale;
  sale.to_person = fields.optional_boolean("to_person");
  sale.own_similar = fields.optional_boolean("own_similar");
  sale.opt_out_at_collection = fields.optional_boolean("opt_out_at_collection");
  sale.opt_out_in_message = fields.optional_boolean("opt_out_in_message");
  close(outer, fields);
  return sale;
}

}  // namespace

Result<Contact> contact_from(const Value& value, std::string where) {
  Fields fields(value, std::move(where));
  Contact contact;
  contact.channel = fields.id("channel");
  contact.content =
      read_word<Content>(fields, "content", content_names).value_or(Content::marketing);
  contact.recipient = read_optional_word<Addressee>(fields, "recipient", addressee_names)
                          .value_or(Addressee::natural_person);
  contact.purpose = fields.optional_id("purpose");
  contact.number = read_optional_word<NumberKind>(fields, "number", number_kind_names);
  contact.about = read_optional_word<About>(fields, "about", about_names).value_or(About::business);
  contact.local_time = read_local_time(fields, "local_time");
  contact.nix = read_nix(fields);
  contact.sale = read_sale(fields);
  if (const auto error = fields.error()) return *error;
  return contact;
}

}  // namespace samtycke
