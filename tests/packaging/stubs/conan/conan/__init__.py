"""As much of Conan 2 as the recipes use: it really configures, builds, installs and runs."""
import subprocess
from types import SimpleNamespace


class Setting(str):
    """A setting with settings of its own."""

    def __new__(cls, value, **below):
        self = super().__new__(cls, value)
        self.__dict__.update(below)
        return self


class Settings(SimpleNamespace):
    def get_safe(self, path):
        found = self
        for name in path.split("."):
            found = getattr(found, name, None)
        return found


class ConanFile:
    default_options = {}

    def __init__(self, recipe_folder, folder, settings, options):
        self.recipe_folder = str(recipe_folder)
        self.export_sources_folder = self.source_folder = str(folder / "source")
        self.build_folder = str(folder / "build")
        self.package_folder = str(folder / "package")
        self.settings = Settings(**settings)
        self.options = SimpleNamespace(**{**self.default_options, **options})
        self.cpp_info = SimpleNamespace(set_property=lambda name, value: None)
        self.cpp = SimpleNamespace(build=SimpleNamespace(bindir=self.build_folder))
        self.packages, self.required, self.said = {}, [], ""

    def requires(self, reference):
        self.required.append(self.packages[reference])

    def builddirs_of_what_it_requires(self):
        return [f"{package.package_folder}/{place}" for package in self.required for place in package.cpp_info.builddirs]

    def run(self, command, env):
        if env != "conanrun":
            raise RuntimeError(f"run: {command} in {env}, where the libraries of what it requires are not found")
        done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said += done.stdout
        if done.returncode != 0:
            raise RuntimeError(f"{command}: exit code {done.returncode}\n{done.stdout}")
