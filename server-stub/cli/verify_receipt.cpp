#include "core/verify_receipt.hpp"

#include <iostream>

#include "cli/check_lines.hpp"
#include "cli/commands.hpp"
#include "cli/trust.hpp"
#include "core/event.hpp"
#include "core/notice.hpp"
#include "identity/hash.hpp"
#include "verify/claims.hpp"

namespace samtycke::server {
namespace {

/// The words of the event that a pointer leads into, as they were found to be the ones shown.
void print_notice(const Value& receipt, const std::string& where, const Catalogue& catalogue,
                  const CheckLines& lines) {
  constexpr std::string_view before = "/payload/events/";
  const std::size_t i = std::stoul(where.substr(before.size()));
  const Value& told = receipt.find("payload")->find("events")->items.at(i);
  const auto event = event_from(*told.find("event"), "");
  const Purpose* purpose = event ? catalogue.find(event->purpose) : nullptr;
  if (purpose == nullptr) return;
  const auto notice = notice_for(catalogue, *purpose, event->evidence.language);
  if (!notice) return;
  lines.print_words(notice->title);
  lines.print_words(notice->text);
  for (const Fact& fact : notice->facts) {
    std::string values = fact.days == 0 ? "" : std::to_string(fact.days);
    for (const std::string& value : fact.values) values += (values.empty() ? "" : ", ") + value;
    if (!values.empty()) lines.print_words(std::string(fact.name) + ": " + values);
  }
  lines.print_words(catalogue.notes.voluntary.in(event->evidence.language));
  lines.print_words(catalogue.notes.withdraw.in(event->evidence.language));
}

/// What the reader trusts, read from files; `trust` points into the rest.
struct Brought {
  std::optional<WitnessPolicy> policy;
  std::optional<Catalogue> catalogue;
  ReceiptTrust trust;
};

bool bring(const VerifyReceiptOptions& options, Brought& brought) {
  const auto keys = read_keys(options.keys);
  const auto log_key = read_log_key(options.log_key);
  if (!keys || !log_key) return false;
  if (!options.policy.empty() && !(brought.policy = read_policy(options.policy))) return false;
  if (!options.catalogue.empty() && !(brought.catalogue = read_catalogue(options.catalogue))) {
    return false;
  }
  const auto at = read_time(options.at);
  if (!at) return false;
  brought.trust = {*keys, *log_key, brought.policy ? &*brought.policy : nullptr,
                   brought.catalogue ? &*brought.catalogue : nullptr, at};
  return true;
}

}  // namespace

int verify_receipt(const VerifyReceiptOptions& options) {
  const auto words = Words::load(options.language);
  Brought brought;
  if (!words || !bring(options, brought)) return unusable;
  const auto receipt = read_json_file(options.receipt);
  if (!receipt) return unusable;
  Claims claims;
  const auto asked = check_receipt(*receipt, brought.trust, {}, openssl_sha256);
  const auto report =
      check_receipt(*receipt, brought.trust, claims.hold(asked.claims), openssl_sha256);
  CheckLines lines(*words, options.as_json);
  for (const CheckLine& line : report.lines) {
    lines.print(line);
    if (line.check == Check::text_matches) {
      print_notice(*receipt, line.where, *brought.catalogue, lines);
    }
  }
  return lines.finish();
}

}  // namespace samtycke::server
