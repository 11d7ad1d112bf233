// Reference: scope.
#include <atomic>
#include <csp/csp.hpp>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

// [scope]
process handle(int request, std::atomic<int>& sum) {
  sum += request;
  co_return;
}

process_of<int> serve(reader<int> requests) {
  std::atomic<int> sum = 0;
  auto body = [&](csp::spawner& here) -> process {
    while (auto r = co_await requests.next()) {
      if (here.spawn(handle(*r, sum)) != status::done) co_return;  // no memory, or no thread
    }
  };
  co_await csp::scope(body);  // until the body and all that was spawned have ended
  co_return sum;
}
// [/scope]

process ask(writer<int> out) {
  for (int i = 1; i <= 4; ++i) co_await out.write(i);
}

process_of<bool> all() {
  csp::channel<int> c;
  auto [asked, sum] = co_await csp::par(ask(c.writer()), serve(c.reader()));
  co_return *sum == 10;
}

int main() {
  auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
