#include "cli/config.hpp"

#include "api/staff.hpp"
#include "cli/files.hpp"
#include "cli/settings.hpp"
#include "core/fields.hpp"
#include "core/signed_note.hpp"
#include "identity/fetch.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t names_max = 16;  // hosts, origins
constexpr std::int64_t threads_max = 64;
constexpr std::int64_t workers_max = 256;
constexpr std::int64_t silent_seconds_max = 30 * 24 * 3'600;
constexpr std::string_view synchronous_names[] = {"FULL", "OFF"};
constexpr std::string_view hand_on_names[] = {"before_answer", "within_a_second"};

/// `host:port` of an origin, as it stands in a Host header.
std::string host_of(std::string_view origin) {
  return std::string(origin.substr(origin.find("//") + 2));
}

std::vector<std::string> read_names(Fields& fields, std::string_view member) {
  std::vector<std::string> names;
  fields.allow(member);
  if (!fields.has(member)) return names;
  for (const Value& item : fields.array(member, names_max).items) {
    if (!item.is(Value::Type::string)) fields.fail(Code::wrong_type, member);
    names.push_back(item.text);
  }
  return names;
}

Synchronous read_synchronous(Fields& fields) {
  if (!fields.has("store_synchronous")) return Synchronous::full;
  const auto found = named<Synchronous>(fields.text("store_synchronous"), synchronous_names);
  if (!found) fields.fail(Code::bad_value, "store_synchronous");
  return found.value_or(Synchronous::full);
}

void read_second_place(Fields& fields, Config& config) {
  config.second_place = fields.optional_text("second_place");
  config.second_place_keys = fields.optional_text("second_place_keys");
  // Without its key nobody could read what the other one keeps.
  if (config.second_place.empty() != config.second_place_keys.empty()) {
    fields.fail(Code::missing_member,
                config.second_place.empty() ? "second_place" : "second_place_keys");
  }
  fields.allow("second_place_sync");
  if (!fields.has("second_place_sync")) return;
  const auto found = named<HandOn>(fields.text("second_place_sync"), hand_on_names);
  if (!found) fields.fail(Code::bad_value, "second_place_sync");
  config.second_place_sync = found.value_or(HandOn::before_answer);
}

std::optional<DemoQuestion> read_demo(Fields& fields) {
  fields.allow("demo");
  if (!fields.has("demo")) return std::nullopt;
  Fields inner(fields.object("demo"), "/demo");
  DemoQuestion demo;
  demo.header_file = inner.text("header_file");
  demo.ask = inner.object("question");
  if (const auto error = inner.error()) fields.fail(*error);
  Value ask = object_value();
  for (std::size_t i = 0; i < demo.ask.names.size(); ++i) {
    if (demo.ask.names[i] != "subject") add(ask, demo.ask.names[i], demo.ask.items[i]);
  }
  demo.ask = std::move(ask);
  return demo;
}

/// Which word of the provider means which role; a role that is not named is nobody's.
std::map<std::string, std::string, std::less<>> read_roles(Fields& fields) {
  std::map<std::string, std::string, std::less<>> roles;
  Fields named(fields.object("roles"), "/staff/roles");
  for (const std::string_view role : staff_role_names) {
    const std::string word = named.optional_text(role);
    if (!word.empty() && !roles.emplace(word, role).second) named.fail(Code::bad_value, role);
  }
  if (roles.empty()) fields.fail(Code::missing_member, "roles");
  if (const auto error = named.error()) fields.fail(*error);
  return roles;
}

std::optional<StaffConfig> read_staff(Fields& fields) {
  fields.allow("staff");
  if (!fields.has("staff")) return std::nullopt;
  Fields inner(fields.object("staff"), "/staff");
  StaffConfig staff;
  staff.issuer = inner.optional_text("issuer");
  staff.client_id = inner.text("client_id");
  staff.client_secret_file = inner.text("client_secret_file");
  staff.sessions = inner.optional_text("sessions");
  staff.roles.claim = inner.text("roles_claim");
  staff.roles.roles = read_roles(inner);
  if (const auto error = inner.error()) fields.fail(*error);
  return staff;
}

