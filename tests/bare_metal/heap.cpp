// An image with a heap, a poor one: tools/sizes must find it.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

alignas(std::max_align_t) static std::byte memory[512];
constinit csp::port::frame_pool csp::port::frames(memory);

extern "C" [[gnu::noipa]] void* malloc(std::size_t) { return memory; }

static csp::process nothing() { co_return; }

int main() { return malloc(1) && csp::run(nothing()) ? 0 : 1; }
