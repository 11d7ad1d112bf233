// Half of a program; callee.cpp is the other. They link when they were built alike.
#include <csp/csp.hpp>

csp::process_of<int> sum(csp::reader<int> in);
csp::process nothing();

csp::process count(csp::writer<int> out) {
  for (int i = 1; i <= 4; ++i) co_await out.write(i);
}

csp::process network() {
  csp::channel<int> numbers;
  co_await nothing();
  auto [how, total] = co_await csp::par(count(numbers.writer()), sum(numbers.reader()));
  if (!how || !total || *total != 10) co_await numbers.read();  // for ever
}

int main() { return csp::run(network()) ? 0 : 1; }
