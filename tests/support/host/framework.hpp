// What the laws are written with: GoogleTest. A board has a framework of its own, tests/board/framework.hpp.
#pragma once
#include <gtest/gtest.h>
