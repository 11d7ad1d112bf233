// The sequential model: what a network must do on the coop engine, where each step begins in one piece. It reads the
// pages in their order. What begins when, the scheduler decides; everything else the model foretells: who meets whom
// and with which value, which guard is chosen, who is ended and how, and what becomes of each value.
#pragma once
#include <map>

#include "model_channel.hpp"
#include "model_party.hpp"
#include "value_outcome.hpp"

namespace lossless {

class model {
 public:
  model(const network& plan, const story& told);

  // Empty when all went as it must; else the first thing that did not.
  std::string replay();

  const std::vector<lot>& lots() const { return lots_; }

 private:
  struct wrong {
    std::string what;
  };
  using doing = model_party::doing;

  void follow(const entry& e);
  void begin(const entry& e);
  void close_unheld();
  void start_step(int p, int process, const deed& d);
  void answer(const entry& e);
  void throws(const entry& e);
  void looks(const entry& e);
  void lets_go(const entry& e);
  void ended(const entry& e);
  void give_up(const entry& e);
  void gone(const entry& e);
  void finish();

  void operate(int p);
  void choose(int p);
  void several(int p);
  void family(int p, int number);
  void spawn(int process);
  void report(int p);
  void check(int p);

  bool accept_ends(int p);
  bool may_wait(int p);
  bool ready(int p, unsigned i);
  void take(int p, unsigned i);
  void wait(int p);
  void expire(unsigned time);

  // Extended reads.
  void extend(int p);
  bool can_hold(int c);
  void hold(int p, int c);
  int next_look(int p) const;
  void serve_extended(int c);
  void serve_extended_of(int p);
  void taken(int writer, int value);
  void give_back(int writer, int c, int value);
  void choose_again(int p, unsigned from);
  void offer_buffer(int c);
  void drop_excess(int c);
  bool serve_reader(int c);

  // Meetings of an offer that begins now with those that wait, or with a buffer.
  bool could_meet(const offer& o);
  int meet(const offer& o);
  int write(const offer& o);
  int read(const offer& o);
  int first_waiting(int c, bool to_read) const;
  void refill(int c);
  int next_move();
  bool ends_what_is_destroyed(const entry& e) const;
  void moves(int value);
  void becomes(int value, lot l) { lots_[static_cast<std::size_t>(value)] = l; }

  void end_channel(int c, csp::status how, bool by_reader);
  void dismiss(int p, int c);
  void leave(int c, bool reader, bool poisons);
  void settle_estate(bool poisons);

  void doom(int p);
  void doom_family(int f);
  void leave_family(int p);
  void deadlock();

  bool is_outermost(int process) const { return root_of(process) == process; }
  int root_of(int process) const { return roots_[static_cast<std::size_t>(process)]; }
  model_party& party(int p) { return parties_[static_cast<std::size_t>(p)]; }
  model_channel& channel(int c) { return channels_[static_cast<std::size_t>(c)]; }
  const role& role_of(int p) const { return told_->roles[static_cast<std::size_t>(p)]; }
  // Whether the next that p does is to end.
  bool ends_next(int p) const;
  static void require(bool holds, const std::string& what) {
    if (!holds) throw wrong{what};
  }

  struct legacy {
    int channel;
    bool reader;
  };

  const story* told_;
  std::vector<model_channel> channels_;
  std::vector<model_party> parties_;  // of each process that is the outermost of its party
  std::vector<int> roots_;
  std::vector<bool> started_;
  std::vector<bool> threw_;
  std::vector<bool> listed_;  // a report must name it
  std::map<int, model_family> families_;
  std::vector<lot> lots_;
  std::vector<legacy> estate_;  // ends that died while an exception passed
  int estate_of_ = -1;
  std::size_t at_ = 0;     // the page that is read
  std::size_t moved_ = 0;  // the first page that can be the next move of a value
  unsigned waits_ = 0;
  bool deadlocked_ = false;
};

}  // namespace lossless
