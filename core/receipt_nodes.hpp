/// What the records of a receipt share, each thing once under its own IRI: parties, notices, uses
/// of data, rights, data subjects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue_receipt.hpp"
#include "event.hpp"

namespace samtycke {

/// A link to something, and whether all is known of it that a record has to tell.
struct ReceiptLink {
  std::string iri;
  bool complete = false;
};

/// Things of one kind, in the order in which they were first asked for.
class SharedNodes {
 public:
  /// Null where there is none of that name yet.
  const ReceiptLink* find(std::string_view iri) const;
  ReceiptLink add(ReceiptLink link, Value node);
  /// All of them, for good.
  std::vector<Value> take() { return std::move(nodes_); }

 private:
  std::vector<ReceiptLink> links_;
  std::vector<Value> nodes_;
};

class ReceiptNodes {
 public:
  ReceiptNodes(std::string origin, const Catalogue* catalogue, Hash hash);

  // Each gives its link, and adds the thing where it is new.
  ReceiptLink controller();
  ReceiptLink authority();
  /// Whose choice it is: the person in a subscription; of a gate, the users of a subscriber.
  ReceiptLink data_subject(const Event& event);
  /// An empty link where the event names no text.
  ReceiptLink notice(const Event& event);
  ReceiptLink process(const Event& event);
  /// All of a person's rights, with where each is used; complete when each says where.
  std::vector<ReceiptLink> rights();

  /// Who said it.
  std::string speaker(const Event& event);
  /// Where a person withdraws; empty where no catalogue says.
  std::string withdrawal_url() const;
  std::string jurisdiction() const;
  /// A name of ours for something that has no address, `ns:/events/7`.
  static std::string own(std::string_view path) { return "ns:/" + std::string(path); }
  /// A name as it is without the context, for members that are texts.
  std::string in_full(std::string_view iri) const;
  const Catalogue* catalogue() const { return catalogue_; }
  /// Names the version of the catalogue; empty where there is none.
  std::string catalogue_iri() const;
  /// Moves the lists into the receipt, which is the last that is done with this.
  void write(Value& receipt);

 private:
  ReceiptLink party(std::string iri, std::string_view type, const ReceiptParty& told);
  bool add_words(Value& node, const Event& event) const;
  std::string absolute(std::string_view url) const;

  // receipt_process.cpp
  const Purpose* told_purpose(const Event& event) const;
  ReceiptLink untold_process(const Event& event);
  Value purpose_node(const Purpose& purpose, const Event& event);
  std::vector<ReceiptLink> personal_data(const Purpose& purpose, std::string_view language);
  ReceiptLink data(std::string iri, const std::vector<std::string>& terms, const Term* term,
                   std::string_view language);
  std::vector<std::string> processing(const Purpose& purpose) const;
  std::vector<ReceiptLink> recipients(const Purpose& purpose);
  bool add_places(Value& node, const Purpose& purpose) const;

  std::string origin_;
  const Catalogue* catalogue_;
  Hash hash_;
  ReceiptParts parts_;
  SharedNodes parties_, subjects_, notices_, processes_, data_, rights_;
  std::vector<std::string> found_texts_;  // notices whose words are shown
};

/// The links as they stand in a list.
Value links_value(const std::vector<ReceiptLink>& links);
bool all_complete(const std::vector<ReceiptLink>& links);
/// `{"@type": …}` and `{"@id": …, "@type": …}`, to be filled.
Value node_of(std::string_view type);
Value node_named(std::string_view iri, std::string_view type);
/// A duration of that type; `value` is left out where it has none.
Value duration_value(std::string_view type, std::string_view value);

}  // namespace samtycke
