// Calls of the debugger, or of QEMU (Arm, Semihosting for AArch32 and AArch64; RISC-V Semihosting).
#pragma once
#include <cstdint>

namespace board::semihosting {

enum class request : std::uint32_t { write0 = 4, get_cmdline = 0x15, exit_extended = 0x20 };

// Each board has it.
std::uint32_t call(request what, const void* argument);

}  // namespace board::semihosting
