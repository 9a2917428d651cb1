#include <fstream>
#include <iterator>
#include <stdexcept>

#include "made.hpp"

namespace samtycke::made {
namespace {

[[noreturn]] void fail(std::string_view what) { throw std::logic_error(std::string(what)); }

Value read_document(const char* path) { return json_of(bytes_of(path)); }

}  // namespace

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Value json_of(std::string_view text) {
  auto value = read_json(text);
  if (!value) fail("no JSON: " + std::string(name_of(value.error().code)));
  return std::move(*value);
}

Time at(std::string_view text) {
  const auto time = parse_time(text);
  if (!time) fail("no time: " + std::string(text));
  return *time;
}

Catalogue catalogue_of(const Value& document) {
  auto catalogue = Catalogue::parse(document, sha256);
  if (!catalogue) {
    fail(std::string(name_of(catalogue.error().code)) + " at " + catalogue.error().where);
  }
  return std::move(*catalogue);
}

const Value& demo_document() {
  static const Value document = read_document(SAMTYCKE_DEMO_CATALOGUE);
  return document;
}

const Catalogue& demo() {
  static const Catalogue catalogue = catalogue_of(demo_document());
  return catalogue;
}

const Value& second_document() {
  static const Value document = read_document(SAMTYCKE_SECOND_CATALOGUE);
  return document;
}

const Value& telling_document() {
  static const Value document =
      with(second_document(), "/receipt", read_document(SAMTYCKE_SECOND_RECEIPT));
  return document;
}

const Catalogue& second() {
  static const Catalogue catalogue = catalogue_of(second_document());
  return catalogue;
}

namespace {

/// The container that holds the pointer's last token, and that token.
std::pair<Value*, std::string> parent_of(Value& document, std::string_view place) {
  Value* here = &document;
  while (true) {
    const std::size_t end = place.find('/', 1);
    const std::string token(place.substr(1, end == std::string_view::npos ? end : end - 1));
    if (end == std::string_view::npos) return {here, token};
    if (here->is(Value::Type::array)) {
      here = &here->items.at(std::stoul(token));
    } else {
      here = const_cast<Value*>(here->find(token));
      if (here == nullptr) fail("no member " + token);
    }
    place.remove_prefix(end);
  }
}

}  // namespace

Value with(Value document, std::string_view place, Value value) {
  const auto [parent, token] = parent_of(document, place);
  if (parent->is(Value::Type::array)) {
    if (token == "-") {
      parent->items.push_back(std::move(value));
    } else {
      parent->items.at(std::stoul(token)) = std::move(value);
    }
  } else if (const Value* there = parent->find(token)) {
    *const_cast<Value*>(there) = std::move(value);
  } else {
    add(*parent, token, std::move(value));
  }
  return document;
}

Value without(Value document, std::string_view place) {
  const auto [parent, token] = parent_of(document, place);
  for (std::size_t i = 0; i < parent->names.size(); ++i) {
    if (parent->names[i] != token) continue;
    parent->names.erase(parent->names.begin() + static_cast<std::ptrdiff_t>(i));
    parent->items.erase(parent->items.begin() + static_cast<std::ptrdiff_t>(i));
    return document;
  }
  fail("no member " + token);
}

}  // namespace samtycke::made
