// The sequential model: what a network must do on the coop engine, where each step begins in one piece. It reads the
// events in their order. What begins when, the scheduler decides; everything else the model predicts: who meets whom
// and with which value, which guard is chosen, who is ended and how, and what becomes of each value.
#pragma once
#include <map>

#include "model_channel.hpp"
#include "model_party.hpp"
#include "value_outcome.hpp"

namespace lossless {

class model {
 public:
  model(const network& plan, const trace& recorded);

  // Empty when all went as it must; else the first thing that did not.
  std::string replay();

  const std::vector<value_outcome>& outcomes() const { return outcomes_; }

 private:
  struct wrong {
    std::string what;
  };
  using doing = model_party::doing;

  void follow(const event& e);
  void begin(const event& e);
  void close_unheld();
  void start_step(int p, int process, const step_record& d);
  void answer(const event& e);
  void throws(const event& e);
  void looks(const event& e);
  void lets_go(const event& e);
  void ended(const event& e);
  void give_up(const event& e);
  void gone(const event& e);
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
  bool ends_what_is_destroyed(const event& e) const;
  void moves(int value);
  void becomes(int value, value_outcome l) { outcomes_[static_cast<std::size_t>(value)] = l; }

  void end_channel(int c, csp::status how, bool by_reader);
  void dismiss(int p, int c);
  void leave(int c, bool reader, bool poisons);
  void resolve_deferred_ends(bool poisons);

  void request_cancel(int p);
  void request_cancel_of(int f);
  void leave_family(int p);
  void deadlock();

  bool is_outermost(int process) const { return root_of(process) == process; }
  int root_of(int process) const { return roots_[static_cast<std::size_t>(process)]; }
  model_party& party(int p) { return parties_[static_cast<std::size_t>(p)]; }
  model_channel& channel(int c) { return channels_[static_cast<std::size_t>(c)]; }
  const process_log& log_of(int p) const { return recorded_->logs[static_cast<std::size_t>(p)]; }
  // Whether the next that p does is to end.
  bool ends_next(int p) const;
  static void require(bool holds, const std::string& what) {
    if (!holds) throw wrong{what};
  }

  struct deferred_end {
    int channel;
    bool reader;
  };

  const trace* recorded_;
  std::vector<model_channel> channels_;
  std::vector<model_party> parties_;  // of each process that is the outermost of its party
  std::vector<int> roots_;
  std::vector<bool> started_;
  std::vector<bool> threw_;
  std::vector<bool> listed_;  // a report must name it
  std::map<int, model_family> families_;
  std::vector<value_outcome> outcomes_;
  std::vector<deferred_end> deferred_ends_;  // ends that died while an exception passed
  int deferred_by_ = -1;
  std::size_t at_ = 0;     // the event that is read
  std::size_t moved_ = 0;  // the first event that can be the next move of a value
  unsigned waits_ = 0;
  bool deadlocked_ = false;
};

}  // namespace lossless
