#include "store/look_tables.hpp"

#include "core/json.hpp"
#include "identity/sealed.hpp"
#include "store/sqlite.hpp"

namespace samtycke::server {
namespace {

constexpr std::string_view officer_purpose = "officer";
constexpr std::string_view look_purpose = "look";

std::string pair_of(std::string_view first, std::string_view second) {
  Value list = array_value();
  list.items = {text_value(first), text_value(second)};
  return canonical(list);
}

struct Row {
  Look look;
  std::int64_t subject = 0;
  std::string officer, sealed;
};

bool read_pair(const std::optional<std::string>& text, std::string& first, std::string& second) {
  auto pair = text ? read_json(*text) : Result<Value>(Error{});
  if (!pair || pair->items.size() != 2) return false;
  first = std::move(pair->items[0].text);
  second = std::move(pair->items[1].text);
  return true;
}

/// Fills in what is sealed; false when a seal is broken.
bool unseal(Row& row, PartyKeys& keys) {
  Look& look = row.look;
  if (!read_pair(unsealed_bytes(keys.common_key(), officer_purpose, row.officer), look.officer,
                 look.officer_name)) {
    return false;
  }
  if (row.subject == 0) {
    return read_pair(unsealed_bytes(keys.common_key(), look_purpose, row.sealed), look.subject,
                     look.reason);
  }
  const auto subject = keys.find(row.subject);
  if (!subject) return false;
  look.is_erased = subject->id.empty();
  return look.is_erased || read_pair(unsealed_bytes(subject->key, look_purpose, row.sealed),
                                     look.subject, look.reason);
}

}  // namespace

std::optional<std::int64_t> write_look(Connection& connection, PartyKeys& keys, const Look& look) {
  const auto subject = keys.find(Party::subject, look.subject);
  if (!subject || (subject->number == 0 && !look.subject.empty())) return std::nullopt;
  const std::string officer =
      sealed_bytes(keys.common_key(), officer_purpose, pair_of(look.officer, look.officer_name));
  const std::string sealed = sealed_bytes(subject->number == 0 ? keys.common_key() : subject->key,
                                          look_purpose, pair_of(look.subject, look.reason));
  if (!connection.run(
          "INSERT INTO looks SELECT ifnull(max(number), 0) + 1, ?, ?, ?, ?, ? FROM looks",
          {look.at, Blob{officer}, std::string_view(look.what), subject->number, Blob{sealed}})) {
    return std::nullopt;
  }
  return rows_of<std::int64_t>(
      connection, "SELECT max(number) FROM looks", {},
      [](const Query& row, std::int64_t& number) { number = row.integer(0); });
}

std::optional<std::vector<Look>> read_looks(Connection& connection, PartyKeys& keys,
                                            std::int64_t before, std::int64_t count) {
  auto rows = rows_of<std::vector<Row>>(
      connection,
      "SELECT number, at_ms, officer, what, subject, sealed FROM looks WHERE number < ? "
      "ORDER BY number DESC LIMIT ?",
      {before, count}, [](const Query& row, std::vector<Row>& found) {
        Row& one = found.emplace_back();
        one.look.number = row.integer(0);
        one.look.at = row.integer(1);
        one.officer = row.bytes(2);
        one.look.what = row.bytes(3);
        one.subject = row.integer(4);
        one.sealed = row.bytes(5);
      });
  if (!rows) return std::nullopt;
  std::vector<Look> looks;
  for (Row& row : *rows) {
    if (!unseal(row, keys)) return std::nullopt;
    looks.push_back(std::move(row.look));
  }
  return looks;
}

bool write_figure(Connection& connection, const KeptFigure& figure) {
  return connection.run(
      "INSERT OR IGNORE INTO figures VALUES (?,?,?,?,?,?)",
      {std::string_view(figure.purpose), figure.at, figure.told.told.people, figure.told.told.yes,
       figure.told.counted.people, figure.told.counted.yes});
}

std::optional<std::vector<KeptFigure>> read_figures(Connection& connection) {
  return rows_of<std::vector<KeptFigure>>(
      connection,
      "SELECT purpose, at_ms, people, yes, people_counted, yes_counted FROM figures "
      "ORDER BY purpose, at_ms",
      {}, [](const Query& row, std::vector<KeptFigure>& found) {
        found.push_back({row.bytes(0),
                         row.integer(1),
                         {{row.integer(2), row.integer(3)}, {row.integer(4), row.integer(5)}}});
      });
}

}  // namespace samtycke::server
