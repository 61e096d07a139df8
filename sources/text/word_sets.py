"""Word lists as data: written as plain text in the modules that hold them."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, set apart by white space."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of a text, set apart by commas and line ends."""
    return frozenset(phrase.strip() for phrase in text.replace("\n", ",").split(",") if phrase.strip())


def member_map(text: str) -> dict[str, str]:
    """Members to their group, written "group: member, member; group: member"."""
    groups = [group.partition(":") for group in text.replace("\n", " ").split(";") if group.strip()]
    return {
        " ".join(member.split()): name.strip()
        for name, _, members in groups
        for member in members.split(",")
        if member.strip()
    }


def letter_map(text: str) -> dict[str, str]:
    """Letters to what they become, written "a=b c=" and set apart by white space."""
    pairs = [pair.partition("=") for pair in text.split()]
    return {letter: becomes for letter, _, becomes in pairs}
