// What a receipt takes and weighs: its payload as a value, its canonical bytes, and how many of
// them are the context. Usage: receipt_bench CATALOGUE
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/notice.hpp"
#include "core/receipt.hpp"

namespace {

using namespace samtycke;
using Clock = std::chrono::steady_clock;

constexpr Time now = 1'795'000'000'000;
constexpr int rounds = 9;
constexpr int times_a_round = 200;

/// A yes or a withdrawal on the very words of the catalogue.
Event choice(const Catalogue& catalogue, const Purpose& purpose, EventKind kind) {
  Event event;
  event.kind = kind;
  event.subject = "sub-0123456789abcdef";
  event.person = event.actor = "prs-0123456789abcdef";
  event.subscriber = "sbr-0123456789abcdef";
  event.purpose = purpose.id;
  event.roles = {Role::user};
  event.at = now;
  event.sequence = 7;
  if (kind == EventKind::granted) event.until = add_months(now, 24);
  Evidence& evidence = event.evidence;
  evidence.catalogue = catalogue.id;
  evidence.catalogue_version = catalogue.version;
  evidence.processing_version = purpose.processing_version;
  evidence.text_version = purpose.text_version;
  evidence.language = catalogue.languages.front();
  evidence.method = "switch";
  evidence.ui_build = "1.0.0-abcdef";
  evidence.session = "ses-0123456789abcdef";
  evidence.submission_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  evidence.notice_shown_at = evidence.decided_at = now;
  const auto notice = notice_for(catalogue, purpose, evidence.language);
  if (notice) {
    evidence.text_digest = digest_of(*notice, catalogue, purpose, evidence.language, sha256);
  }
  return event;
}

void measure(const char* name, const ReceiptFacts& facts) {
  double best_us = 1e9;
  std::size_t size = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    for (int i = 0; i < times_a_round; ++i) size = canonical(receipt_payload(facts, sha256)).size();
    const std::chrono::duration<double, std::micro> took = Clock::now() - begin;
    best_us = std::min(best_us, took.count() / times_a_round);
  }
  const Value payload = receipt_payload(facts, sha256);
  std::printf("%-40s %6zu bytes, %5zu of them context, %6.1f us\n", name, size,
              canonical(*payload.find("@context")).size(), best_us);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return EXIT_FAILURE;
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto catalogue = Catalogue::parse(text, sha256);
  if (!catalogue) return EXIT_FAILURE;
  ReceiptFacts facts;
  facts.origin = "https://foretag.example";
  facts.issued_at = now;
  facts.submission_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  facts.catalogue = &*catalogue;
  for (const Purpose& purpose : catalogue->purposes) {
    if (!takes_choices(purpose) || facts.events.size() == 7) continue;
    const EventKind kind = facts.events.empty() ? EventKind::granted : EventKind::withdrawn;
    facts.events.push_back({1'000'000 + facts.events.size(), choice(*catalogue, purpose, kind),
                            "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=", false});
    if (facts.events.size() == 1) measure("a yes to one purpose", facts);
  }
  measure("a yes and six withdrawals at once", facts);
  return EXIT_SUCCESS;
}
