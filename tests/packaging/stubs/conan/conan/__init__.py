"""As much of Conan 2 as the recipe uses: it really configures, builds and installs."""
from types import SimpleNamespace


class ConanFile:
    def __init__(self, recipe_folder, folder, settings, options):
        self.recipe_folder = str(recipe_folder)
        self.export_sources_folder = self.source_folder = str(folder / "source")
        self.build_folder = str(folder / "build")
        self.package_folder = str(folder / "package")
        self.settings = SimpleNamespace(**settings, get_safe=lambda name: None)
        self.options = SimpleNamespace(**{**self.default_options, **options})
        self.cpp_info = SimpleNamespace(set_property=lambda name, value: None)
