// All that does not depend on which engine was chosen.
#pragma once
#include "alternative.hpp"
#include "channel.hpp"
#include "clock.hpp"
#include "parallel.hpp"
#include "parallel_operations.hpp"
#include "process.hpp"
#include "result.hpp"
#include "run.hpp"
#include "sequence.hpp"
#include "shared_channel.hpp"
#include "sleep.hpp"
#include "yield.hpp"
