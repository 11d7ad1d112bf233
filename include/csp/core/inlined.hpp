// What clang leaves out of line unless it is told, which costs a communication a third more. g++ weighs it itself, and
// where size counts (-Os) otherwise than where speed does. docs/design/0018 has why it is safe.
#pragma once

#if defined(__clang__)
#define CSP_INLINED_BY_CLANG [[gnu::always_inline]]
#define CSP_LAMBDA_INLINED_BY_CLANG __attribute__((always_inline))
#else
#define CSP_INLINED_BY_CLANG
#define CSP_LAMBDA_INLINED_BY_CLANG
#endif
