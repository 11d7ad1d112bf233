// Counts words: a splitter, counters that share its words, and a merger that prints the table. The same as
//   LC_ALL=C tr -cs 'A-Za-z' '\n' | tr A-Z a-z | sed '/^$/d' | sort | uniq -c
// Nobody sends a last word: the splitter's end dies with it, which closes the channel behind it.
#include <cerrno>
#include <csp/csp.hpp>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

using csp::process, csp::process_of, csp::reader, csp::writer;

namespace {

using table = std::map<std::string, long>;
using tally = std::pair<std::string, long>;

constexpr int counters = 3;

bool is_upper(char c) { return 'A' <= c && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || ('a' <= c && c <= 'z'); }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// Returns whether it came to the end of the text.
process_of<bool> split(std::istream& text, writer<std::string>& words) {
  std::string word;
  for (char c; text.get(c);) {
    if (is_letter(c)) {
      word += lower(c);
    } else if (!word.empty()) {
      co_await words.write(std::exchange(word, {}));
    }
  }
  if (!word.empty()) co_await words.write(std::move(word));
  co_return text.eof();
}

// Poison, unlike closing, takes the whole network down, this process first: no table is printed.
process give_up(const std::string& file, writer<std::string>& words) {
  std::fprintf(stderr, "word_count: cannot read %s: %s\n", file.c_str(), std::strerror(errno));
  words.poison();
  co_await words.write(file);
}

process splitter(std::vector<std::string> files, writer<std::string> words) {
  for (const std::string& file : files) {
    std::ifstream text(file);
    if (!co_await split(text, words)) co_await give_up(file, words);
  }
  if (files.empty() && !co_await split(std::cin, words)) co_await give_up("standard input", words);
}

// Whichever counter is free takes the next word. Closed: all words have come. Poisoned: they never will.
process counter(reader<std::string> words, writer<tally> tallies) {
  table mine;
  auto word = co_await words.next();
  for (; word; word = co_await words.next()) ++mine[*word];
  if (word == csp::status::poisoned) co_return tallies.poison();
  for (const auto& [text, count] : mine) {
    tally each(text, count);
    co_await tallies.write(std::move(each));
  }
}

process merger(reader<tally> tallies) {
  table all;
  auto each = co_await tallies.next();
  for (; each; each = co_await tallies.next()) all[each->first] += each->second;
  if (each == csp::status::poisoned) co_return;
  for (const auto& [text, count] : all) std::printf("%7ld %s\n", count, text.c_str());
}

process word_count(std::vector<std::string> files) {
  csp::channel<std::string> words;
  csp::channel<tally> tallies;
  std::vector<process> network;
  network.push_back(splitter(std::move(files), words.writer()));
  for (int i = 0; i < counters; ++i) network.push_back(counter(words.reader(), tallies.writer()));
  network.push_back(merger(tallies.reader()));
  co_await csp::par(std::move(network)).or_end();
}

int help() {
  std::puts(
      "usage: word_count [FILE...]\n"
      "Counts the words of the files, or of standard input: runs of ASCII letters, in lower case.\n"
      "Prints what `sort | uniq -c` prints for them. Exit code 1, and no table, when a file cannot be read.");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);  // else a read error on standard input looks like its end
  std::vector<std::string> files(argv + 1, argv + argc);
  if (!files.empty() && files.front() == "--help") return help();
  const csp::outcome outcome = csp::run(word_count(std::move(files)));
  if (outcome && std::fflush(stdout) == 0) return 0;
  std::fprintf(stderr, "word_count: no table: %s\n", outcome ? std::strerror(errno) : name(outcome.status()));
  return 1;
}
