#pragma once
// Raw requests and what must become of them. `$H` stands for the Host line, `$G` for a whole
// request GET /hidden that must never be run: where it stands in a body, or after a request whose
// end is in doubt, running it would be request smuggling.

#include <array>
#include <string_view>

namespace samtycke::server::http {

enum class After { closed, kept };

struct RawCase {
  std::string_view name;
  std::string_view request;
  unsigned status;
  After after;
};

#define HEAD_POST "POST /echo HTTP/1.1\r\n$H"
#define CHUNKED "Transfer-Encoding: chunked\r\n"

inline constexpr auto raw_cases = std::to_array<RawCase>({
    // Lengths that contradict each other or are no numbers.
    {"A11_a_length_beside_a_transfer_coding_is_refused",
     HEAD_POST "Content-Length: 5\r\n" CHUNKED "\r\n0\r\n\r\n$G", 400, After::closed},
    {"A11_a_transfer_coding_beside_a_length_is_refused",
     HEAD_POST CHUNKED "Content-Length: 5\r\n\r\n0\r\n\r\n$G", 400, After::closed},
    {"A11_two_different_lengths_are_refused",
     HEAD_POST "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc$G", 400, After::closed},
    {"A11_a_length_with_a_plus_is_refused", HEAD_POST "Content-Length: +3\r\n\r\nabc$G", 400,
     After::closed},
    {"A11_a_negative_length_is_refused", HEAD_POST "Content-Length: -1\r\n\r\n$G", 400,
     After::closed},
    {"A11_a_hexadecimal_length_is_refused", HEAD_POST "Content-Length: 0x3\r\n\r\nabc$G", 400,
     After::closed},
    {"A11_a_length_beyond_64_bits_is_refused",
     HEAD_POST "Content-Length: 18446744073709551619\r\n\r\nabc$G", 400, After::closed},
    {"A11_a_length_with_a_space_inside_is_refused", HEAD_POST "Content-Length: 3 3\r\n\r\nabc$G",
     400, After::closed},
    {"A11_an_empty_length_is_refused", HEAD_POST "Content-Length:\r\n\r\n$G", 400, After::closed},
    {"A11_two_transfer_codings_are_refused", HEAD_POST CHUNKED CHUNKED "\r\n0\r\n\r\n$G", 400,
     After::closed},
    {"A12_a_list_of_equal_lengths_is_refused", HEAD_POST "Content-Length: 3, 3\r\n\r\nabc$G", 400,
     After::closed},
    {"A12_two_equal_lengths_are_refused",
     HEAD_POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc$G", 400, After::closed},

    // Lines that two readers could end in two places.
    {"A11_a_space_before_the_colon_is_refused", HEAD_POST "Content-Length : 3\r\n\r\nabc$G", 400,
     After::closed},
    {"A11_a_bare_cr_in_a_value_is_refused", HEAD_POST "X: a\rContent-Length: 3\r\n\r\nabc$G", 400,
     After::closed},
    {"A11_a_bare_lf_is_refused", "GET /after HTTP/1.1\n$H\n$G", 400, After::closed},
    {"A11_a_bare_lf_at_the_end_of_the_block_is_refused", "GET /after HTTP/1.1\r\n$H\n$G", 400,
     After::closed},
    {"A11_a_line_without_colon_is_refused", "GET /after HTTP/1.1\r\n$HX\r\n\r\n$G", 400,
     After::closed},
    {"A11_an_empty_name_is_refused", "GET /after HTTP/1.1\r\n$H: x\r\n\r\n$G", 400, After::closed},
    {"A11_a_name_with_a_control_character_is_refused",
     HEAD_POST "Content-Length\x0b: 3\r\n\r\nabc$G", 400, After::closed},
    {"A12_a_folded_line_is_refused", "GET /after HTTP/1.1\r\n$HX: a\r\n b\r\n\r\n$G", 400,
     After::closed},
    {"A12_a_line_folded_with_a_tab_is_refused", "GET /after HTTP/1.1\r\n$HX: a\r\n\tb\r\n\r\n$G",
     400, After::closed},
    {"A12_a_folded_first_line_is_refused", "GET /after HTTP/1.1\r\n X: a\r\n$H\r\n$G", 400,
     After::closed},
    {"A12_a_transfer_coding_in_a_folded_line_is_refused",
     HEAD_POST "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n$G", 400, After::closed},
    {"A12_an_empty_line_before_the_request_is_refused", "\r\nGET /after HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},

    {"A12_what_only_beast_cannot_read_is_refused_too",
     "GET /after HTTP/1.1\r\n$HConnection: (x\r\n\r\n$G", 400, After::closed},

    // Transfer codings.
    {"A12_an_unknown_transfer_coding_is_refused", HEAD_POST "Transfer-Encoding: xchunked\r\n\r\n$G",
     501, After::closed},
    {"A12_a_transfer_coding_after_chunked_is_refused",
     HEAD_POST "Transfer-Encoding: chunked, identity\r\n\r\n$G", 501, After::closed},
    {"A12_a_transfer_coding_before_chunked_is_refused",
     HEAD_POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n$G", 501, After::closed},
    {"A12_the_identity_coding_is_refused", HEAD_POST "Transfer-Encoding: identity\r\n\r\n$G", 501,
     After::closed},
    {"A12_an_empty_transfer_coding_is_refused", HEAD_POST "Transfer-Encoding:\r\n\r\n$G", 501,
     After::closed},
    {"A12_a_quoted_transfer_coding_is_refused",
     HEAD_POST "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n$G", 501, After::closed},
    {"A12_a_transfer_coding_with_a_parameter_is_refused",
     HEAD_POST "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n$G", 501, After::closed},
    {"A12_a_transfer_coding_in_http_1_0_is_refused",
     "POST /echo HTTP/1.0\r\n$H" CHUNKED "\r\n0\r\n\r\n$G", 400, After::closed},

    // Chunks.
    {"A11_a_chunk_size_that_is_no_number_is_refused", HEAD_POST CHUNKED "\r\nzz\r\nabc\r\n$G", 400,
     After::closed},
    {"A11_a_chunk_size_beyond_64_bits_is_refused",
     HEAD_POST CHUNKED "\r\n10000000000000003\r\nabc\r\n0\r\n\r\n$G", 400, After::closed},
    {"A11_a_negative_chunk_size_is_refused", HEAD_POST CHUNKED "\r\n-3\r\nabc\r\n0\r\n\r\n$G", 400,
     After::closed},
    {"A11_a_chunk_size_with_0x_is_refused", HEAD_POST CHUNKED "\r\n0x3\r\nabc\r\n0\r\n\r\n$G", 400,
     After::closed},
    {"A11_a_chunk_longer_than_its_size_is_refused",
     HEAD_POST CHUNKED "\r\n3\r\nabcd\r\n0\r\n\r\n$G", 400, After::closed},
    {"A11_a_chunk_that_ends_in_a_bare_lf_is_refused", HEAD_POST CHUNKED "\r\n3\nabc\n0\n\n$G", 400,
     After::closed},
    {"A11_a_length_in_the_trailer_is_refused",
     HEAD_POST CHUNKED "\r\n0\r\nContent-Length: 3\r\n\r\n$G", 400, After::closed},
    {"A12_a_header_in_the_trailer_is_refused",
     HEAD_POST CHUNKED "\r\n0\r\nOrigin: https://samtycke.test\r\n\r\n$G", 400, After::closed},
    {"A18_a_chunk_over_the_body_limit_is_refused", HEAD_POST CHUNKED "\r\n8001\r\n$G", 413,
     After::closed},

    // Hosts.
    {"A12_a_request_without_host_is_refused", "GET /after HTTP/1.1\r\n\r\n$G", 400, After::closed},
    {"A12_two_hosts_are_refused", "GET /after HTTP/1.1\r\n$HHost: evil.test\r\n\r\n$G", 400,
     After::closed},
    {"A12_one_host_twice_is_refused", "GET /after HTTP/1.1\r\n$H$H\r\n$G", 400, After::closed},
    {"A12_an_empty_host_is_refused", "GET /after HTTP/1.1\r\nHost:\r\n\r\n$G", 400, After::closed},
    {"A12_a_host_with_a_user_is_refused", "GET /after HTTP/1.1\r\nHost: a@samtycke.test\r\n\r\n$G",
     400, After::closed},
    {"A12_a_foreign_host_is_misdirected", "GET /after HTTP/1.1\r\nHost: evil.test\r\n\r\n$G", 421,
     After::closed},
    {"A12_our_host_with_another_port_is_misdirected",
     "GET /after HTTP/1.1\r\nHost: samtycke.test:81\r\n\r\n$G", 421, After::closed},

    // The request line.
    {"A12_an_absolute_target_is_refused", "GET http://samtycke.test/after HTTP/1.1\r\n$H\r\n$G",
     400, After::closed},
    {"A12_an_authority_target_is_refused", "CONNECT samtycke.test:80 HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A12_an_asterisk_target_is_refused", "OPTIONS * HTTP/1.1\r\n$H\r\n$G", 400, After::closed},
    {"A12_an_unknown_method_is_not_allowed", "FROB /after HTTP/1.1\r\n$H\r\n$G", 405,
     After::closed},
    {"A12_a_method_in_lower_case_is_not_allowed", "get /after HTTP/1.1\r\n$H\r\n$G", 405,
     After::closed},
    {"A12_an_unknown_method_on_no_path_is_refused", "FROB /nowhere HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A12_a_method_with_a_parenthesis_is_refused", "GE(T /after HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A11_a_version_that_does_not_exist_is_refused", "GET /after HTTP/1.9\r\n$H\r\n$G", 400,
     After::closed},
    {"A11_a_preface_of_http_2_is_refused", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n$G", 400,
     After::closed},
    {"A11_a_request_without_version_is_refused", "GET /after\r\n$H\r\n$G", 400, After::closed},
    {"A11_two_spaces_in_the_request_line_are_refused", "GET  /after HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A11_a_space_in_the_target_is_refused", "GET /after HTTP/1.1 HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A11_a_fragment_in_the_target_is_refused", "GET /after#x HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},
    {"A11_a_raw_byte_over_127_in_the_target_is_refused", "GET /\xc3\xa5 HTTP/1.1\r\n$H\r\n$G", 400,
     After::closed},

    // Bodies where none belongs, or in a form nobody reads.
    {"A12_a_body_on_get_is_refused", "GET /after HTTP/1.1\r\n$HContent-Length: 40\r\n\r\n$G", 400,
     After::closed},
    {"A12_a_chunked_body_on_get_is_refused", "GET /after HTTP/1.1\r\n$H" CHUNKED "\r\n0\r\n\r\n$G",
     400, After::closed},
    {"A18_a_compressed_body_is_refused",
     HEAD_POST "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc$G", 415, After::closed},
    {"A14_an_expectation_other_than_continue_is_refused",
     HEAD_POST "Expect: tea\r\nContent-Length: 3\r\n\r\nabc$G", 417, After::closed},
    {"A12_a_body_for_no_route_is_not_read",
     "POST /nowhere HTTP/1.1\r\n$HContent-Length: 9\r\n\r\n$G", 404, After::closed},
    {"A12_a_body_for_another_method_is_not_read",
     "POST /after HTTP/1.1\r\n$HContent-Length: 9\r\n\r\n$G", 405, After::closed},

    // Headers of which there can be one.
    {"A12_two_authorizations_are_refused",
     "GET /after HTTP/1.1\r\n$HAuthorization: a\r\nAuthorization: b\r\n\r\n$G", 400, After::closed},
    {"A12_two_origins_are_refused", "GET /after HTTP/1.1\r\n$HOrigin: a\r\nOrigin: b\r\n\r\n$G",
     400, After::closed},
    {"A12_two_cookies_are_refused", "GET /after HTTP/1.1\r\n$HCookie: a=1\r\nCookie: a=2\r\n\r\n$G",
     400, After::closed},
    {"A12_two_content_types_are_refused",
     HEAD_POST "Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n\r\n$G", 400,
     After::closed},

    // What is right stays right: a server that refuses everything would pass all of the above.
    {"a_get_is_answered", "GET /after HTTP/1.1\r\n$H\r\n", 200, After::kept},
    {"a_host_in_capitals_is_ours", "GET /after HTTP/1.1\r\nHost: SAMTYCKE.TEST\r\n\r\n", 200,
     After::kept},
    {"a_get_with_length_0_is_answered", "GET /after HTTP/1.1\r\n$HContent-Length: 0\r\n\r\n", 200,
     After::kept},
    {"a_body_with_a_length_is_read_to_its_end_and_no_further",
     HEAD_POST "Content-Length: 45\r\n\r\n$G", 200, After::kept},
    {"a_chunked_body_is_read", HEAD_POST CHUNKED "\r\n3\r\nabc\r\n2d\r\n$G\r\n0\r\n\r\n", 200,
     After::kept},
    {"a_chunk_extension_is_ignored", HEAD_POST CHUNKED "\r\n3;a=b\r\nabc\r\n0\r\n\r\n", 200,
     After::kept},
    {"a_transfer_coding_in_other_letters_is_chunked",
     HEAD_POST "Transfer-Encoding: \tChunked \r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200, After::kept},
    {"an_identity_encoding_is_none",
     HEAD_POST "Content-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc", 200, After::kept},
    {"A14_an_upgrade_to_h2c_is_ignored",
     "GET /after HTTP/1.1\r\n$HConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
     "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
     200, After::kept},
    {"http_1_0_is_closed_unless_asked", "GET /after HTTP/1.0\r\n$H\r\n$G", 200, After::closed},
    {"http_1_0_is_kept_when_asked", "GET /after HTTP/1.0\r\n$HConnection: Keep-Alive\r\n\r\n", 200,
     After::kept},
    {"connection_close_is_obeyed", "GET /after HTTP/1.1\r\n$HConnection: x, Close\r\n\r\n$G", 200,
     After::closed},
    {"an_unknown_path_keeps_the_connection", "GET /nowhere HTTP/1.1\r\n$H\r\n", 404, After::kept},
    {"another_method_keeps_the_connection", "DELETE /after HTTP/1.1\r\n$H\r\n", 405, After::kept},
});

#undef HEAD_POST
#undef CHUNKED

}  // namespace samtycke::server::http
