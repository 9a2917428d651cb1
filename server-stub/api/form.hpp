/// What the forms without script send.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samtycke::server {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// Every value of a name in application/x-www-form-urlencoded text.
std::vector<std::string> form_values(std::string_view form, std::string_view name);

/// 32 random hexadecimal digits: the id of a submission whose form brings none.
std::string random_id();

}  // namespace samtycke::server