void read_members(Fields& fields, Config& config) {
  config.origin = fields.text("origin");
  config.issuer = fields.text("issuer");
  config.client_id = fields.text("client_id");
  config.client_secret_file = fields.text("client_secret_file");
  config.database = fields.text("database");
  config.receipt_key = fields.text("receipt_key");
  config.log_key = fields.text("log_key");
  config.log_origin = fields.optional_text("log_origin");
  config.witness_policy = fields.optional_text("witness_policy");
  config.witness_silent_seconds = fields.optional_integer(
      "witness_silent_seconds", 1, silent_seconds_max, config.witness_silent_seconds);
  config.catalogue = fields.text("catalogue");
  config.catalogue_key = fields.text("catalogue_key");
  config.web = fields.text("web");
  config.port = static_cast<std::uint16_t>(fields.integer("port", 0, 65'535));
  if (fields.has("address")) config.address = fields.text("address");
  config.party_keys = fields.optional_text("party_keys");
  config.sessions = fields.optional_text("sessions");
  config.catalogue_signature = fields.optional_text("catalogue_signature");
  config.catalogue_signing_key = fields.optional_text("catalogue_signing_key");
  config.data = fields.optional_text("data");
  config.hosts = read_names(fields, "hosts");
  config.page_origins = read_names(fields, "page_origins");
  config.threads =
      static_cast<unsigned>(fields.optional_integer("threads", 1, threads_max, config.threads));
  config.workers =
      static_cast<unsigned>(fields.optional_integer("workers", 1, workers_max, config.workers));
  config.store_synchronous = read_synchronous(fields);
  read_second_place(fields, config);
  config.demo = read_demo(fields);
  config.staff = read_staff(fields);
}

void complete_staff(StaffConfig& staff, const Config& config, const std::string& settings) {
  if (staff.issuer.empty()) staff.issuer = config.issuer;
  if (staff.sessions.empty()) staff.sessions = config.database + "-staff-sessions";
  for (std::string* path : {&staff.client_secret_file, &staff.sessions}) {
    resolve_beside(settings, *path);
  }
}

/// Fills in what follows from the rest, and makes every path absolute.
void complete(Config& config, const std::string& settings) {
  if (config.party_keys.empty()) config.party_keys = config.database + "-keys";
  if (config.sessions.empty()) config.sessions = config.database + "-sessions";
  if (config.catalogue_signature.empty()) config.catalogue_signature = config.catalogue + ".jws";
  if (config.data.empty()) config.data = data_folder();
  if (config.log_origin.empty()) config.log_origin = host_of(config.origin) + "/log";
  if (config.hosts.empty()) config.hosts.push_back(host_of(config.origin));
  for (std::string* path :
       {&config.client_secret_file, &config.database, &config.party_keys, &config.sessions,
        &config.receipt_key, &config.log_key, &config.catalogue, &config.catalogue_signature,
        &config.catalogue_key, &config.web, &config.data}) {
    resolve_beside(settings, *path);
  }
  if (config.staff) complete_staff(*config.staff, config, settings);
  for (std::string* path : {&config.witness_policy, &config.second_place, &config.second_place_keys,
                            &config.catalogue_signing_key}) {
    if (!path->empty()) resolve_beside(settings, *path);
  }
}

}  // namespace

std::string_view name_of(HandOn when) { return hand_on_names[static_cast<std::size_t>(when)]; }

std::variant<Config, std::string> read_config(const std::string& path) {
  const auto settings = read_settings(path);
  if (const auto* sentence = std::get_if<std::string>(&settings)) return *sentence;
  Fields fields(std::get<Value>(settings), "");
  Config config;
  read_members(fields, config);
  if (const auto error = fields.error()) return sentence_of(path, *error);
  if (origin_of_url(config.origin) != config.origin) {
    return path + ": `/origin` must be scheme, host and port and nothing else";
  }
  for (const std::string& page : config.page_origins) {
    if (origin_of_url(page) != page) {
      return path + ": `/page_origins`: each must be scheme, host and port and nothing else";
    }
  }
  if (origin_of_url(config.issuer).empty()) return path + ": `/issuer` must be an http(s) URL";
  if (config.staff && !config.staff->issuer.empty() &&
      origin_of_url(config.staff->issuer).empty()) {
    return path + ": `/staff/issuer` must be an http(s) URL";
  }
  complete(config, path);
  if (!is_note_name(config.log_origin)) {
    return path + ": `/log_origin` must be a name without space and plus";
  }
  return config;
}

}  // namespace samtycke::server
