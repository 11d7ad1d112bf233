#include "fixture.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace lossless {
namespace {

template <class Channel>
class owned_place final : public place {
 public:
  reader in() override { return channel_.reader(); }
  writer out() override { return channel_.writer(); }
  bool poison() override {
    channel_.poison();
    return true;
  }
  std::uint32_t dropped() const override {
    if constexpr (requires { channel_.dropped(); }) {
      return channel_.dropped();
    } else {
      return 0;
    }
  }
  bool holds(const void* address) const override {
    const auto* const first = reinterpret_cast<const char*>(&channel_);
    return address >= first && address < first + sizeof channel_;
  }

 private:
  Channel channel_;
};

// Lives as long as its ends do.
class shared_place final : public place {
 public:
  reader in() override { return ends_.reader; }
  writer out() override { return ends_.writer; }
  void open() override {
    ends_.reader.retire();
    ends_.writer.retire();
  }

 private:
  csp::ends<parcel> ends_ = csp::make_channel<parcel>();
};

}  // namespace

std::unique_ptr<place> make_place(kind k) {
  switch (k) {
    case kind::shared:
      return std::make_unique<shared_place>();
    case kind::fifo1:
      return std::make_unique<owned_place<csp::channel<parcel, csp::fifo<1>>>>();
    case kind::fifo3:
      return std::make_unique<owned_place<csp::channel<parcel, csp::fifo<3>>>>();
    case kind::oldest2:
      return std::make_unique<owned_place<csp::channel<parcel, csp::overwrite_oldest<2>>>>();
    case kind::newest2:
      return std::make_unique<owned_place<csp::channel<parcel, csp::drop_newest<2>>>>();
    case kind::latest:
      return std::make_unique<owned_place<csp::channel<parcel, csp::latest>>>();
    default:
      return std::make_unique<owned_place<csp::channel<parcel>>>();
  }
}

stage::stage(const network& n) : plan(n), roles_(most_roles), values_(most_values), names_(most_roles) {
  for (const kind k : n.channels) places.push_back(make_place(k));
  now = this;
}

stage::~stage() {
  writing = nullptr;
  now = nullptr;
}

int stage::cast(const script* script, int parent, int caller, int family) {
  const int p = cast_++;
  if (p >= most_roles) std::abort();
  role& r = role_of(p);
  r.number = static_cast<std::int16_t>(p);
  r.parent = static_cast<std::int16_t>(parent);
  r.caller = static_cast<std::int16_t>(caller);
  r.family = static_cast<std::int16_t>(family);
  r.plan = script;
  return p;
}

int stage::make(int maker) {
  const int number = ++made_;
  if (number >= most_values) std::abort();
  history_of(number).maker = static_cast<std::int16_t>(maker);
  return number;
}

int stage::place_of(const void* address) const {
  for (std::size_t c = 0; c < places.size(); ++c)
    if (places[c]->holds(address)) return static_cast<int>(c);
  return -1;
}

const char* stage::name_for(int p) {
  auto& name = names_[static_cast<std::size_t>(p)];
  std::snprintf(name.data(), name.size(), "p%d", p);
  return name.data();
}

void stage::forget_name(int p) { names_[static_cast<std::size_t>(p)] = {'g', 'o', 'n', 'e'}; }

int stage::process_named(std::string_view name) {
  int p = -1;
  const bool known = name.starts_with('p') && std::from_chars(name.begin() + 1, name.end(), p).ptr == name.end();
  if (known && p >= 0 && p < cast_) return p;
  fault("a report names '" + std::string(name) + "', which is no process");
  return -1;
}

void stage::fault(std::string what) {
  const std::lock_guard hold(mutex_);
  faults_.push_back(std::move(what));
}

void stage::note(act happened, int what, int where, bool of_reader) {
  role& r = *writing;
  r.pages.push_back({++stamps_, static_cast<unsigned>(csp::port::now()), r.number, happened,
                     static_cast<std::int16_t>(what), static_cast<std::int16_t>(where), of_reader});
}

// With what is still in them.
void stage::clear() {
  while (!places.empty()) {
    const auto last = std::move(places.back());
    places.pop_back();
  }
}

story stage::told() {
  story s;
  writing = &roles_[0];
  const int cast = cast_;
  const int made = made_;
  for (const auto& p : places) s.dropped.push_back(p->dropped());
  clear();
  s.roles.assign(std::make_move_iterator(roles_.begin()), std::make_move_iterator(roles_.begin() + cast));
  s.values.assign(values_.begin(), values_.begin() + made + 1);
  for (role& r : s.roles) s.pages.insert(s.pages.end(), r.pages.begin(), r.pages.end());
  std::sort(s.pages.begin(), s.pages.end(), [](const entry& a, const entry& b) { return a.stamp < b.stamp; });
  s.faults = faults_;
  s.deadlock_at = deadlock_at_;
  return s;
}

// A value may die or be moved only where it is alive.
void parcel::require_life() {
  if (life_ != alive && stage::now) stage::now->fault("a value is used where none lives");
}

void parcel::arrive() {
  if (number_ && stage::now) stage::now->note(act::hop, number_, stage::now->place_of(this));
}

void parcel::end() {
  require_life();
  if (!number_) return;
  ++stage::now->history_of(number_).deaths;
  stage::now->note(act::died, number_, stage::now->place_of(this));
  number_ = 0;
}

}  // namespace lossless
