# What QEMU's boards lack for the tests: a clock.
SRC_USERMOD_C += $(USERMOD_DIR)/clock.c
