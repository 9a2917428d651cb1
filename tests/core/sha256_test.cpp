/// The only cryptography written here, held to those who publish it and to OpenSSL.
#include "core/sha256.hpp"

#include <openssl/evp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "made.hpp"
#include "random.hpp"

namespace samtycke {
namespace {

const std::string folder = std::string(SAMTYCKE_VECTORS) + "/nist-sha256/";

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return out;
}

std::string hex_of(std::string_view bytes) { return digest_name(sha256(bytes)).substr(7); }

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The `name = value` lines of a file of NIST's, in order.
std::vector<std::pair<std::string, std::string>> lines_of(const std::string& name) {
  std::istringstream file(made::bytes_of(folder + name));
  std::vector<std::pair<std::string, std::string>> out;
  std::string line;
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto equals = line.find(" = ");
    if (line.empty() || line[0] == '#' || line[0] == '[' || equals == std::string::npos) continue;
    out.emplace_back(line.substr(0, equals), line.substr(equals + 3));
  }
  return out;
}

int check_messages(const std::string& name) {
  int checked = 0;
  std::size_t size = 0;
  std::string message;
  for (const auto& [key, value] : lines_of(name)) {
    if (key == "Len") size = std::stoul(value) / 8;
    if (key == "Msg") message = from_hex(value).substr(0, size);
    if (key != "MD") continue;
    BOOST_TEST(hex_of(message) == value, name << ", " << size << " bytes");
    ++checked;
  }
  return checked;
}

Digest openssl(std::string_view bytes) {
  Digest out;
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-256");
  }
  return out;
}

BOOST_AUTO_TEST_SUITE(sha_256)

BOOST_AUTO_TEST_CASE(the_examples_of_fips_180_4_come_out_as_published) {
  BOOST_TEST(hex_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(hex_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST(hex_of("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
             "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  BOOST_TEST(hex_of(std::string(1'000'000, 'a')) ==
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_CASE(nists_messages_come_out_as_published) {
  BOOST_TEST(check_messages("SHA256ShortMsg.rsp") == 65);
  BOOST_TEST(check_messages("SHA256LongMsg.rsp") == 64);
}

BOOST_AUTO_TEST_CASE(nists_hundred_thousand_digests_of_digests_come_out_as_published) {
  Digest seed{};
  int checked = 0;
  for (const auto& [key, value] : lines_of("SHA256Monte.rsp")) {
    if (key == "Seed") {
      const std::string bytes = from_hex(value);
      std::copy(bytes.begin(), bytes.end(), seed.begin());
    }
    if (key != "MD") continue;
    Digest before[3] = {seed, seed, seed};
    for (int i = 0; i < 1'000; ++i) {
      std::string message;
      for (const Digest& digest : before) message += view_of(digest);
      before[0] = before[1];
      before[1] = before[2];
      before[2] = sha256(message);
    }
    seed = before[2];
    BOOST_TEST(digest_name(seed) == "sha256:" + value, "digest " << checked);
    ++checked;
  }
  BOOST_TEST(checked == 100);
}

BOOST_AUTO_TEST_CASE(a_million_random_inputs_have_openssls_digest) {
  made::Random random;
  const std::uint64_t count = made::setting("SAMTYCKE_SHA256_COUNT", 1'000'000);
  std::string bytes(300 + 8, '\0');
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::size_t size = random.below(301);
    for (std::size_t at = 0; at < size; at += 8) {
      const std::uint64_t eight = random.engine()();
      std::copy_n(reinterpret_cast<const char*>(&eight), 8, bytes.data() + at);
    }
    const std::string_view input(bytes.data(), size);
    if (sha256(input) != openssl(input)) {
      BOOST_FAIL("input " << i << " of " << size << " bytes, seed " << random.seed());
    }
  }
  std::cout << count << " inputs equal to OpenSSL" << std::endl;
}

BOOST_AUTO_TEST_CASE(every_length_around_a_block_has_openssls_digest) {
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string bytes(size, static_cast<char>(size));
    BOOST_TEST((sha256(bytes) == openssl(bytes)), size << " bytes");
  }
}

BOOST_AUTO_TEST_CASE(a_digest_reads_nothing_before_its_message_and_nothing_behind_it) {
  // One page that may be read, between two that may not.
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* pages = mmap(nullptr, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  BOOST_TEST_REQUIRE((pages != MAP_FAILED));
  char* first = static_cast<char*>(pages) + page;
  BOOST_TEST_REQUIRE(mprotect(first, page, PROT_READ | PROT_WRITE) == 0);
  std::fill_n(first, page, 'a');
  for (const std::size_t size : {0u, 1u, 55u, 56u, 63u, 64u, 65u, 128u, 300u}) {
    const std::string same(size, 'a');
    BOOST_TEST((sha256({first, size}) == sha256(same)), size << " bytes");
    BOOST_TEST((sha256({first + page - size, size}) == sha256(same)), size << " bytes");
  }
  munmap(pages, 3 * page);
  BOOST_TEST((sha256(std::string_view()) == sha256("")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace samtycke
