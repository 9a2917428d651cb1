/// The panel: what the sliders show and what a press would submit. A state machine without a DOM;
/// the page keeps `Model` as opaque bytes between presses and draws `view`.
///
/// A stop shows at once and is never taken back by a failure (L46, D27); a grant looks settled only
/// after the verifier's answer (L47).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "state.hpp"

namespace samtycke {

/// A choice under way or failed: what the person did last on a purpose and has not been recorded.
struct Wish {
  enum class Phase : std::uint8_t { saving, failed };

  std::string purpose;
  EventKind choice = EventKind::refused;
  Phase phase = Phase::saving;
  Code code = Code::accepted;  // why it failed, when the verifier said so
};

constexpr std::string_view phase_names[] = {"saving", "failed"};

struct Model {
  State state;
  std::string language;
  std::optional<Time> notice_shown_at;
  std::vector<Wish> wishes;
  std::string
      status;  // saving, saved, withdrawn, refused, could_not_save, withdrawal_waiting, or empty
  std::vector<std::string> status_purposes;

  /// The wish for a purpose, or null.
  const Wish* find_wish(std::string_view purpose) const;
};

/// What a person or the verifier did.
struct PanelAct {
  enum class Kind : std::uint8_t {
    show,
    set,
    allow_all,
    refuse_all,
    withdraw_all,
    answered,
    failed
  };

  Kind kind = Kind::show;
  Time now = 0;
  std::string purpose;                  // of set
  bool on = false;                      // of set
  std::string submission_id, ui_build;  // of what submits
  std::optional<State> state;           // of show and answered
  std::vector<Wish> waiting;            // of show: stops that the verifier has not answered yet
  Value verdicts;                       // of answered, as the verifier sent them
  bool dates = false;                   // the view also tells how long a yes lasts
};

struct PanelStep {
  Model model;
  Value view;
  std::optional<Value> submission;  // to be sent, when the act asks for it
};

/// Errors: `unknown_purpose` for a purpose that has no switch, `notice_incomplete` for a language
/// the catalogue lacks.
Result<PanelStep> step(Model model, const PanelAct& act, const Catalogue& catalogue, Hash hash);

Value to_value(const Model& model);
Result<Model> model_from(const Value& value, std::string where);
Result<PanelAct> panel_act_from(const Value& value, std::string where);

}  // namespace samtycke
