#include "api/console_log.hpp"

#include "api/calls.hpp"
#include "api/console_page.hpp"
#include "api/console_words.hpp"

namespace samtycke::server {
namespace {

Value witness_value(const WitnessStatus& status, const Value& words) {
  Value row = object_value();
  add_text(row, "name", status.name);
  add(row, "cosigned_size", integer_value(static_cast<std::int64_t>(status.size)));
  if (status.cosigned_at != 0) add(row, "cosigned", moment_value(status.cosigned_at));
  if (status.asked_at != 0) add(row, "asked", moment_value(status.asked_at));
  add(row, "last_answer", text_value(status.last_answer));
  add(row, "is_alarm", boolean_value(status.alarm != Alarm::none));
  add(row, "state", text_value(word_of(words, "alarms", name_of(status.alarm))));
  return row;
}

ConsoleTold tell_log(const Verifier& verifier, const Request&, const ConsoleReader& reader) {
  return log_value(verifier, reader.language);
}

}  // namespace

Value log_value(const Verifier& verifier, std::string_view language) {
  const Value words = console_words(verifier, language);
  Value witnesses = array_value();
  std::int64_t alarms = 0;
  if (verifier.witnesses.status) {
    for (const WitnessStatus& status : verifier.witnesses.status()) {
      alarms += status.alarm == Alarm::none ? 0 : 1;
      witnesses.items.push_back(witness_value(status, words));
    }
  }
  const KeptCheckpoint head = verifier.log.checkpoint();
  Value out = object_value();
  add(out, "size", integer_value(static_cast<std::int64_t>(head.size)));
  add_text(out, "note", head.note);
  add_text(out, "key", verifier.log.vkey());
  add(out, "watched", boolean_value(verifier.witnesses.policy != nullptr));
  add(out, "witnesses", std::move(witnesses));
  if (alarms != 0) add(out, "alarms", integer_value(alarms));
  add(out, "second", text_value(word_of(words, "second", verifier.second_place)));
  return out;
}

Response get_console_log(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "log", {StaffRole::privacy_officer}, tell_log);
}

}  // namespace samtycke::server
