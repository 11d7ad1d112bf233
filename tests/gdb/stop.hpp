// Ends the program with SIGABRT as soon as so many processes wait.
#pragma once

void stop_when_all_wait(unsigned processes);
