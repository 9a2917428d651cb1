// Where the operator's own people begin: what each of them may do here, and how it stands.
#include "api/calls.hpp"
#include "api/console_log.hpp"
#include "api/console_page.hpp"

namespace samtycke::server {
namespace {

ConsoleTold tell_start(const Verifier& verifier, const Request&, const ConsoleReader& reader) {
  return log_value(verifier, reader.language);
}

}  // namespace

Response get_console(const Verifier& verifier, const Request& request) {
  return console_page(verifier, request, "start",
                      {StaffRole::privacy_officer, StaffRole::publisher, StaffRole::approver},
                      tell_start);
}

}  // namespace samtycke::server
