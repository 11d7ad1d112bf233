// The payload: it can only be moved, has an identity, and tells of each move and of its end.
#pragma once
#include <utility>

namespace lossless {

class parcel {
 public:
  parcel() = default;  // empty
  explicit parcel(int number) : number_(number) {}
  parcel(parcel&& from) noexcept : number_(from.leave()) { arrive(); }
  parcel& operator=(parcel&& from) noexcept {
    const int next = from.leave();
    end();
    number_ = next;
    arrive();
    return *this;
  }
  ~parcel() {
    end();
    life_ = dead;
  }

  // From empty.
  void become(int number) { number_ = number; }
  void discard() { end(); }
  int number() const { return number_; }

 private:
  enum life : unsigned { alive = 0x600d600d, dead = 0xdeadbeef };

  int leave() {
    require_life();
    return std::exchange(number_, 0);
  }
  void arrive();
  void end();
  void require_life();

  int number_ = 0;
  unsigned life_ = alive;
};

}  // namespace lossless
