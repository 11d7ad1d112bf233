// Three processes; see hello.cpp.
#include <Arduino.h>

void hello();

void setup() {
  Serial.begin(115200);
  hello();
}

void loop() {}
