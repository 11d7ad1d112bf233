// Reference: status, result, outcome.
#include <csp/csp.hpp>
#include <string_view>
using csp::process_of, csp::reader, csp::result, csp::status;

// [status]
bool orders() { return status::done < status::closed && std::string_view(name(status::closed)) == "closed"; }
// [/status]

// [result]
process_of<int> or_zero(reader<int> in) {
  result<int> r = co_await in.next();
  if (r) co_return *r;
  co_return r.status() == status::closed ? 0 : -1;
}
// [/result]

// [returned]
int value_of(process_of<int> p) {
  auto r = csp::run(std::move(p));
  return r ? *r : -1;
}
// [/returned]

process_of<int> of_a_closed_one() {
  csp::channel<int> c;
  { const auto out = c.writer(); }  // the last writer, gone
  co_return co_await or_zero(c.reader());
}

int main() { return orders() && value_of(of_a_closed_one()) == 0 ? 0 : 1; }
