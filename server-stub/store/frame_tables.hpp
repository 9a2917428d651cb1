/// The frames in the database: made with the commit that they are about, and taken in after a lost
/// disk.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/frame.hpp"
#include "store/row_changes.hpp"

namespace samtycke::server {

class Connection;

/// What one transaction changes, gathered for its frame.
class FrameDraft {
 public:
  /// From the beginning of the transaction on. Nothing when it cannot be gathered.
  static std::unique_ptr<FrameDraft> begin(Connection& connection);

  /// The log has a new head.
  void set_checkpoint(std::uint64_t size, std::string_view note);
  void add_cosignature(std::uint64_t size, std::string_view line);
  std::size_t cosignatures_count() const { return frame_.cosignatures.size(); }
  void undo_cosignatures(std::size_t count) { frame_.cosignatures.resize(count); }

  /// Lets the frame wait in `outgoing`, and forgets those up to `handed_number`.
  [[nodiscard]] bool write(std::uint64_t handed_number);

 private:
  explicit FrameDraft(Connection& connection) : connection_(connection) {}
  bool read_entries();

  Connection& connection_;
  std::unique_ptr<RowChanges> rows_;
  Frame frame_;
  std::uint64_t log_size_ = 0;
};

/// Notes that something changes of which no second place is told: its chain ends there.
[[nodiscard]] bool break_chain(Connection& connection);
/// Begins a chain of that name.
[[nodiscard]] bool begin_chain(Connection& connection, std::string_view name);
/// The number of the last frame made, and its digest; an empty digest: there is no chain.
std::optional<std::pair<std::uint64_t, std::string>> read_chain(Connection& connection);

/// Makes the changes of the frame behind the last one, all but the log's own. False when it does
/// not continue what is here, or its rows do not fit.
[[nodiscard]] bool take_frame(Connection& connection, const Frame& frame, std::string_view digest);

}  // namespace samtycke::server
