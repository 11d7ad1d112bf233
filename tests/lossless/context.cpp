#include "context.hpp"

#include <exception>

namespace lossless {

void ends::take_from_channels(const program& s) {
  for (unsigned c = 0; c < in_.size(); ++c) {
    if (s.reader_of >> c & 1) {
      in_[c] = on_->channels[c]->in();
      on_->note(event_kind::take, static_cast<int>(c), process_, true);
    }
    if (s.writer_of >> c & 1) {
      out_[c] = on_->channels[c]->out();
      on_->note(event_kind::take, static_cast<int>(c), process_, false);
    }
  }
}

void ends::take_over(ends& others, const program& s) {
  for (unsigned c = 0; c < in_.size(); ++c) {
    if (s.reader_of >> c & 1) in_[c] = std::move(others.in_[c]);
    if (s.writer_of >> c & 1) out_[c] = std::move(others.out_[c]);
  }
}

void ends::share(ends& others, const program& s) {
  if (s.takes_over) return take_over(others, s);
  for (unsigned c = 0; c < in_.size(); ++c) {
    if ((s.reader_of >> c & 1) && others.in_[c]) {
      in_[c] = others.in_[c];
      on_->note(event_kind::take, static_cast<int>(c), process_, true);
    }
    if ((s.writer_of >> c & 1) && others.out_[c]) {
      out_[c] = others.out_[c];
      on_->note(event_kind::take, static_cast<int>(c), process_, false);
    }
  }
}

void ends::give_up(unsigned c, bool of_reader, bool retires) {
  if (!has(c, of_reader)) return;
  on_->note(event_kind::give_up, static_cast<int>(c), retires, of_reader);
  if (retires) {
    of_reader ? in_[c].retire() : out_[c].retire();
  } else if (of_reader) {
    in_[c] = reader();
  } else {
    out_[c] = writer();
  }
  on_->note(event_kind::gave_up, static_cast<int>(c), 0, of_reader);
}

ends::~ends() {
  if (!on_) return;
  const log_scope mine(on_->log_of(process_));
  for (unsigned c = 0; c < in_.size(); ++c) {
    give_up(c, true, false);
    give_up(c, false, false);
  }
  on_->note(event_kind::gone);
}

step_record& process_context::prepare(const step& s) {
  step_record& d = me().records.emplace_back();
  d.of = &s;
  return d;
}

void process_context::offers(step_record& d, const branch& b, const parcel& value, bool wanted) {
  const std::int16_t place = d.count++;
  offer& o = d.offers[static_cast<std::size_t>(place)];
  o.what = b.what;
  o.wanted = wanted;
  if (reads(b.what) || writes(b.what)) o.channel = b.channel;
  if (is_time(b.what)) o.due = b.delay == 0;
  if (!writes(b.what)) return;
  o.value = static_cast<std::int16_t>(value.number());
  history& h = on.history_of(value.number());
  h.record = static_cast<std::int16_t>(&d - me().records.data());
  h.branch = place;
}

void process_context::begin(step_record& d) {
  fixture::log_of_thread = &me();
  on.note(event_kind::begin, static_cast<int>(&d - me().records.data()));
  d.begun = me().events.back().stamp;
}

void process_context::answer(step_record& d, int chosen) {
  fixture::log_of_thread = &me();
  d.chosen = chosen;
  on.note(event_kind::answer, static_cast<int>(&d - me().records.data()));
  d.answered = me().events.back().stamp;
}

void process_context::settle(step_record& d, unsigned i, const parcel& got) {
  d.how[i] = csp::status::done;
  d.got[i] = static_cast<std::int16_t>(got.number());
  if (!got.number()) return on.fault("a read is done and has no value");
  history& h = on.history_of(got.number());
  ++h.received;
  h.reader = static_cast<std::int16_t>(number);
  h.read_in = static_cast<std::int16_t>(&d - me().records.data());
  h.read_as = static_cast<std::int16_t>(i);
}

exit_logger::~exit_logger() {
  const log_scope mine(whose_->me());
  const event_kind how = returns                          ? event_kind::returns
                         : std::uncaught_exceptions() > 0 ? event_kind::throws
                                                          : event_kind::over;
  whose_->on.note(how);
}

}  // namespace lossless
