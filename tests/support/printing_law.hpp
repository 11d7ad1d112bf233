// The base of laws about what csp prints.
#pragma once
#include "elsewhere.hpp"
#include "law.hpp"

class printing_law : public law {
 protected:
  void SetUp() override { printed().clear(); }
  void TearDown() override {
    csp::on_deadlock(nullptr);
    law::TearDown();
  }

  static bool says(std::string_view text) { return printed().find(text) != std::string::npos; }
};
