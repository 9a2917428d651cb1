#include "identity/sealed.hpp"

#include <openssl/evp.h>

#include <cassert>
#include <cstdlib>
#include <memory>

#include "identity/base64url.hpp"
#include "identity/secrets.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)>;

Cipher cipher() { return {EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free}; }

const unsigned char* in(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* out(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
int size_of(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

std::string sealed_bytes(std::string_view key, std::string_view purpose, std::string_view bytes) {
  assert(key.size() == sealing_key_size);
  const std::string nonce = random_bytes(nonce_size);
  std::string hidden(bytes.size(), '\0');
  std::string tag(tag_size, '\0');
  const Cipher c = cipher();
  int size = 0;
  const bool done =
      c && EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce)) == 1 &&
      EVP_EncryptUpdate(c.get(), nullptr, &size, in(purpose), size_of(purpose)) == 1 &&
      EVP_EncryptUpdate(c.get(), out(hidden), &size, in(bytes), size_of(bytes)) == 1 &&
      EVP_EncryptFinal_ex(c.get(), out(hidden) + size, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1;
  if (!done) std::abort();
  return nonce + hidden + tag;
}

std::optional<std::string> unsealed_bytes(std::string_view key, std::string_view purpose,
                                          std::string_view whole) {
  assert(key.size() == sealing_key_size);
  if (whole.size() < nonce_size + tag_size) return std::nullopt;
  const std::string_view nonce = whole.substr(0, nonce_size);
  const std::string_view hidden = whole.substr(nonce_size, whole.size() - nonce_size - tag_size);
  std::string tag(whole.substr(whole.size() - tag_size));
  std::string shown(hidden.size(), '\0');
  const Cipher c = cipher();
  int size = 0;
  const bool holds =
      c && EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce)) == 1 &&
      EVP_DecryptUpdate(c.get(), nullptr, &size, in(purpose), size_of(purpose)) == 1 &&
      EVP_DecryptUpdate(c.get(), out(shown), &size, in(hidden), size_of(hidden)) == 1 &&
      EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(c.get(), out(shown) + size, &size) == 1;
  if (!holds) return std::nullopt;
  return shown;
}

std::string sealed(std::string_view key, std::string_view purpose, std::string_view bytes) {
  return base64url(sealed_bytes(key, purpose, bytes));
}

std::optional<std::string> unsealed(std::string_view key, std::string_view purpose,
                                    std::string_view text) {
  const auto bytes = base64url_bytes(text);
  return bytes ? unsealed_bytes(key, purpose, *bytes) : std::nullopt;
}

}  // namespace samtycke::server
