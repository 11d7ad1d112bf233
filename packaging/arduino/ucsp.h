// What a sketch includes, so that Arduino finds the library.
#pragma once
#include "csp/csp.hpp"
