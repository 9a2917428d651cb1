#include "api/form.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "http/message.hpp"
#include "identity/hash.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {

std::vector<std::string> form_values(std::string_view form, std::string_view name) {
  std::vector<std::string> values;
  while (!form.empty() && values.size() <= limits::changes_max) {
    const std::string_view pair = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(pair.size() + 1, form.size()));
    if (auto value = http::form_value(pair, name)) values.push_back(std::move(*value));
  }
  return values;
}

std::string random_id() {
  constexpr std::size_t prefix_size = std::string_view("sha256:").size();
  return digest_name(openssl_sha256(random_bytes(32))).substr(prefix_size, 32);
}

}  // namespace samtycke::server
