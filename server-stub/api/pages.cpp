#include "api/pages.hpp"

#include <filesystem>
#include <fstream>
#include <kainjow/mustache.hpp>

#include "http/sentences.hpp"

namespace samtycke::server {

namespace mustache = kainjow::mustache;

namespace {

constexpr std::string_view language_cookie = "samtycke-language";
constexpr std::string_view languages[] = {"sv", "en"};
constexpr std::string_view templates[] = {"welcome.html",
                                          "start.html",
                                          "subscriptions.html",
                                          "offers.html",
                                          "privacy.html",
                                          "company.html",
                                          "ask.html",
                                          "cookies.html",
                                          "developers.html",
                                          "stopped.html",
                                          "error.html",
                                          "console/start.html",
                                          "console/publishing.html",
                                          "console/sign-in.html",
                                          "console/refused.html",
                                          "console/search.html",
                                          "console/record.html",
                                          "console/answers.html",
                                          "console/looks.html",
                                          "console/log.html",
                                          "console/figures.html",
                                          "parts/head.html",
                                          "parts/account.html",
                                          "parts/foot.html",
                                          "parts/banner.html",
                                          "parts/console-head.html",
                                          "parts/console-account.html",
                                          "parts/console-foot.html",
                                          "text/sv.json",
                                          "text/en.json",
                                          "text/console.sv.json",
                                          "text/console.en.json",
                                          "offers.json",
                                          "subscriptions.json",
                                          "cookies.json"};
constexpr std::string_view parts[] = {"head",         "account",         "foot",        "banner",
                                      "console-head", "console-account", "console-foot"};
constexpr std::string_view data_suffix = ".json";

std::string_view other_than(std::string_view language) {
  return language == languages[0] ? languages[1] : languages[0];
}

/// A value as a template takes it: lists to repeat, objects to look into, numbers as they read.
mustache::data data_of(const Value& value) {
  switch (value.type) {
    case Value::Type::null:
      return mustache::data{mustache::data::type::bool_false};
    case Value::Type::boolean:
      return mustache::data{value.truth ? mustache::data::type::bool_true
                                        : mustache::data::type::bool_false};
    case Value::Type::integer:
      return mustache::data{std::to_string(value.integer)};
    case Value::Type::string:
      return mustache::data{value.text};
    case Value::Type::array: {
      mustache::data list{mustache::data::type::list};
      for (const Value& item : value.items) list.push_back(data_of(item));
      return list;
    }
    case Value::Type::object:
      break;
  }
  mustache::data object{mustache::data::type::object};
  for (std::size_t i = 0; i < value.names.size(); ++i) {
    object.set(value.names[i], data_of(value.items[i]));
  }
  return object;
}

/// The value with every `{"sv": …, "en": …}` in it replaced by the one of the language.
Value in_language(const Value& value, std::string_view language) {
  if (const Value* own = value.find(language)) return *own;
  Value out = value;
  for (Value& item : out.items) item = in_language(item, language);
  return out;
}

/// Nothing runs or loads but our own files; nobody frames the page; a string never becomes markup.
std::string policy_for(std::string_view origin) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
         "connect-src 'self'; img-src 'self'; form-action 'self' " +
         std::string(origin) +
         "; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; "
         "trusted-types samtycke samtycke-worker";
}

}  // namespace

Pages::Pages(Files files, std::string policy_origin, std::optional<DemoQuestion> demo)
    : files_(std::move(files)), policy_(policy_for(policy_origin)), demo_(std::move(demo)) {
  for (const auto& [name, bytes] : files_) {
    if (!name.ends_with(data_suffix)) continue;
    data_.emplace(name.substr(0, name.size() - data_suffix.size()), *read_json(bytes));
  }
}

std::optional<Pages::Files> Pages::read(const std::string& folder) {
  Files files;
  std::error_code failed;
  const std::filesystem::path root(folder);
  for (auto entry = std::filesystem::recursive_directory_iterator(root, failed);
       !failed && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(failed)) {
    if (!entry->is_regular_file(failed)) continue;
    std::ifstream file(entry->path(), std::ios::binary);
    if (!file) return std::nullopt;
    files[entry->path().lexically_relative(root).generic_string()] = {
        std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  if (failed) return std::nullopt;
  for (const std::string_view name : templates) {
    if (files.find(name) == files.end()) return std::nullopt;
  }
  for (const auto& [name, bytes] : files) {
    if (name.ends_with(data_suffix) && !read_json(bytes)) return std::nullopt;
  }
  return files;
}

Value Pages::data(std::string_view name, std::string_view language) const {
  const auto found = data_.find(name);
  return found == data_.end() ? Value() : in_language(found->second, language);
}

http::Response Pages::page(unsigned status, std::string_view name, const Reader& reader,
                           std::string_view operator_name, const Value& told) const {
  const auto file = [this](const std::string& path) {
    const auto found = files_.find(path);
    return found == files_.end() ? std::string() : found->second;
  };
  const auto partial = [&file](const std::string& path) {
    return mustache::data(mustache::partial([text = file(path)] { return text; }));
  };
  const std::string other(other_than(reader.language));
  mustache::data data = data_of(told);
  data.set("lang", reader.language);
  data.set("other_lang", other);
  data.set("language_href", reader.path + "?lang=" + other);
  data.set("operator", std::string(operator_name));
  data.set("text", data_of(this->data("text/" + reader.language, reader.language)));
  data.set(std::string(name) + "_page", mustache::data::type::bool_true);
  if (!reader.person.empty()) data.set("person", reader.person);
  for (const std::string_view part : parts) {
    data.set(std::string(part), partial("parts/" + std::string(part) + ".html"));
  }
  data.set("handling", partial("parts/privacy." + reader.language + ".html"));

  mustache::mustache page(file(std::string(name) + ".html"));
  http::Response response = http::respond(status, "text/html; charset=utf-8", page.render(data));
  response.set("Content-Security-Policy", policy_);
  response.set("Referrer-Policy", "same-origin");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Content-Language", reader.language);
  response.set("Cache-Control", "no-store");
  return response;
}

namespace {

std::optional<std::string_view> known_language(const std::optional<std::string>& named) {
  if (!named) return std::nullopt;
  for (const std::string_view language : languages) {
    if (*named == language) return language;
  }
  return std::nullopt;
}

}  // namespace

std::string page_language(const http::Request& request) {
  if (const auto asked = known_language(request.query_value("lang"))) return std::string(*asked);
  if (const auto kept = known_language(request.cookie(language_cookie))) return std::string(*kept);
  return std::string(http::language_of(request.header("accept-language")));
}

void remember_language(const http::Request& request, http::Response& response) {
  const auto asked = known_language(request.query_value("lang"));
  if (!asked) return;
  response.headers.emplace_back("Set-Cookie", std::string(language_cookie) + '=' +
                                                  std::string(*asked) +
                                                  "; Path=/; Secure; HttpOnly; SameSite=Lax");
}

}  // namespace samtycke::server
