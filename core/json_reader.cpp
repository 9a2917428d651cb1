#include <nlohmann/json.hpp>

#include "json.hpp"
#include "limits.hpp"
#include "utf8.hpp"

namespace samtycke {
namespace {

/// Builds a Value from nlohmann's events and stops at the first thing that could be read in two
/// ways. Holds the path of open containers, so depth is bounded before anything is allocated for
/// it.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put({}); }
  bool boolean(bool truth) { return put(boolean_value(truth)); }
  bool number_integer(number_integer_t n) {
    // The lexer calls this for a leading minus only, so a zero here was written -0.
    if (n == 0) return fail(Code::not_integer);
    if (n < -limits::integer_max) return fail(Code::number_out_of_range);
    return put(integer_value(n));
  }
  bool number_unsigned(number_unsigned_t n) {
    if (n > static_cast<number_unsigned_t>(limits::integer_max)) {
      return fail(Code::number_out_of_range);
    }
    return put(integer_value(static_cast<std::int64_t>(n)));
  }
  bool number_float(number_float_t, const string_t& digits) {
    // An integer too long for 64 bits comes here as well.
    const bool whole = digits.find_first_of(".eE") == string_t::npos;
    return fail(whole ? Code::number_out_of_range : Code::not_integer);
  }
  bool string(string_t& text) {
    if (text.size() > limits::string_size_max) return fail(Code::too_long);
    return put(text_value(text));
  }
  bool binary(binary_t&) { return fail(Code::not_json); }
  bool start_object(std::size_t) { return open(object_value()); }
  bool start_array(std::size_t) { return open(array_value()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    Value& object = *open_.back();
    if (name.size() > limits::string_size_max) return fail(Code::too_long);
    if (object.names.size() >= limits::members_max) return fail(Code::too_many);
    for (const std::string& known : object.names) {
      if (known == name) return fail_at(Code::duplicate_key, pointer(where(), name));
    }
    object.names.push_back(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& fault) {
    // 406: a number that a double cannot hold. Whether it can hangs on the C library, and the
    // module's reads none; so it is refused as what it is, no integer.
    return fail(fault.id == 406 ? Code::not_integer : Code::not_json);
  }

  Result<Value> finish(bool read) && {
    if (!read) return error_;
    return std::move(root_);
  }

 private:
  bool open(Value container) {
    if (open_.size() >= limits::depth_max) return fail(Code::too_deep);
    if (!put(std::move(container))) return false;
    Value* here = open_.empty() ? &root_ : &open_.back()->items.back();
    open_.push_back(here);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool put(Value value) {
    if (++count_ > limits::values_max) return fail(Code::too_many);
    if (open_.empty()) {
      root_ = std::move(value);
    } else {
      open_.back()->items.push_back(std::move(value));
    }
    return true;
  }
  /// The pointer to the value being read, from the open containers alone.
  std::string where() const {
    std::string out;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const Value& container = *open_[i];
      const bool last = i + 1 == open_.size();
      const std::size_t done = container.items.size() - (last ? 0 : 1);
      if (container.is(Value::Type::array)) {
        out = pointer(out, done);
      } else if (done < container.names.size()) {
        out = pointer(out, container.names[done]);
      }
    }
    return out;
  }
  bool fail(Code code) { return fail_at(code, where()); }
  bool fail_at(Code code, std::string place) {
    error_ = {code, std::move(place)};
    return false;
  }

  Value root_;
  std::vector<Value*> open_;
  std::size_t count_ = 0;
  Error error_{Code::not_json, ""};
};

}  // namespace

Result<Value> read_json(std::string_view text) {
  if (text.size() > limits::text_size_max) return Error{Code::too_large, ""};
  if (!is_utf8(text)) return Error{Code::bad_utf8, ""};
  // nlohmann skips a byte order mark and takes NUL for the end of the text; both are refused.
  if (text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos) {
    return Error{Code::not_json, ""};
  }
  Builder builder;
  const bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return std::move(builder).finish(read);
}

}  // namespace samtycke
