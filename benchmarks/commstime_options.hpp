// What the user of a CommsTime program may choose.
#pragma once
#include <string>
#include <vector>

namespace bench {

struct commstime_options {
  std::string delta2;  // all forms when empty
  int messages;
  int rounds = 10;
  bool only_network = false;  // for instruction counters and profilers
};

// `forms` are the choices for --delta2. Prints and leaves the program on --help and on bad input.
commstime_options parse_commstime(int argc, char** argv, const std::vector<std::string>& forms, int usual_messages);

}  // namespace bench
