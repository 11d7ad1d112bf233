// What can be asked of the thermostat, and what is wrong with what was asked.
#pragma once
#include <string_view>

struct command {
  enum kind { set, get, stop, unknown, no_number, out_of_range, too_long, incomplete };

  kind what = unknown;
  int degrees = 0;
};

constexpr int lowest = 5, highest = 30;

namespace parsing {

// Of at most four digits, with a sign perhaps.
inline bool number(std::string_view digits, int& n) {
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 4) return false;
  n = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    n = 10 * n + (c - '0');
  }
  if (negative) n = -n;
  return true;
}

}  // namespace parsing

inline command parsed(std::string_view line) {
  if (line == "get") return {command::get};
  if (line == "stop") return {command::stop};
  if (line == "set") return {command::no_number};
  if (!line.starts_with("set ")) return {command::unknown};
  line.remove_prefix(4);
  command c{command::set};
  if (!parsing::number(line, c.degrees)) return {command::no_number};
  if (c.degrees < lowest || c.degrees > highest) c.what = command::out_of_range;
  return c;
}
