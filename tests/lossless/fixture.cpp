#include "fixture.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace lossless {
namespace {

template <class Channel>
class owned_channel final : public any_channel {
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
class shared_channel final : public any_channel {
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

std::unique_ptr<any_channel> make_any_channel(kind k) {
  switch (k) {
    case kind::shared:
      return std::make_unique<shared_channel>();
    case kind::fifo1:
      return std::make_unique<owned_channel<csp::channel<parcel, csp::fifo<1>>>>();
    case kind::fifo3:
      return std::make_unique<owned_channel<csp::channel<parcel, csp::fifo<3>>>>();
    case kind::oldest2:
      return std::make_unique<owned_channel<csp::channel<parcel, csp::overwrite_oldest<2>>>>();
    case kind::newest2:
      return std::make_unique<owned_channel<csp::channel<parcel, csp::drop_newest<2>>>>();
    case kind::latest:
      return std::make_unique<owned_channel<csp::channel<parcel, csp::latest>>>();
    default:
      return std::make_unique<owned_channel<csp::channel<parcel>>>();
  }
}

fixture::fixture(const network& n) : plan(n), logs_(most_processes), values_(most_values), names_(most_processes) {
  for (const kind k : n.channels) channels.push_back(make_any_channel(k));
  current = this;
}

fixture::~fixture() {
  log_of_thread = nullptr;
  current = nullptr;
}

int fixture::add_process(const program* steps, int parent, int caller, int family) {
  const int p = process_count_++;
  if (p >= most_processes) std::abort();
  process_log& r = log_of(p);
  r.number = static_cast<std::int16_t>(p);
  r.parent = static_cast<std::int16_t>(parent);
  r.caller = static_cast<std::int16_t>(caller);
  r.family = static_cast<std::int16_t>(family);
  r.plan = steps;
  return p;
}

int fixture::make(int maker) {
  const int number = ++made_;
  if (number >= most_values) std::abort();
  history_of(number).maker = static_cast<std::int16_t>(maker);
  return number;
}

int fixture::channel_at(const void* address) const {
  for (std::size_t c = 0; c < channels.size(); ++c)
    if (channels[c]->holds(address)) return static_cast<int>(c);
  return -1;
}

const char* fixture::name_for(int p) {
  auto& name = names_[static_cast<std::size_t>(p)];
  std::snprintf(name.data(), name.size(), "p%d", p);
  return name.data();
}

void fixture::forget_name(int p) { names_[static_cast<std::size_t>(p)] = {'g', 'o', 'n', 'e'}; }

int fixture::process_named(std::string_view name) {
  int p = -1;
  const bool known = name.starts_with('p') && std::from_chars(name.begin() + 1, name.end(), p).ptr == name.end();
  if (known && p >= 0 && p < process_count_) return p;
  fault("a report names '" + std::string(name) + "', which is no process");
  return -1;
}

void fixture::fault(std::string what) {
  const std::lock_guard hold(mutex_);
  faults_.push_back(std::move(what));
}

void fixture::note(event_kind happened, int what, int where, bool of_reader) {
  process_log& r = *log_of_thread;
  r.events.push_back({++stamps_, static_cast<unsigned>(csp::port::now()), r.number, happened,
                      static_cast<std::int16_t>(what), static_cast<std::int16_t>(where), of_reader});
}

// With what is still in them.
void fixture::clear() {
  while (!channels.empty()) {
    const auto last = std::move(channels.back());
    channels.pop_back();
  }
}

trace fixture::take_trace() {
  trace s;
  log_of_thread = &logs_[0];
  const int count = process_count_;
  const int made = made_;
  for (const auto& p : channels) s.dropped.push_back(p->dropped());
  clear();
  s.logs.assign(std::make_move_iterator(logs_.begin()), std::make_move_iterator(logs_.begin() + count));
  s.values.assign(values_.begin(), values_.begin() + made + 1);
  for (process_log& r : s.logs) s.events.insert(s.events.end(), r.events.begin(), r.events.end());
  std::sort(s.events.begin(), s.events.end(), [](const event& a, const event& b) { return a.stamp < b.stamp; });
  s.faults = faults_;
  s.deadlock_at = deadlock_at_;
  return s;
}

// A value may die or be moved only where it is alive.
void parcel::require_life() {
  if (life_ != alive && fixture::current) fixture::current->fault("a value is used where none lives");
}

void parcel::arrive() {
  if (number_ && fixture::current) fixture::current->note(event_kind::hop, number_, fixture::current->channel_at(this));
}

void parcel::end() {
  require_life();
  if (!number_) return;
  ++fixture::current->history_of(number_).deaths;
  fixture::current->note(event_kind::died, number_, fixture::current->channel_at(this));
  number_ = 0;
}

}  // namespace lossless
