// The person's own copy of all that is kept of them in one relation.
#include "api/answer.hpp"
#include "api/calls.hpp"
#include "api/export_files.hpp"
#include "api/status.hpp"
#include "portable/manifest.hpp"

namespace samtycke::server {
namespace {

Value manifest_of(const Verifier& verifier, const OwnHistory& own,
                  const std::vector<ArchivedFile>& files) {
  Value out = object_value();
  add_text(out, "verifier", verifier.origin);
  add_text(out, "subject", own.state.subject.id);
  add_text(out, "issued_at", format_time(own.now));
  add(out, "files", files_value(files));
  return out;
}

}  // namespace

Response get_export(const Verifier& verifier, const Request& request) {
  const auto read = own_history(verifier, request);
  if (const auto* response = std::get_if<Response>(&read)) return *response;
  const OwnHistory& own = std::get<OwnHistory>(read);
  auto files = export_files(verifier, own, language_of(request));
  if (!files) return refuse(verifier, request, {store_failed, ""});
  std::string manifest = canonical(manifest_of(verifier, own, *files));
  std::string signature = verifier.receipt_key.sign_detached(manifest);
  files->push_back({std::string(manifest_name), std::move(manifest)});
  files->push_back({std::string(manifest_signature_name), std::move(signature)});
  auto zip = zip_of(*files);
  if (!zip) return refuse(verifier, request, 422, export_too_large);
  Response response = http::respond(200, "application/zip", std::move(*zip));
  response.set("Cache-Control", "no-store");
  response.set("Content-Disposition", "attachment; filename=\"samtycke-export.zip\"");
  return response;
}

}  // namespace samtycke::server
