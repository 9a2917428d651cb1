#include "api/looks.hpp"

#include <charconv>

#include "api/answer.hpp"
#include "api/status.hpp"

namespace samtycke::server {
namespace {

/// 0 for what is no number of a case.
std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && number > 0 && number < std::int64_t{1} << 53 ? number : 0;
}

bool is_open_for(const Look& look, const Staff& staff, Time now) {
  return look.what == looked_names[static_cast<std::size_t>(Looked::search)] &&
         look.officer == staff.sub && !look.is_erased && !look.subject.empty() && now >= look.at &&
         now < look.at + case_life_ms;
}

}  // namespace

std::variant<std::int64_t, Response> record_look(const Verifier& verifier, const Request& request,
                                                 const Staff& staff, Looked what,
                                                 std::string_view subject,
                                                 std::string_view reason) {
  Look look;
  look.at = verifier.clock();
  look.officer = staff.sub;
  look.officer_name = staff.name;
  look.what = looked_names[static_cast<std::size_t>(what)];
  look.subject = subject;
  look.reason = reason;
  std::int64_t number = 0;
  const Recorded recorded = verifier.sequencer.record([&](Pending& pending) {
    const auto kept = pending.store().keep_look(look);
    if (!kept) pending.fail();
    number = kept.value_or(0);
    return kept.has_value();
  });
  if (recorded == Recorded::yes) return number;
  return answer_unrecorded(verifier, request, recorded);
}

std::variant<Opened, Response> look_in_case(const Verifier& verifier, const Request& request,
                                            const Staff& staff, Looked what) {
  const std::int64_t number = number_in(request.captures.at(0));
  const auto found = verifier.store.looks(number + 1, 1);
  if (!found) return refuse(verifier, request, {store_failed, ""});
  if (number == 0 || found->empty() || found->front().number != number ||
      !is_open_for(found->front(), staff, verifier.clock())) {
    return refuse(verifier, request, 404, not_found);
  }
  const Look& look = found->front();
  auto recorded = record_look(verifier, request, staff, what, look.subject, look.reason);
  if (auto* response = std::get_if<Response>(&recorded)) return std::move(*response);
  return Opened{number, look.subject, look.reason};
}

}  // namespace samtycke::server
