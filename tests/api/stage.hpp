/// A verifier without sockets: the real calls over a real store, with people who need not sign in
/// and a clock that stands still.
#pragma once

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "api/calls.hpp"
#include "api/pages.hpp"
#include "api/verifier.hpp"
#include "core/made.hpp"
#include "store/fixture.hpp"

namespace samtycke::server::test {

constexpr std::string_view issuer = "http://issuer.example";
constexpr std::string_view phone = "+46701234567";

class Stage {
 public:
  /// Erik is a user of Björk & Co AB and of Havsvik AB; Karin is Björk's administrator and a user
  /// there; Olle is a sole trader. Gates are closed.
  explicit Stage(const Catalogue& catalogue = made::demo());

  /// Whoever is signed in at the next request; empty for nobody.
  std::string who = "erik";
  Time now = made::today;
  bool own_page = true;
  std::vector<std::string> sessions_ended;
  /// Who of the staff is signed in, and with which roles; empty for nobody.
  std::string staff = "disa";
  std::vector<std::string> roles = {"privacy_officer"};

  Response get(Response (*call)(const Verifier&, const Request&), const std::string& target,
               std::vector<std::string> captures = {});
  Response post(Response (*call)(const Verifier&, const Request&), const std::string& body,
                std::vector<http::Header> headers = {});
  Response post(Response (*call)(const Verifier&, const Request&), const Value& body) {
    return post(call, canonical(body));
  }
  /// Calls what stands below `/v1/subjects/{id}`.
  Response about(const std::string& subject, Response (*call)(const Verifier&, const Request&),
                 const std::string& body = "");
  /// Posts acts of the customer systems; they must be taken.
  void provision(const std::string& acts);

  /// What Erik's page sends for Björk now.
  Value submission(EventKind choice, std::string_view id = "one",
                   std::string_view purpose = made::offers);
  /// Karin opens a gate of Björk's; it must be accepted.
  void open_gate(std::string_view purpose = made::offers);

  State state(std::string_view subject = "sub-erik-bjork") {
    return house_->states.of_subject(subject).state;
  }
  std::uint64_t count() { return store_->count().value(); }
  Verifier& verifier() { return *verifier_; }
  FailingStore& store() { return *failing_; }

 private:
  Request request(const std::string& method, const std::string& target) const;

  Folder folder_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<FailingStore> failing_;
  std::unique_ptr<House> house_;
  std::unique_ptr<Verifier> verifier_;
};

/// The answer as JSON, which it must be.
Value json_of(const Response& response);
/// The text of a member of the answer; empty when there is none.
std::string text_of(const Response& response, std::string_view member);
/// A refusal as "status code pointer".
std::string refusal(const Response& response);

}  // namespace samtycke::server::test
