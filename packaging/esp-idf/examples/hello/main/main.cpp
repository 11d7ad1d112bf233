void hello();

extern "C" void app_main();
void app_main() { hello(); }
