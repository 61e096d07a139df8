"""How the word lists of this floor are written down: plain words in a text block."""


def words(block: str) -> frozenset[str]:
    """The words of a block, parted by white space."""
    return frozenset(block.split())


def alternatives(block: str) -> str:
    """A block of patterns parted by commas, as one regular expression's alternatives."""
    return "|".join(" ".join(pattern.split()) for pattern in block.split(",") if pattern.strip())
