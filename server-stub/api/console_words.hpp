/// How the console writes moments, and reads the ones that people write.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/json.hpp"
#include "core/time.hpp"
#include "http/message.hpp"

namespace samtycke::server {

/// `{"iso", "shown"}`: for machines, and by the clock on a Swedish wall as `2026-11-24 14.03.05`.
Value moment_value(Time moment);
std::string shown_moment(Time moment);

/// A moment as a form sends it, `2026-11-24T14:03` or with its seconds, by the clock on a Swedish
/// wall (of the hour that comes twice, the first); or with its zone as everywhere else. Nothing for
/// anything else.
std::optional<Time> wall_moment(std::string_view text);
/// The same the other way round with its seconds, for the field that it stands in.
std::string wall_text(Time moment);

/// The moment that the address asks about; now where it says nothing. Nothing for one that cannot
/// be read or has not come. A field knows seconds, so the one that now lies in counts as now.
std::optional<Time> moment_asked(const http::Request& request, Time now);
/// The latest that can be asked about, for the field.
Time last_moment(Time now);

/// The word for a name in a group of the words, as `kinds` and `granted`;
/// the name itself where there is none.
std::string word_of(const Value& words, std::string_view group, std::string_view name);

}  // namespace samtycke::server
