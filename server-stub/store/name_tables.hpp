/// What names people and their numbers, and what they were answered: sealed with the key of the
/// party it is about, and found by a keyed hash of what it is looked up by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/answer_words.hpp"
#include "store/party_keys.hpp"
#include "store/store.hpp"

namespace samtycke::server {

class Connection;

bool write_subscriber(Connection& connection, PartyKeys& keys, std::string_view id,
                      std::string_view name);
std::optional<std::string> read_subscriber(Connection& connection, PartyKeys& keys,
                                           std::string_view id);

bool write_person(Connection& connection, PartyKeys& keys, const KnownPerson& person);
std::optional<KnownPerson> read_person(Connection& connection, PartyKeys& keys,
                                       std::string_view id);
std::optional<KnownPerson> read_person_by_sub(Connection& connection, PartyKeys& keys,
                                              std::string_view issuer, std::string_view sub);

/// What an identifier is found by.
std::string identifier_lookup(const PartyKeys& keys, std::string_view kind, std::string_view value);
bool write_identifier(Connection& connection, PartyKeys& keys, const Identifier& identifier);
bool end_identifier(Connection& connection, PartyKeys& keys, std::string_view link, Time until);
std::optional<std::vector<Identifier>> read_identifiers(Connection& connection, PartyKeys& keys,
                                                        std::string_view kind,
                                                        std::string_view value);

/// What an answer is found by.
std::string answer_lookup(const PartyKeys& keys, std::string_view actor,
                          std::string_view submission_id);
/// What is sealed in an answer's row; nothing when its seal is broken, none when it was erased.
std::optional<std::optional<Answered>> answer_in(PartyKeys& keys, const AnswerWords& words,
                                                 std::int64_t owner, std::string sealed);
SealedAnswer seal_answer(const PartyKeys& keys, const AnswerWords& words, const AnswerOwner& owner,
                         std::string_view actor, std::string_view submission_id,
                         const Answered& answered);
bool write_answer(Connection& connection, const SealedAnswer& answer);
std::optional<std::optional<Answered>> read_answer(Connection& connection, PartyKeys& keys,
                                                   const AnswerWords& words, std::string_view actor,
                                                   std::string_view submission_id);

}  // namespace samtycke::server
