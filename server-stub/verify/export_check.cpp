#include "verify/export_check.hpp"

#include <algorithm>
#include <set>

#include "core/jws.hpp"
#include "identity/hash.hpp"
#include "portable/decisions_csv.hpp"
#include "portable/manifest.hpp"

namespace samtycke::server {
namespace {

class ExportCheck {
 public:
  ExportCheck(const std::vector<ArchivedFile>& files, const ReceiptTrust& trust, Claims& claims)
      : files_(files), trust_(trust), claims_(claims) {}

  std::vector<CheckLine> run() && {
    check_manifest();
    check_table();
    for (const ArchivedFile& file : files_) {
      if (file.name.starts_with("notices/")) check_notice(file);
      if (file.name.starts_with("receipts/")) check_one_receipt(file);
    }
    return std::move(lines_);
  }

 private:
  void tell(Check check, std::string_view where = {}) {
    lines_.push_back({check, std::string(where), {}, {}, {}, {}});
  }
  void tell_count(Check check, std::string_view where, std::uint64_t count) {
    lines_.push_back({check, std::string(where), {}, {}, count, {}});
  }

  const ArchivedFile* find(std::string_view name) const {
    const auto found = std::find_if(files_.begin(), files_.end(),
                                    [name](const ArchivedFile& file) { return file.name == name; });
    return found == files_.end() ? nullptr : &*found;
  }

  void check_manifest() {
    const ArchivedFile* manifest = find(manifest_name);
    const ArchivedFile* signature = find(manifest_signature_name);
    const auto value =
        manifest == nullptr ? Result<Value>(Error{Code::not_json, ""}) : read_json(manifest->bytes);
    const auto listed = value ? listed_files(*value) : std::nullopt;
    if (signature == nullptr || !listed) return tell(Check::manifest_misformed, manifest_name);
    check_signature(signature->bytes, manifest->bytes);
    check_files(*listed);
  }

  void check_signature(const std::string& jws, const std::string& bytes) {
    const auto claim = claim_of_jws(jws, bytes, trust_.keys);
    if (const auto* fault = std::get_if<JwsFault>(&claim)) {
      constexpr Check by_fault[] = {Check::signature_misformed, Check::signature_algorithm,
                                    Check::signature_unknown_key};
      return tell(by_fault[static_cast<int>(*fault)], manifest_signature_name);
    }
    const bool holds = claims_.holds(std::get<SignatureClaim>(claim));
    tell(holds ? Check::manifest_signed : Check::signature_wrong, manifest_signature_name);
  }

  /// That there are the listed files, each once, and no others.
  void check_files(const std::vector<ListedFile>& listed) {
    std::set<std::string_view> names;
    for (const ListedFile& one : listed) {
      if (!names.insert(one.name).second) return tell(Check::manifest_misformed, manifest_name);
    }
    bool whole = true;
    const auto fault = [&](Check check, std::string_view name) {
      whole = false;
      tell(check, name);
    };
    for (const ListedFile& one : listed) {
      const ArchivedFile* file = find(one.name);
      if (file == nullptr) {
        fault(Check::export_file_missing, one.name);
      } else if (!is_listed(one, *file)) {
        fault(Check::export_file_wrong, one.name);
      }
    }
    for (const ArchivedFile& file : files_) {
      const bool is_known =
          file.name == manifest_name || file.name == manifest_signature_name ||
          std::any_of(listed.begin(), listed.end(),
                      [&file](const ListedFile& one) { return one.name == file.name; });
      if (!is_known) fault(Check::export_file_unlisted, file.name);
    }
    if (whole) tell_count(Check::files_whole, manifest_name, listed.size());
  }

  void check_table() {
    const ArchivedFile* lines = find("decisions.jsonl");
    const ArchivedFile* table = find("decisions.csv");
    if (lines == nullptr || table == nullptr) return tell(Check::table_wrong, "decisions.csv");
    std::vector<Value> decisions;
    std::string_view left = lines->bytes;
    while (!left.empty()) {
      const std::size_t end = left.find('\n');
      auto decision = read_json(left.substr(0, end));
      if (!decision || end == left.npos) return tell(Check::table_wrong, "decisions.jsonl");
      decisions.push_back(std::move(*decision));
      left.remove_prefix(end + 1);
    }
    if (decisions_csv(decisions) != table->bytes) return tell(Check::table_wrong, "decisions.csv");
    tell_count(Check::table_agrees, "decisions.csv", decisions.size());
  }

  /// The words are those whose digest an event names.
  void check_notice(const ArchivedFile& file) {
    const std::string named = digest_name(openssl_sha256(file.bytes));
    if (file.name != "notices/" + named.substr(named.find(':') + 1) + ".json") {
      tell(Check::notice_misnamed, file.name);
    }
  }

  void check_one_receipt(const ArchivedFile& file) {
    const auto receipt = read_json(file.bytes);
    if (!receipt) return tell(Check::receipt_misformed, file.name);
    const auto asked = check_receipt(*receipt, trust_, {}, openssl_sha256);
    auto report = check_receipt(*receipt, trust_, claims_.hold(asked.claims), openssl_sha256);
    for (CheckLine& line : report.lines) {
      line.where = file.name + line.where;
      lines_.push_back(std::move(line));
    }
  }

  const std::vector<ArchivedFile>& files_;
  const ReceiptTrust& trust_;
  Claims& claims_;
  std::vector<CheckLine> lines_;
};

}  // namespace

std::vector<CheckLine> check_export(const std::vector<ArchivedFile>& files,
                                    const ReceiptTrust& trust, Claims& claims) {
  return ExportCheck(files, trust, claims).run();
}

}  // namespace samtycke::server
