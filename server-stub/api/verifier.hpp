/// What every call has at hand: of one catalogue, and only read (api/in_force.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/text_archive.hpp"
#include "core/accept.hpp"
#include "core/catalogue.hpp"
#include "http/sentences.hpp"
#include "identity/jws.hpp"
#include "identity/routes.hpp"
#include "log/log.hpp"
#include "store/sequencer.hpp"
#include "store/states.hpp"
#include "store/store.hpp"
#include "witness/status.hpp"

namespace samtycke::server {

class InForce;
class Pages;

/// Who asks: identity's answers, as functions so that calls can be tested without a provider.
struct Doorkeeper {
  std::function<Judged<Session>(const Request&)> signed_in;
  std::function<Judged<AccessToken>(const Request&, std::string_view scope)> bearer;
  std::function<std::optional<Refusal>(const Request&, NullOrigin)> foreign;
  /// Ends every session of a person; false when that could not be made sure.
  std::function<bool(std::string_view issuer, std::string_view sub)> end_sessions;
  /// The operator's own people, who sign in apart from the customers; unset: none are let in.
  std::function<Judged<Session>(const Request&)> staff_signed_in = nullptr;
};

/// The catalogue as it lies on the disk. Without a good signature nobody can consent on it, and
/// everybody can stop; unreadable, there is nothing to decide by.
struct Published {
  std::optional<Catalogue> catalogue;
  bool signed_ = false;
  std::string bytes;      // canonical
  std::string signature;  // detached JWS over them
};

/// What an export tells of itself.
struct ExportWords {
  std::string readme_sv, readme_en;
  std::string export_schema, decision_schema;  // JSON Schema
};

/// Whose cosignatures the log gathers, and how that goes.
struct Watched {
  const WitnessPolicy* policy = nullptr;  // null: nobody's
  std::function<std::vector<WitnessStatus>()> status = nullptr;
};

struct Verifier {
  std::shared_ptr<const http::Sentences> sentences;
  Store& store;
  States& states;
  Sequencer& sequencer;
  Log& log;
  Doorkeeper door;
  Published published;
  SigningKey receipt_key;
  std::string keys;     // the published keys: a JWK set
  std::string openapi;  // the description of all calls
  std::string origin;   // ours
  std::string issuer;   // of the people
  Clock clock;
  std::shared_ptr<const Pages> pages;     // null: no pages are served
  std::vector<std::string> page_origins;  // of others: whose pages may call with a person's token
  TextArchive texts = {};                 // of the versions that were kept when it was made
  ExportWords export_words = {};
  Watched witnesses = {};
  std::optional<SigningKey> catalogue_key = {};  // none: no catalogue is published from here
  InForce* in_force = nullptr;                   // of which this is one moment; null: it is alone
  std::string_view second_place = "none";  // or when it is told: a name of `second_place_sync`

  const Catalogue* catalogue() const {
    return published.catalogue ? &*published.catalogue : nullptr;
  }
  Circumstances circumstances() const;
};

}  // namespace samtycke::server
