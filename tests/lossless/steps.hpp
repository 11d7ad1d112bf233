// The steps of a process, each a called process of its own or a plain function that never waits.
#pragma once
#include "context.hpp"

namespace lossless {

csp::process operates(actor& me, const step& s);
csp::process looks(actor& me, const step& s);  // an extended read
csp::process several(actor& me, const step& s);
void attempts(actor& me, const step& s);

csp::process calls(actor& me, const step& s);
csp::process groups(actor& me, const step& s);
csp::process scopes(actor& me, const step& s);
void spawns(actor& me, const step& s);

csp::process play(stage& on, int process, ends mine, csp::spawner* here);

}  // namespace lossless
