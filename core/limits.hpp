/// Every limit on input, in one place (rule 9 of docs/ARCHITECTURE.md). Counts are of elements,
/// sizes of bytes.
#pragma once

#include <cstddef>
#include <cstdint>

namespace samtycke::limits {

constexpr std::size_t text_size_max = 1u << 20;    // one JSON text: a catalogue, or a request
constexpr std::size_t answer_size_max = 1u << 20;  // one answer of evaluate
constexpr std::size_t depth_max = 12;              // nested arrays and objects
constexpr std::size_t members_max = 256;           // members of one object
constexpr std::size_t values_max = 40'000;         // values in one text, of any kind
constexpr std::size_t string_size_max = 8'192;     // one string, decoded
constexpr std::size_t id_size_max = 64;            // an identifier of ours
constexpr std::int64_t integer_max = 9'007'199'254'740'991;  // 2^53 - 1: I-JSON (RFC 7493 2.2)

constexpr std::size_t changes_max = 64;          // changes in one submission
constexpr std::size_t fields_max = 64;           // fields named in one question
constexpr std::size_t purposes_max = 600;        // purposes of any kind in one catalogue
constexpr std::size_t catalogue_list_max = 256;  // any other list in a catalogue
constexpr std::size_t uses_max = 64;             // purposes that one record is kept for
constexpr std::size_t proof_max = 64;            // hashes in one proof: a tree is no deeper
constexpr std::size_t events_max = 12'000;       // events given to one evaluation

constexpr std::size_t note_size_max = 1u << 20;  // a signed note, or a policy of witnesses
constexpr std::size_t note_signatures_max = 100;
constexpr std::size_t policy_parties_max = 64;                      // logs; witnesses; groups
constexpr std::uint64_t tree_size_max = 9'223'372'036'854'775'807;  // 2^63 - 1, as others count

}  // namespace samtycke::limits
