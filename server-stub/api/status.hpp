/// The one table that gives each class of reason its HTTP status (RULINGS 25), and the only place
/// of the verifier that knows a reason by name.
#pragma once

#include <string_view>

#include "core/code.hpp"
#include "core/submission.hpp"

namespace samtycke::server {

unsigned status_of(Code code);

/// Whether the change became an event.
inline bool was_accepted(const Verdict& verdict) { return verdict.outcome.code == Code::accepted; }

/// What is answered to somebody who is signed in and whom nobody has brought in.
constexpr Code unknown_person = Code::actor_not_subject;
/// And when what was decided cannot be read or made durable.
constexpr Code store_failed = Code::store_unreadable;

// Reasons of the calls themselves, which the core does not know.
constexpr std::string_view not_found = "not_found";                            // 404
constexpr std::string_view condition_unmet = "condition_unmet";                // 412: If-Match
constexpr std::string_view unsupported_media_type = "unsupported_media_type";  // 415
constexpr std::string_view export_too_large = "export_too_large";              // 422
constexpr std::string_view submission_id_reused = "submission_id_reused";      // 422: other bytes
constexpr std::string_view approver_is_editor = "approver_is_editor";          // 403: four eyes
constexpr std::string_view draft_is_another = "draft_is_another";              // 409: changed since
constexpr std::string_view draft_not_approved = "draft_not_approved";          // 409
constexpr std::string_view draft_published = "draft_published";                // 409: is no draft
constexpr std::string_view draft_not_lawful = "draft_not_lawful";              // 422: lint
constexpr std::string_view moment_past = "moment_past";                        // 422
constexpr std::string_view publishing_off = "publishing_off";                  // 422: no key here
constexpr std::string_view store_unavailable = "store_unavailable";            // 503: try again
constexpr std::string_view not_confirmed = "unconfirmed";                      // 503: try again
constexpr std::string_view overloaded = "overloaded";                          // 503: try again

}  // namespace samtycke::server
