// A paper says the same as a page and as a PDF; Debian's poppler and qpdf are who reads the PDF.
#include "paper/paper.hpp"

#include <unistd.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace samtycke::server::test {
namespace {

Paper made() {
  Paper paper;
  paper.language = "sv";
  paper.title = "Kvittens på ÅÄÖ";
  paper.author = "Nordtelefon Företag";
  paper.made_at = "2026-11-24T08:00:00Z";
  paper.footer = "Vid foten";
  paper.heading("Vad du svarade");
  paper.subheading("Erbjudanden");
  paper.text("Räksmörgås & <b>inget märke</b>");
  paper.quote("Orden som visades.");
  paper.facts({{"Adress", "Se sidan", "https://consent.example/privacy"},
               {"Utelämnat", ""},
               {"Kontrollsumma", "sha256:00ff", "", true}});
  paper.table({"När", "Vad"}, {{"i går", "Ja"}, {"i dag", "Nej"}});
  paper.small("Litet.");
  paper.files.push_back({"bifogat.json", "application/json", "Bifogat", R"({"a":1})"});
  return paper;
}

/// What a program says of the PDF; `%` stands for the file.
std::string told(const std::string& pdf, std::string command) {
  const auto file =
      std::filesystem::temp_directory_path() / ("paper-" + std::to_string(::getpid()) + ".pdf");
  std::ofstream(file, std::ios::binary) << pdf;
  command.replace(command.find('%'), 1, file.string());
  std::string out;
  std::FILE* program = ::popen(command.c_str(), "r");
  BOOST_REQUIRE(program != nullptr);
  std::array<char, 4096> some;
  while (const std::size_t count = std::fread(some.data(), 1, some.size(), program)) {
    out.append(some.data(), count);
  }
  BOOST_TEST(::pclose(program) == 0, command << ": " << out);
  std::filesystem::remove(file);
  return out;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_pdf_holds_its_words_its_language_its_tags_and_its_files) {
  const auto pdf = to_pdf(made());
  BOOST_REQUIRE(pdf.has_value());
  const std::string text = told(*pdf, "pdftotext % -");
  for (const char* word :
       {"Kvittens på ÅÄÖ", "Räksmörgås & <b>inget märke</b>", "Orden som visades.", "Se sidan",
        "sha256:00ff", "i går", "Vid foten", "(1)"}) {
    BOOST_TEST(has(text, word), word << " in " << text);
  }
  BOOST_TEST(!has(text, "Utelämnat"));
  const std::string info = told(*pdf, "pdfinfo %");
  BOOST_TEST(has(info, "Tagged:          yes"), info);
  BOOST_TEST(has(info, "Author:          Nordtelefon Företag"), info);
  const std::string tags = told(*pdf, "pdfinfo -struct %");
  for (const char* tag :
       {"Document", "H1", "H2", "H3", "BlockQuote", "Table", "TR", "TH", "TD", "Link"}) {
    BOOST_TEST(has(tags, tag), tag << " in " << tags);
  }
  BOOST_TEST(told(*pdf,
                  "pdffonts % | awk 'NR > 2 { ++all; if (!/ yes yes yes /) ++other } "
                  "END { print (all > 0), other + 0 }'") == "1 0\n");
  BOOST_TEST(has(told(*pdf, "qpdf --check %"), "No syntax"));
}

BOOST_AUTO_TEST_CASE(what_is_in_a_pdf_comes_out_byte_for_byte) {
  const auto pdf = to_pdf(made());
  BOOST_TEST(told(*pdf, "qpdf --show-attachment=bifogat.json %") == R"({"a":1})");
  BOOST_TEST(has(told(*pdf, "qpdf --qdf --object-streams=disable % -"), "/Lang (sv)"));
}

BOOST_AUTO_TEST_CASE(the_same_paper_is_the_same_bytes) {
  BOOST_TEST((to_pdf(made()) == to_pdf(made())));
  Paper other = made();
  other.text("Mer.");
  BOOST_TEST((to_pdf(made()) != to_pdf(other)));
}

BOOST_AUTO_TEST_CASE(long_words_and_many_pages_are_all_there) {
  Paper paper = made();
  std::string words;
  for (int i = 0; i < 2'000; ++i) words += "ord" + std::to_string(i) + ' ';
  paper.text(words);
  paper.facts({{"Långt", words}, {"Kod", std::string(3'000, 'f'), "", true}});
  paper.table({"A", "B"}, std::vector<std::vector<std::string>>(60, {"x", words.substr(0, 400)}));
  const auto pdf = to_pdf(paper);
  BOOST_REQUIRE(pdf.has_value());
  const std::string text = told(*pdf, "pdftotext % -");
  BOOST_TEST((has(text, "ord0 ") && has(text, "ord1999")));
  const std::string info = told(*pdf, "pdfinfo %");
  const int pages = std::stoi(info.substr(info.find("Pages:") + 6));
  BOOST_TEST(pages > 5);
  BOOST_TEST(has(text, "(" + std::to_string(pages) + ")"));
}

BOOST_AUTO_TEST_CASE(no_text_becomes_markup_and_no_link_a_script) {
  Paper paper;
  paper.language = "en\"><script>";
  paper.title = "</title><script>alert(1)</script>";
  const std::string evil = "<img src=x onerror=alert(1)> \" ' & \x01";
  paper.heading(evil);
  paper.text(evil);
  paper.quote(evil);
  paper.small(evil);
  paper.facts({{evil, evil, "javascript:alert(1)"},
               {"a", "b", "https://a.example/'><script>"},
               {"c", evil, "mailto:a@b.example", true}});
  paper.table({evil}, {{evil}});
  const std::string page = to_html(paper, {});
  BOOST_TEST(!has(page, "<script"));
  BOOST_TEST(!has(page, "<img"));
  BOOST_TEST(!has(page, "javascript:"));
  BOOST_TEST(!has(page, "\x01"));
  BOOST_TEST(has(page, "<a href=\"mailto:a@b.example\"><code>&lt;img"));
  BOOST_TEST(to_pdf(paper).has_value());
}

BOOST_AUTO_TEST_CASE(a_page_is_whole_and_its_frame_is_the_callers) {
  const std::string page = to_html(made(), {"<link rel=\"x\">", "<nav></nav>", "<hr>"});
  BOOST_TEST(has(page, "<html lang=\"sv\">"));
  BOOST_TEST(has(page, "<link rel=\"x\"></head>"));
  BOOST_TEST(has(page, "<h1>Kvittens på ÅÄÖ</h1>"));
  BOOST_TEST(has(page, "<th scope=\"col\">När</th>"));
  BOOST_TEST(has(page, "<a href=\"https://consent.example/privacy\">Se sidan</a>"));
  BOOST_TEST(has(page, "<hr></body>"));
}

}  // namespace samtycke::server::test
