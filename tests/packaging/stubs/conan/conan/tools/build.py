"""check_min_cppstd(), which is asked only when a standard is set, and can_run()."""
from ..errors import ConanInvalidConfiguration


def check_min_cppstd(recipe, standard):
    """Years as Conan writes them: gnu17, 20."""
    if int(str(recipe.settings.get_safe("compiler.cppstd")).removeprefix("gnu")) < standard:
        raise ConanInvalidConfiguration(f"the current cppstd is lower than the required {standard}")


def can_run(recipe):
    """What was built is for the processor that builds."""
    return True
