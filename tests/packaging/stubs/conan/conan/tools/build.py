"""check_min_cppstd(), which is asked only when a standard is set."""


def check_min_cppstd(recipe, standard):
    raise AssertionError("no standard is set")
