/// Cross-site request forgery closed by what only the browser can say (RELIABILITY A1, A2):
/// `Origin` and `Sec-Fetch-Site`. SameSite cookies stand behind it as a second wall.
#pragma once

#include <string_view>

namespace samtycke::server {

/// Only the form without script, which can do nothing but stop, may come from a page whose referrer
/// policy hid its origin.
enum class NullOrigin : unsigned char { refused, allowed_from_own_page };

/// True when a request that changes something was made by a page of this very origin. GET and HEAD
/// change nothing and always hold. `Origin` must be ours and no `Sec-Fetch-Site` may contradict it;
/// without `Origin`, `Sec-Fetch-Site` must say `same-origin`; without both, no.
bool made_by_own_page(std::string_view method, std::string_view origin,
                      std::string_view sec_fetch_site, std::string_view own_origin,
                      NullOrigin null_origin = NullOrigin::refused);

}  // namespace samtycke::server
