"""What a recipe raises."""


class ConanInvalidConfiguration(Exception):
    """It cannot be built so."""
