"""What a form or an address names."""


def key_of(words: str) -> int:
    """The key of a row; 0, which no row has, for anything that is none."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else 0
