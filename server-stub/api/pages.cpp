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
constexpr std::string_view templates[] = {"welcome.html",       "portal.html",    "privacy.html",
                                          "stopped.html",       "error.html",     "parts/head.html",
                                          "parts/account.html", "parts/foot.html"};

std::string_view other_than(std::string_view language) {
  return language == languages[0] ? languages[1] : languages[0];
}

/// A flat object of words as template data.
mustache::data words_of(std::string_view json) {
  mustache::data words;
  const auto value = read_json(json);
  if (!value) return words;
  for (std::size_t i = 0; i < value->names.size(); ++i) {
    words.set(value->names[i], value->items[i].text);
  }
  return words;
}

mustache::data titled_list(const std::vector<Titled>& items) {
  mustache::data list{mustache::data::type::list};
  for (const Titled& item : items) {
    mustache::data one;
    one.set("purpose", item.purpose);
    one.set("title", item.title);
    one.set("text", item.text);
    one.set("detail", item.text);
    list.push_back(one);
  }
  return list;
}

mustache::data relation_list(const std::vector<PlainRelation>& relations) {
  mustache::data list{mustache::data::type::list};
  for (const PlainRelation& relation : relations) {
    mustache::data one;
    one.set("subject", relation.subject);
    one.set("subscriber_name", relation.subscriber_name);
    one.set("several", relations.size() > 1 ? mustache::data::type::bool_true
                                            : mustache::data::type::bool_false);
    one.set("on", titled_list(relation.on));
    list.push_back(one);
  }
  return list;
}

void tell(mustache::data& data, const PrivacyPage& page) {
  data.set("information", titled_list(page.information));
  data.set("contact", page.contact);
  data.set("consent_months", std::to_string(page.consent_months));
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

struct Pages::Drawing {
  mustache::data data;
};

Pages::Pages(Files files, std::string policy_origin, std::optional<DemoQuestion> demo)
    : files_(std::move(files)), policy_(policy_for(policy_origin)), demo_(std::move(demo)) {}

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
  return files;
}

http::Response Pages::draw(unsigned status, std::string_view name, const Reader& reader,
                           std::string_view operator_name, Drawing& drawing) const {
  const auto file = [this](const std::string& path) {
    const auto found = files_.find(path);
    return found == files_.end() ? std::string() : found->second;
  };
  const auto partial = [&file](const std::string& path) {
    return mustache::data(mustache::partial([text = file(path)] { return text; }));
  };
  const std::string other(other_than(reader.language));
  mustache::data& data = drawing.data;
  data.set("lang", reader.language);
  data.set("other_lang", other);
  data.set("language_href", reader.path + "?lang=" + other);
  data.set("operator", std::string(operator_name));
  data.set("text", words_of(file("text/" + reader.language + ".json")));
  if (!reader.person.empty()) data.set("person", reader.person);
  for (const char* part : {"head", "account", "foot"}) {
    data.set(part, partial("parts/" + std::string(part) + ".html"));
  }
  data.set("privacy", partial("parts/privacy." + reader.language + ".html"));

  mustache::mustache page(file(std::string(name)));
  http::Response response = http::respond(status, "text/html; charset=utf-8", page.render(data));
  response.set("Content-Security-Policy", policy_);
  response.set("Referrer-Policy", "same-origin");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Content-Language", reader.language);
  response.set("Cache-Control", "no-store");
  return response;
}

http::Response Pages::welcome(const Reader& reader, std::string_view operator_name) const {
  Drawing drawing;
  return draw(200, "welcome.html", reader, operator_name, drawing);
}

http::Response Pages::portal(const Reader& reader, std::string_view operator_name,
                             const PortalPage& page) const {
  Drawing drawing;
  drawing.data.set("catalogue", page.catalogue);
  drawing.data.set("relations", relation_list(page.relations));
  tell(drawing.data, page.privacy);
  if (page.question) {
    mustache::data question;
    question.set("title", page.question->title);
    question.set("curl", page.question->line);
    drawing.data.set("question", question);
  }
  return draw(200, "portal.html", reader, operator_name, drawing);
}

http::Response Pages::privacy(const Reader& reader, std::string_view operator_name,
                              const PrivacyPage& page) const {
  Drawing drawing;
  tell(drawing.data, page);
  return draw(200, "privacy.html", reader, operator_name, drawing);
}

http::Response Pages::stopped(const Reader& reader, std::string_view operator_name,
                              const StoppedPage& page) const {
  Drawing drawing;
  drawing.data.set("subscriber_name", page.subscriber_name);
  drawing.data.set("stopped", titled_list(page.stopped));
  drawing.data.set("refused", titled_list(page.refused));
  return draw(201, "stopped.html", reader, operator_name, drawing);
}

http::Response Pages::error(const Reader& reader, std::string_view operator_name, unsigned status,
                            std::string_view code, std::string_view detail) const {
  Drawing drawing;
  drawing.data.set("status", std::to_string(status));
  drawing.data.set("code", std::string(code));
  drawing.data.set("detail", std::string(detail));
  return draw(status, "error.html", reader, operator_name, drawing);
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
                                                  "; Path=/; Max-Age=31536000; Secure; HttpOnly; "
                                                  "SameSite=Lax");
}

}  // namespace samtycke::server
