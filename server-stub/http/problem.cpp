#include "problem.hpp"

#include <nlohmann/json.hpp>

namespace samtycke::server::http {

std::string_view status_phrase(unsigned status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "";
  }
}

Response problem(const Sentences& sentences, std::string_view language, unsigned status,
                 std::string_view code, std::string_view where,
                 const std::vector<Finding>& errors) {
  using json = nlohmann::ordered_json;
  json body;
  body["type"] = "/problems#" + std::string(code);
  body["title"] = status_phrase(status);
  body["status"] = status;
  body["detail"] = sentences.text(code, language);
  body["code"] = code;
  if (!where.empty()) body["pointer"] = where;
  for (const Finding& finding : errors) {
    body["errors"].push_back(json{{"code", finding.code},
                                  {"pointer", finding.pointer},
                                  {"detail", sentences.text(finding.code, language)}});
  }
  Response response = respond(status, "application/problem+json",
                              body.dump(-1, ' ', false, json::error_handler_t::replace));
  response.set("Content-Language", language == "en" ? "en" : "sv");
  response.set("Cache-Control", "no-store");
  return response;
}

Response problem(const Sentences& sentences, const Request& request, unsigned status,
                 std::string_view code, std::string_view where,
                 const std::vector<Finding>& errors) {
  return problem(sentences, language_of(request.header("accept-language")), status, code, where,
                 errors);
}

}  // namespace samtycke::server::http
