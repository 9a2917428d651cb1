#include "cli/witness_config.hpp"

#include "cli/files.hpp"
#include "cli/settings.hpp"
#include "core/fields.hpp"
#include "identity/hash.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t hosts_max = 16;
constexpr std::size_t logs_max = 256;

std::vector<std::string> read_texts(Fields& fields, std::string_view member, std::size_t max) {
  std::vector<std::string> texts;
  for (const Value& item : fields.array(member, max).items) {
    if (!item.is(Value::Type::string)) fields.fail(Code::wrong_type, member);
    texts.push_back(item.text);
  }
  return texts;
}

std::vector<NoteKey> read_logs(Fields& fields) {
  std::vector<NoteKey> logs;
  for (const std::string& text : read_texts(fields, "logs", logs_max)) {
    auto key = vkey_from(openssl_sha256, text);
    if (key && key->type == ed25519_key) {
      logs.push_back(std::move(*key));
    } else {
      fields.fail(Code::bad_value, "logs");
    }
  }
  if (logs.empty()) fields.fail(Code::bad_value, "logs");
  return logs;
}

void read_members(Fields& fields, WitnessConfig& config) {
  config.name = fields.text("name");
  if (!is_note_name(config.name)) fields.fail(Code::bad_value, "name");
  config.key = fields.text("key");
  config.state = fields.text("state");
  config.port = static_cast<std::uint16_t>(fields.integer("port", 0, 65'535));
  if (fields.has("address")) config.address = fields.text("address");
  if (fields.has("hosts")) config.hosts = read_texts(fields, "hosts", hosts_max);
  config.data = fields.optional_text("data");
  config.logs = read_logs(fields);
}

}  // namespace

std::variant<WitnessConfig, std::string> read_witness_config(const std::string& path) {
  const auto settings = read_settings(path);
  if (const auto* sentence = std::get_if<std::string>(&settings)) return *sentence;
  Fields fields(std::get<Value>(settings), "");
  WitnessConfig config;
  read_members(fields, config);
  if (const auto error = fields.error()) return sentence_of(path, *error);
  if (config.data.empty()) config.data = data_folder();
  for (std::string* one : {&config.key, &config.state, &config.data}) resolve_beside(path, *one);
  return config;
}

}  // namespace samtycke::server
