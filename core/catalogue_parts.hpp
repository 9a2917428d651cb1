/// What a catalogue may tell beside what a decision needs, so that lint has something to judge:
/// recipients, services, message templates, cookies, links and labels. Every one may be absent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "texts.hpp"

namespace samtycke {

/// Who gets the data, told with more than a name.
struct Recipient {
  std::string where;
  std::string name;
  std::string type;                     // "processor" is the only lawful one (L90)
  std::string country;                  // of two letters, as in ISO 3166; empty: not told
  std::string transfer_ground;          // needed outside the EEA (L136)
  std::string dpa_ref;                  // the agreement of a processor (L129)
  std::vector<std::string> dpa_points;  // the letters of GDPR 28(3) that it covers
  bool sale = false;                    // never lawful (L90)
};

/// One thing that a cookie category stores.
struct CookieItem {
  std::string where;
  std::string lifetime;            // empty: not told (L113)
  bool tells_third_party = false;  // whether it says if others get access (L113)
};

/// The least that a purpose does with: more than that is no default (L128).
struct Least {
  std::int64_t max_age_days = 0;        // 0: not told
  std::vector<std::string> data_types;  // empty: not told
};

struct PurposeParts {
  std::vector<std::string> operations;  // what is done, when it is told one by one (L7)
  std::string inseparable_reason;       // why several of them are one purpose
  std::string incentive;                // never lawful (L17)
  std::string fallback_basis;           // never lawful (L42)
  std::string temporary_refusal;        // how a person turns location off for once (L89)
  std::string service_name, need;       // which service, and why it needs the data (L80)
  std::vector<Recipient> recipients;    // those told with more than a name
  Least least;
  std::string exemption;  // of a cookie category without consent: which one of LEK 9:28 (L114)
  std::string basis;      // of a cookie category; legitimate interest is none (L118)
  std::vector<CookieItem> items;
};

/// A service of the operator, and in which role the operator has the data of it (L130).
struct Service {
  std::string where;
  std::string id;
  std::string role;  // "controller" or "processor"
  std::vector<std::string> purposes;
};

/// A message as it is sent. What is empty is not told.
struct Template {
  std::string where;
  std::string kind;           // its class: "marketing" or "service"
  std::string sender;         // who it says it is from (L103)
  std::string ad_label;       // the word by which it shows that it is advertising (L103)
  std::string opt_out_token;  // where the address for stopping is put in (L96)
  std::string offer;          // advertising in it (L104)
  std::string objection;      // the block about the right to object (L106)
  bool first_contact = false;
};

/// Where a person reads about a right, or uses it (L126).
struct RightsLink {
  std::string where;
  std::string right;
  std::string url;
};

/// The label of a button or a switch: `off`, `refuse_all`.
struct Label {
  std::string name;
  Texts text;
};

struct CatalogueParts {
  std::vector<Service> services;
  std::vector<Template> templates;
  std::vector<RightsLink> rights_links;
  std::vector<Label> labels;
  Texts cookie_note;  // the first layer's words about cookies (L112)
};

}  // namespace samtycke
