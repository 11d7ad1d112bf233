"""CMake(), CMakeToolchain() and cmake_layout()."""
import subprocess


def cmake_layout(recipe):
    """The folders are where they are."""


class CMakeToolchain:
    def __init__(self, recipe):
        self.variables = {}
        self.recipe = recipe

    def generate(self):
        self.recipe.toolchain_variables = self.variables


class CMake:
    def __init__(self, recipe):
        self.recipe = recipe

    def configure(self):
        values = {name: {True: "ON", False: "OFF"}.get(value, value) for name, value in self.variables().items()}
        self.run("-G", "Ninja", "-S", self.recipe.source_folder, "-B", self.recipe.build_folder,
                 f"-DCMAKE_BUILD_TYPE={self.recipe.settings.build_type}",
                 f"-DCMAKE_INSTALL_PREFIX={self.recipe.package_folder}", *(f"-D{n}={v}" for n, v in values.items()))

    def variables(self):
        """What generate() or, where a recipe only names it, the toolchain itself has written."""
        if not hasattr(self.recipe, "generators"):
            return self.recipe.toolchain_variables
        if "CMakeToolchain" not in self.recipe.generators:
            raise RuntimeError("configure: there is no toolchain")
        return {"CMAKE_PREFIX_PATH": ";".join(self.recipe.builddirs_of_what_it_requires())}

    def build(self):
        self.run("--build", self.recipe.build_folder)

    def install(self):
        self.run("--install", self.recipe.build_folder)

    @staticmethod
    def run(*arguments):
        done = subprocess.run(["cmake", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stdout)
