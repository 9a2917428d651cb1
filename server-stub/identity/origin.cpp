#include "identity/origin.hpp"

namespace samtycke::server {

bool made_by_own_page(std::string_view method, std::string_view origin,
                      std::string_view sec_fetch_site, std::string_view own_origin,
                      NullOrigin null_origin) {
  if (method == "GET" || method == "HEAD") return true;
  const bool same_origin_said = sec_fetch_site == "same-origin";
  if (origin.empty()) return same_origin_said;
  if (origin == "null") {
    return null_origin == NullOrigin::allowed_from_own_page && same_origin_said;
  }
  // `none` is the person's own doing, a reload for one; the origin alone then tells.
  const bool contradicted =
      !sec_fetch_site.empty() && !same_origin_said && sec_fetch_site != "none";
  return !own_origin.empty() && origin == own_origin && !contradicted;
}

}  // namespace samtycke::server
