"""How a name sounds: keys under which the spellings of one name meet. They take folded (Latin) words."""

import re
from functools import lru_cache

# Spellings of one sound in the romanisations that newsrooms use; applied in order to a folded word.
SOUND_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|sh(?!$)ch|cz", "S"),
        (r"sh|ch|zh|sz|dzh|dj|dsch", "S"),
        (r"ph|ff|v(?=$)|v|w", "f"),
        (r"ck|kk|kh|q|c(?![eiy])|gh(?=[aeiou])", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"th|dt", "t"),
        (r"dh", "d"),
        (r"ts|tz|z", "s"),
        (r"(?<=[aeiou])h(?![aeiou])|(?<=[a-z])h", ""),
        (r"ou|oo|u|o", "u"),
        (r"ey|ei|ai|ay|ae", "e"),
        (r"ee|ie|ia|y|i|j", "i"),
        (r"iu", "u"),
        (r"e$", ""),
        (r"e", "i"),
    )
)
NASAL = re.compile(r"ng(?![aeiou])")
DOUBLED = re.compile(r"(.)\1+")
# Consonants in the classes that scripts keep apart or merge differently; vowels, h, w and y are left out.
BONE_RULES = tuple(
    (re.compile(pattern), bone)
    for pattern, bone in (
        (r"sch|tch|dzh|sh|ch|zh|ts|tz|sz|cz|ş|ç", "S"),
        (r"ph", "F"),
        (r"kh|gh|ck|q", "K"),
        (r"th|dh", "T"),
        (r"x", "KS"),
        (r"c(?=[eiy])", "S"),
        (r"[ck]", "K"),
        (r"[gj]", "G"),
        (r"[dt]", "T"),
        (r"[sz]", "S"),
        (r"[bp]", "B"),
        (r"[fv]", "F"),
        (r"[aeiouyhw']", ""),
    )
)
# East Asian scripts do not tell l from r, nor b from v, nor k from g.
EAST_ASIAN = str.maketrans({"r": "l", "F": "B", "G": "K", "m": "n"})


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """A folded word with doubled letters written once ("assad": asad)."""
    return DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A key that spellings of one name share ("yusuf", "youssef"): like consonants merged, vowels in three classes."""
    key = skeleton(word)
    for pattern, replacement in SOUND_RULES:
        key = pattern.sub(replacement, key)
    return skeleton(key)


@lru_cache(maxsize=16384)
def bones(word: str) -> str:
    """The consonants of a folded word, in classes that survive scripts without vowels."""
    key = skeleton(word)
    for pattern, replacement in BONE_RULES:
        key = pattern.sub(replacement, key)
    return skeleton(key)


def east_asian_bones(word: str) -> str:
    """Bones, with the distinctions left out that Chinese, Japanese and Korean writing does not make."""
    return skeleton(bones(NASAL.sub("n", word)).translate(EAST_ASIAN))
