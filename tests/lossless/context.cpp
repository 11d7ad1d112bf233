#include "context.hpp"

#include <exception>

namespace lossless {

void ends::take_from_channels(const script& s) {
  for (unsigned c = 0; c < in_.size(); ++c) {
    if (s.reader_of >> c & 1) {
      in_[c] = on_->places[c]->in();
      on_->note(act::take, static_cast<int>(c), process_, true);
    }
    if (s.writer_of >> c & 1) {
      out_[c] = on_->places[c]->out();
      on_->note(act::take, static_cast<int>(c), process_, false);
    }
  }
}

void ends::take_over(ends& others, const script& s) {
  for (unsigned c = 0; c < in_.size(); ++c) {
    if (s.reader_of >> c & 1) in_[c] = std::move(others.in_[c]);
    if (s.writer_of >> c & 1) out_[c] = std::move(others.out_[c]);
  }
}

void ends::share(ends& others, const script& s) {
  if (s.takes_over) return take_over(others, s);
  for (unsigned c = 0; c < in_.size(); ++c) {
    if ((s.reader_of >> c & 1) && others.in_[c]) {
      in_[c] = others.in_[c];
      on_->note(act::take, static_cast<int>(c), process_, true);
    }
    if ((s.writer_of >> c & 1) && others.out_[c]) {
      out_[c] = others.out_[c];
      on_->note(act::take, static_cast<int>(c), process_, false);
    }
  }
}

void ends::give_up(unsigned c, bool of_reader, bool retires) {
  if (!has(c, of_reader)) return;
  on_->note(act::give_up, static_cast<int>(c), retires, of_reader);
  if (retires) {
    of_reader ? in_[c].retire() : out_[c].retire();
  } else if (of_reader) {
    in_[c] = reader();
  } else {
    out_[c] = writer();
  }
  on_->note(act::gave_up, static_cast<int>(c), 0, of_reader);
}

ends::~ends() {
  if (!on_) return;
  const hand mine(on_->role_of(process_));
  for (unsigned c = 0; c < in_.size(); ++c) {
    give_up(c, true, false);
    give_up(c, false, false);
  }
  on_->note(act::gone);
}

deed& actor::prepare(const step& s) {
  deed& d = me().deeds.emplace_back();
  d.of = &s;
  return d;
}

void actor::offers(deed& d, const branch& b, const parcel& value, bool wanted) {
  const std::int16_t place = d.count++;
  offer& o = d.offers[static_cast<std::size_t>(place)];
  o.what = b.what;
  o.wanted = wanted;
  if (reads(b.what) || writes(b.what)) o.channel = b.channel;
  if (is_time(b.what)) o.due = b.delay == 0;
  if (!writes(b.what)) return;
  o.value = static_cast<std::int16_t>(value.number());
  history& h = on.history_of(value.number());
  h.deed = static_cast<std::int16_t>(&d - me().deeds.data());
  h.branch = place;
}

void actor::begin(deed& d) {
  stage::writing = &me();
  on.note(act::begin, static_cast<int>(&d - me().deeds.data()));
  d.begun = me().pages.back().stamp;
}

void actor::answer(deed& d, int chosen) {
  stage::writing = &me();
  d.chosen = chosen;
  on.note(act::answer, static_cast<int>(&d - me().deeds.data()));
  d.answered = me().pages.back().stamp;
}

void actor::settle(deed& d, unsigned i, const parcel& got) {
  d.how[i] = csp::status::done;
  d.got[i] = static_cast<std::int16_t>(got.number());
  if (!got.number()) return on.fault("a read is done and has no value");
  history& h = on.history_of(got.number());
  ++h.received;
  h.reader = static_cast<std::int16_t>(number);
  h.read_in = static_cast<std::int16_t>(&d - me().deeds.data());
  h.read_as = static_cast<std::int16_t>(i);
}

last_word::~last_word() {
  const hand mine(whose_->me());
  const act how = returns ? act::returns : std::uncaught_exceptions() > 0 ? act::throws : act::over;
  whose_->on.note(how);
}

}  // namespace lossless
