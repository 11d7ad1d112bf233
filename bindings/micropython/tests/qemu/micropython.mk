# What QEMU's boards lack for the tests: a clock, and an interrupt.
SRC_USERMOD_C += $(USERMOD_DIR)/clock.c $(USERMOD_DIR)/timer_interrupt.c
