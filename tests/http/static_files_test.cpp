#include "http/static_files.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

namespace samtycke::server::http {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("samtycke-files-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "portal");
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Request asking(std::string path, std::vector<Header> headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

struct Loaded {
  Folder folder;
  StaticFiles files;
  Loaded() {
    folder.write("core.wasm", std::string("\0asm", 4));
    folder.write("panel.js", "panel();");
    folder.write("panel.js.br", "brotli");
    folder.write("lonely.br", "alone");
    folder.write("portal/index.html", "<p>");
    folder.write("portal/form.html", "template");
    StaticOptions options;
    options.headers = {{"Content-Security-Policy", "default-src 'none'"}};
    options.not_served = {"portal/form.html"};
    options.cache_control = [](std::string_view path) {
      return path == "/core.wasm" ? "public, max-age=31536000, immutable" : "no-cache";
    };
    files.load(folder.path(), options);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(static_files)

BOOST_FIXTURE_TEST_CASE(a_file_has_its_type_tag_and_headers, Loaded) {
  const Response wasm = files.answer(asking("/core.wasm")).value();
  BOOST_TEST(wasm.status == 200u);
  BOOST_TEST(wasm.body.size() == 4u);
  BOOST_TEST(wasm.header("content-type") == "application/wasm");
  BOOST_TEST(wasm.header("cache-control") == "public, max-age=31536000, immutable");
  BOOST_TEST(wasm.header("content-security-policy") == "default-src 'none'");
  const Response script = files.answer(asking("/panel.js")).value();
  BOOST_TEST(script.header("content-type") == "text/javascript; charset=utf-8");
  BOOST_TEST(script.header("cache-control") == "no-cache");
}

BOOST_FIXTURE_TEST_CASE(an_index_answers_for_its_folder, Loaded) {
  BOOST_TEST(files.answer(asking("/portal/")).value().body == "<p>");
  BOOST_TEST(files.answer(asking("/portal/index.html")).value().body == "<p>");
  BOOST_TEST(!files.answer(asking("/portal")).has_value());
}

BOOST_FIXTURE_TEST_CASE(what_is_not_in_the_table_is_not_served, Loaded) {
  folder.write("later.js", "x");  // read once at start: a file that comes later does not exist
  for (const std::string path : {"/later.js", "/portal/form.html", "/panel.js.br", "/", ""}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(!files.answer(asking(path)).has_value()); }
  }
  BOOST_TEST(files.answer(asking("/lonely.br")).has_value());
}

BOOST_FIXTURE_TEST_CASE(the_brotli_form_is_sent_to_those_who_take_it, Loaded) {
  const auto encoding = [this](std::string accept) {
    return std::string(files.answer(asking("/panel.js", {{"accept-encoding", std::move(accept)}}))
                           .value()
                           .header("content-encoding"));
  };
  BOOST_TEST(encoding("gzip, deflate, br") == "br");
  BOOST_TEST(encoding("BR;q=0.5") == "br");
  BOOST_TEST(encoding("br;q=0") == "");
  BOOST_TEST(encoding("gzip, brx") == "");
  BOOST_TEST(encoding("") == "");
  const Response brotli = files.answer(asking("/panel.js", {{"accept-encoding", "br"}})).value();
  const Response plain = files.answer(asking("/panel.js")).value();
  BOOST_TEST(brotli.body == "brotli");
  BOOST_TEST(brotli.header("content-type") == plain.header("content-type"));
  BOOST_TEST(brotli.header("etag") != plain.header("etag"));
  BOOST_TEST(plain.header("vary") == "Accept-Encoding");
}

BOOST_FIXTURE_TEST_CASE(a_file_that_the_client_has_is_not_sent_again, Loaded) {
  const std::string etag(files.answer(asking("/panel.js")).value().header("etag"));
  const auto status = [this](std::string tags) {
    return files.answer(asking("/panel.js", {{"if-none-match", std::move(tags)}})).value().status;
  };
  BOOST_TEST(status(etag) == 304u);
  BOOST_TEST(status("\"other\", W/" + etag) == 304u);
  BOOST_TEST(status("*") == 304u);
  BOOST_TEST(status("\"other\"") == 200u);
  BOOST_TEST(status("") == 200u);
  BOOST_TEST(files.answer(asking("/panel.js", {{"if-none-match", etag}})).value().body.empty());
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_does_not_load) {
  StaticFiles files;
  BOOST_CHECK_THROW(files.load("/nowhere/at/all", {}), std::runtime_error);
}

// RFC 9110, 8.8.3.2: the table of weak comparison.
BOOST_AUTO_TEST_CASE(entity_tags_are_compared_weakly) {
  BOOST_TEST(etag_listed("W/\"1\"", "W/\"1\""));
  BOOST_TEST(!etag_listed("W/\"1\"", "W/\"2\""));
  BOOST_TEST(etag_listed("W/\"1\"", "\"1\""));
  BOOST_TEST(etag_listed("\"1\"", "\"1\""));
  BOOST_TEST(!etag_listed("\"1", "\"1\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace samtycke::server::http
