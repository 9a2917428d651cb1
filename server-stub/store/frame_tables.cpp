#include "store/frame_tables.hpp"

#include "core/tree.hpp"
#include "store/log_tables.hpp"
#include "store/schema.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::size_t length_size = 2;  // before each entry in its tile

}  // namespace

std::unique_ptr<FrameDraft> FrameDraft::begin(Connection& connection) {
  std::unique_ptr<FrameDraft> draft(new FrameDraft(connection));
  draft->rows_ = RowChanges::gather(connection);
  const auto last = read_last_checkpoint(connection);
  if (!draft->rows_ || !last) return nullptr;
  draft->frame_.log_first = draft->log_size_ = last->size;
  return draft;
}

void FrameDraft::set_checkpoint(std::uint64_t size, std::string_view note) {
  log_size_ = size;
  frame_.note = note;
}

void FrameDraft::add_cosignature(std::uint64_t size, std::string_view line) {
  frame_.cosignatures.emplace_back(size, line);
}

/// As the log has written them: of an event that is erased one day nobody else could say.
bool FrameDraft::read_entries() {
  std::string tile;
  for (std::uint64_t index = frame_.log_first; index < log_size_; ++index) {
    if (index == frame_.log_first || index % tile_width == 0) {
      auto bytes = read_tile(connection_, entries_level, index / tile_width);
      if (!bytes) return false;
      tile = std::move(*bytes);
    }
    const std::size_t at = index % tile_width * (length_size + digest_size) + length_size;
    if (tile.size() < at + digest_size) return false;
    Digest entry{};
    std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(at), digest_size, entry.begin());
    frame_.entries.push_back(entry);
  }
  return true;
}

bool FrameDraft::write(std::uint64_t handed_number) {
  const auto chain = read_chain(connection_);
  auto rows = rows_->taken();
  if (!chain || chain->second.empty() || !rows || !read_entries()) return false;
  frame_.number = chain->first + 1;
  frame_.previous = chain->second;
  frame_.schema = schema_version;
  frame_.rows = std::move(*rows);
  const std::string bytes = framed(frame_);
  const auto number = static_cast<std::int64_t>(frame_.number);
  const std::string digest = digest_of(bytes);
  return connection_.run("DELETE FROM outgoing WHERE number <= ?",
                         {static_cast<std::int64_t>(handed_number)}) &&
         connection_.run("INSERT INTO outgoing VALUES (?,?)", {number, Blob{bytes}}) &&
         connection_.run("UPDATE second_place SET number = ?, chain = ?", {number, Blob{digest}});
}

bool break_chain(Connection& connection) {
  return connection.run("UPDATE second_place SET chain = x'' WHERE chain != x''");
}

bool begin_chain(Connection& connection, std::string_view name) {
  return connection.run("DELETE FROM outgoing") &&
         connection.run("UPDATE second_place SET number = 0, chain = ?", {Blob{name}});
}

std::optional<std::pair<std::uint64_t, std::string>> read_chain(Connection& connection) {
  using Chain = std::pair<std::uint64_t, std::string>;
  return rows_of<Chain>(connection, "SELECT number, chain FROM second_place", {},
                        [](const Query& row, Chain& chain) {
                          chain = {static_cast<std::uint64_t>(row.integer(0)), row.bytes(1)};
                        });
}

bool take_frame(Connection& connection, const Frame& frame, std::string_view digest) {
  const auto chain = read_chain(connection);
  const auto last = read_last_checkpoint(connection);
  if (!chain || chain->first + 1 != frame.number || chain->second != frame.previous || !last ||
      last->size != frame.log_first || frame.schema > schema_version ||
      !put_rows(connection, frame.rows)) {
    return false;
  }
  return connection.run("DELETE FROM outgoing") &&
         connection.run(
             "UPDATE head SET count = (SELECT ifnull(max(position), -1) + 1 FROM events)") &&
         connection.run("UPDATE second_place SET number = ?, chain = ?",
                        {static_cast<std::int64_t>(frame.number), Blob{digest}});
}

}  // namespace samtycke::server
