/// Ownership of libcjose's objects, for the two files that speak with it.
#pragma once

#include <cjose/cjose.h>

#include <memory>

namespace samtycke::server {

struct PublishedKeyHandle {
  cjose_jwk_t* key;
  explicit PublishedKeyHandle(cjose_jwk_t* owned) : key(owned) {}
  PublishedKeyHandle(const PublishedKeyHandle&) = delete;
  PublishedKeyHandle& operator=(const PublishedKeyHandle&) = delete;
  ~PublishedKeyHandle() { cjose_jwk_release(key); }
};

struct JwsRelease {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
using JwsHandle = std::unique_ptr<cjose_jws_t, JwsRelease>;

}  // namespace samtycke::server
