// The steps of a process, each a called process of its own or a plain function that never waits.
#pragma once
#include "context.hpp"

namespace lossless {

csp::process operates(process_context& me, const step& s);
csp::process looks(process_context& me, const step& s);  // an extended read
csp::process several(process_context& me, const step& s);
void attempts(process_context& me, const step& s);

csp::process calls(process_context& me, const step& s);
csp::process groups(process_context& me, const step& s);
csp::process scopes(process_context& me, const step& s);
void spawns(process_context& me, const step& s);

csp::process interpret(fixture& on, int process, ends mine, csp::spawner* here);

}  // namespace lossless
