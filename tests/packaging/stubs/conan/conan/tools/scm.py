"""Version, as far as it is compared."""


class Version:
    def __init__(self, text):
        self.numbers = [int(number) for number in str(text).split(".")]

    def __lt__(self, other):
        return self.numbers < Version(other).numbers if isinstance(other, str) else self.numbers < other.numbers
