/// The log's own tables: tiles, signed checkpoints and what witnesses said of them. Statements
/// alone; what stands in the tables is for the log to say (log/log.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace samtycke::server {

class Connection;

std::optional<std::string> read_tile(Connection& connection, int level, std::uint64_t number);
bool write_tile(Connection& connection, int level, std::uint64_t number, std::string_view bytes);

std::optional<KeptCheckpoint> read_checkpoint_over(Connection& connection, std::uint64_t position);
std::optional<KeptCheckpoint> read_last_checkpoint(Connection& connection);
bool write_checkpoint(Connection& connection, const KeptCheckpoint& checkpoint);

std::optional<std::vector<std::string>> read_cosignatures(Connection& connection,
                                                          std::uint64_t size);
std::optional<KeptCheckpoint> read_cosigned_over(Connection& connection, std::uint64_t position,
                                                 std::size_t least);
bool write_cosignature(Connection& connection, std::uint64_t size, std::string_view line);

std::optional<std::vector<LogOpening>> read_log_openings(Connection& connection);
bool write_log_opening(Connection& connection, const LogOpening& opening);

}  // namespace samtycke::server
