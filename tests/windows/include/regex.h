// Posix's regular expressions, which Windows has not, by those of the standard library: as much of them as GoogleTest
// asks for. Its own, for systems without, know no [0-9].
#pragma once
#include <cstddef>
#include <regex>

struct regex_t {
  std::regex* expression;
};
struct regmatch_t {
  std::ptrdiff_t rm_so;
  std::ptrdiff_t rm_eo;
};
enum { REG_EXTENDED = 1 };

inline int regcomp(regex_t* out, const char* pattern, int) {
  out->expression = nullptr;
  try {
    out->expression = new std::regex(pattern, std::regex::extended);
    return 0;
  } catch (const std::regex_error&) {
    return 1;
  }
}

// 0 when something in the text matches.
inline int regexec(const regex_t* with, const char* text, std::size_t wanted, regmatch_t* found, int) {
  std::cmatch match;
  if (!std::regex_search(text, match, *with->expression)) return 1;
  if (wanted) *found = {match.position(), match.position() + match.length()};
  return 0;
}

inline void regfree(regex_t* expression) { delete expression->expression; }
