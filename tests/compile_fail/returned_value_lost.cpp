// expect: csp: the process has returned a value, which is lost
#include <csp/coop.hpp>

csp::coop::process_of<int> child();
int main() { return csp::run(child()) ? 0 : 1; }
