#include <iterator>

#include "evaluate_call.hpp"

namespace samtycke {
namespace {

constexpr NamedCall calls[] = {
    {"catalogue", call_catalogue},
    {"lint", call_lint},
    {"lint_diff", call_lint_diff},
    {"catalogue_change", call_catalogue_change},
    {"events", call_events},
    {"forget", call_forget},
    {"state", call_state},
    {"apply", call_apply},
    {"accept", call_accept},
    {"judge", call_judge},
    {"gates", call_gates},
    {"identifier", call_identifier},
    {"decide_processing", call_decide_processing},
    {"subject_at", call_subject_at},
    {"plan", call_plan},
    {"prepare", call_prepare},
    {"decide_contact", call_decide_contact},
    {"decide_prompt", call_decide_prompt},
    {"decide_cookie", call_decide_cookie},
    {"decide_sum", call_decide_sum},
    {"check_permit", call_check_permit},
    {"decide_record", call_decide_record},
    {"due", call_due},
    {"evidence_end", call_evidence_end},
    {"rights_clock", call_rights_clock},
    {"history", call_history},
    {"receipt", call_receipt},
    {"check_inclusion", call_check_inclusion},
    {"check_consistency", call_check_consistency},
    {"leaf", call_leaf},
    {"verify_receipt", call_verify_receipt},
    {"panel", call_panel},
    {"banner", call_banner},
    {"notice", call_notice},
    {"canonical", call_canonical},
};

}  // namespace

const Calls every_call{calls, std::size(calls), &events_history};

}  // namespace samtycke
