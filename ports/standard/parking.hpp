// Where threads sleep on a word: std::atomic::wait() knows no deadline. By the word's address one finds the place where
// those who sleep on it stand in a list; each has a condition variable of its own.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace csp::port::parking {

struct sleeping_thread {
  const void* word;
  sleeping_thread* next = nullptr;
  std::condition_variable woken = {};
};

class place {
 public:
  static place& of(const void* word);

  // Calls wait(woken, lock) while `word` is `expected`. The lock orders it with wake(): whoever comes second sees what
  // the first has done.
  template <class Wait>
  void sleep(std::atomic<std::uint32_t>& word, std::uint32_t expected, Wait wait) {
    std::unique_lock lock(mutex_);
    if (word.load(std::memory_order_relaxed) != expected) return;
    sleeping_thread me{&word};
    enter(me);
    wait(me.woken, lock);
    leave(me);
  }

  // One that sleeps on the word, whose address alone is used. It does not leave before the lock is free, so that its
  // condition variable is still there.
  void wake(const void* word) {
    const std::lock_guard lock(mutex_);
    for (sleeping_thread* each = first_; each; each = each->next)
      if (each->word == word) return each->woken.notify_one();
  }

 private:
  void enter(sleeping_thread& me) {
    me.next = first_;
    first_ = &me;
  }
  void leave(const sleeping_thread& me) {
    sleeping_thread** at = &first_;
    while (*at != &me) at = &(*at)->next;
    *at = me.next;
  }

  std::mutex mutex_;
  sleeping_thread* first_ = nullptr;
};

inline place& place::of(const void* word) {
  constexpr std::size_t places = 64;
  static place* const all = new place[places];  // never destroyed, for threads may sleep while the program exits
  return all[reinterpret_cast<std::uintptr_t>(word) / 64 % places];
}

}  // namespace csp::port::parking
