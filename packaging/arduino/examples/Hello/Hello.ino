// Three processes; see hello.cpp. Needs a core that compiles with -std=gnu++20.
#include <ucsp.h>

void hello();

void setup() {
  Serial.begin(115200);
  hello();
}

void loop() {}
