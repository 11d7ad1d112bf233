# The user C module for ports that are built with make: USER_C_MODULES=…/bindings
CSP_DIR := $(USERMOD_DIR)
CSP_SOURCES := $(addprefix $(CSP_DIR)/,$(shell cat $(CSP_DIR)/sources.txt))
SRC_USERMOD_C += $(filter %.c,$(CSP_SOURCES))
SRC_USERMOD_CXX += $(filter %.cpp,$(CSP_SOURCES))

# The core has no exceptions, no run-time types, no static constructors, and needs no library.
CSP_CXXFLAGS := -std=gnu++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-use-cxa-atexit -fno-asynchronous-unwind-tables -O2 \
  -Wno-error=pedantic -Wno-missing-field-initializers -DCSP_NAMES=0 -DCSP_MICROPYTHON_DIR='"$(abspath $(CSP_DIR))"' \
  -I$(CSP_DIR)/src -I$(CSP_DIR)/../../include
CFLAGS_USERMOD += -I$(CSP_DIR)/src

# The texts are in it.
$(BUILD)/$(notdir $(patsubst %/,%,$(CSP_DIR)))/src/shared/library.o: $(wildcard $(CSP_DIR)/src/tasks/*.py $(CSP_DIR)/pure/purecsp/*.py)

ifeq ($(notdir $(CURDIR)),qemu)
# This port builds no C++ itself. Its flags for C are known only later, and CXXFLAGS is expanded then.
CXXFLAGS += $(filter-out -std=gnu99,$(CFLAGS)) $(CSP_CXXFLAGS) $(CSP_LIBSTDCXX)
else
CXXFLAGS_USERMOD += $(CSP_CXXFLAGS)
endif
