// Legal uses of what the cases here misuse: this must compile.
#include <csp/coop.hpp>
#include <csp/threads.hpp>
#include <memory>

template <template <class> class Reader, template <class> class Writer, class Process>
struct network {
  using box = std::unique_ptr<int>;

  static Process produce(Writer<box> out) {
    box mine = std::make_unique<int>(1);
    co_await out.write(std::move(mine));
    if (co_await out.send(std::make_unique<int>(2)) == csp::status::done) co_return;
    (void)out.try_write(std::make_unique<int>(3));
  }
  static Process consume(Reader<box> in) {
    while (auto x = co_await in.next()) co_await csp::yield();
  }
};
using coop = network<csp::coop::reader, csp::coop::writer, csp::coop::process>;
using threads = network<csp::threads::reader, csp::threads::writer, csp::threads::process>;

csp::coop::process on_coop() {
  csp::coop::channel<coop::box> c;
  co_await csp::par(coop::produce(c.writer()), coop::consume(c.reader()));
}
csp::threads::process on_threads() {
  csp::threads::channel<threads::box> c;
  co_await csp::par(threads::produce(c.writer()), threads::consume(c.reader())).or_end();
}

int main() { return csp::run(on_coop()) && csp::run(on_threads()) ? 0 : 1; }
