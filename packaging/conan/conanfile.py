"""The recipe for Conan 2, of the sources beside which it stands."""
import os

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy
from conan.tools.scm import Version


class Ucsp(ConanFile):
    name = "ucsp"
    version = "0.1.0"
    description = "Communicating Sequential Processes in C++20, processes that share nothing and meet over channels"
    license = "MIT"
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"engine": ["coop", "threads"], "names": [True, False]}
    default_options = {"engine": "coop", "names": True}

    # The first that have coroutines as the library needs them.
    compilers = {"gcc": "11", "clang": "16"}

    def validate(self):
        if str(self.settings.os) != "Linux":
            raise ConanInvalidConfiguration("ucsp: of hosts, this recipe packs for Linux alone")
        compiler = str(self.settings.compiler)
        least = self.compilers.get(compiler)
        if not least or Version(self.settings.compiler.version) < least:
            raise ConanInvalidConfiguration(f"ucsp: needs g++ 11 or clang 16, not {compiler} {self.settings.compiler.version}")
        if self.settings.get_safe("compiler.cppstd"):
            check_min_cppstd(self, 20)

    def export_sources(self):
        root = os.path.join(self.recipe_folder, os.pardir, os.pardir)
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "packaging/*.in", "ports/*", "tools/gdb/*"):
            copy(self, pattern, src=root, dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.variables["CSP_ENGINE"] = str(self.options.engine)
        toolchain.variables["CSP_NAMES"] = bool(self.options.names)
        toolchain.variables["CSP_BUILD_TESTS"] = False
        toolchain.variables["CSP_BUILD_EXAMPLES"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        # The package brings its own ucsp-config.cmake.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("lib", "cmake", "ucsp")]
