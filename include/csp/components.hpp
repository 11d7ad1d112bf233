// Processes to build networks from: the components of occam's and JCSP's plug-and-play catalogues and of PyCSP's
// plugNplay. Each is generic over what its channels carry and over their engine.
#pragma once
#include "components/broadcast.hpp"
#include "components/delta2.hpp"
#include "components/demultiplexer.hpp"
#include "components/identity.hpp"
#include "components/integrate.hpp"
#include "components/multiplexer.hpp"
#include "components/mux2.hpp"
#include "components/numbers.hpp"
#include "components/pairs.hpp"
#include "components/plus.hpp"
#include "components/poisoner.hpp"
#include "components/prefix.hpp"
#include "components/skip_process.hpp"
#include "components/successor.hpp"
#include "components/tail.hpp"
#include "components/ticker.hpp"
