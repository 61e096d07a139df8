"""Offices and ranks as titles give them, and when two of them cannot both be an actor's at one time."""

from dataclasses import dataclass

from sources.text.fold import plain
from sources.text.word_sets import word_set

SPELLED_OUT = {
    "gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant",
    "adm": "admiral", "pres": "president", "pm": "prime minister", "premier": "prime minister", "sen": "senator",
    "rep": "representative", "congressman": "representative", "congresswoman": "representative", "gov": "governor",
    "ex": "former", "onetime": "former", "sometime": "former", "vice": "deputy", "defense": "defence",
    "caretaker": "interim", "provisional": "interim", "temporary": "interim", "acting": "interim",
    "transition": "interim", "transitional": "interim",
    "self-styled": "self-proclaimed", "self-declared": "self-proclaimed", "self-appointed": "self-proclaimed",
    "chairwoman": "chairman", "chairperson": "chairman", "overthrown": "ousted", "deposed": "ousted",
    "toppled": "ousted", "monarch": "king", "tyrant": "dictator", "autocrat": "dictator", "despot": "dictator",
    "ruling": "", "external": "foreign", "treasury": "finance",
    "head": "leader", "chief": "leader", "boss": "leader", "presidente": "president", "prasident": "president",
    "military": "junta",
}  # fmt: skip
"""Words of one meaning. Spelling and abbreviation are no difference."""

BYGONE = word_set("former then late ousted outgoing")
"""An office held at another time contradicts none."""
CHANGES_OFFICE = word_set("deputy designate")
"""With one of these it is another office, also beside the bare one."""
QUALIFIES = CHANGES_OFFICE | word_set("interim de-facto self-proclaimed incoming exiled junta")
"""These say by what right someone holds an office. The bare office beside them is its short form."""
AT_THE_TOP = word_set(
    "president leader ruler chairman strongman dictator king queen emir sultan chancellor prime-minister"
)
"""Heads of states and governments: one of them at a time."""
LOADED_HEADS = word_set("strongman dictator warlord")
GENERIC_HEADS = word_set("leader ruler chairman")
"""What a president, a king or a party's head may be called as well."""
RANKS = word_set("general admiral colonel major captain lieutenant sergeant corporal commander")
PARLIAMENT = word_set("senator representative")
PORTFOLIOS = word_set(
    "foreign defence interior finance health education justice energy trade agriculture transport labour labor tourism"
)


@dataclass(frozen=True, slots=True)
class Office:
    """`head` is the office or rank itself; `portfolio` what a minister is in charge of."""

    text: str
    head: str
    qualifiers: frozenset[str]
    portfolio: frozenset[str]

    @property
    def family(self) -> str:
        families = (("top", AT_THE_TOP | LOADED_HEADS), ("rank", RANKS), ("parliament", PARLIAMENT))
        return next((name for name, heads in families if self.head in heads), self.head)


def read(title: str) -> tuple[Office, ...]:
    """The offices that a title names: "General, Transitional President" names two; "Mr" none."""
    found = (_office(part.strip()) for part in title.split(","))
    return tuple(office for office in found if office)


def _office(text: str) -> Office | None:
    joined = plain_title(text)
    words = [SPELLED_OUT.get(word, word) for word in joined.replace("prime minister", "prime-minister").split()]
    words = [word for spelled in words for word in spelled.replace("prime minister", "prime-minister").split()]
    known = AT_THE_TOP | LOADED_HEADS | RANKS | PARLIAMENT | {"minister", "governor", "mayor", "ambassador", "director"}
    heads = [word for word in words if word in known]
    if not heads or not BYGONE.isdisjoint(words):
        return None
    head = next((word for word in reversed(heads) if word not in GENERIC_HEADS), heads[-1])
    return Office(text, head, frozenset(words) & QUALIFIES, frozenset(words) & PORTFOLIOS)


def plain_title(text: str) -> str:
    """A title folded for comparison, without marks of possession and full stops."""
    words = (plain(word.strip(".")).removesuffix("'s") for word in text.split())
    return (
        " ".join(words)
        .replace("de facto", "de-facto")
        .replace("self proclaimed", "self-proclaimed")
        .replace("-elect", " designate")
    )


def conflict(one: Office, other: Office) -> bool:
    """Whether the two say different things about the same position."""
    if one.family != other.family:
        return False
    if one.family == "rank":
        return one.head != other.head and not one.qualifiers ^ other.qualifiers
    if one.head == other.head:
        return _qualified_otherwise(one, other) or _other_portfolio(one, other)
    if one.family == "top":
        return _other_leadership(one, other)
    return one.family == "parliament" and one.qualifiers == other.qualifiers


def _qualified_otherwise(one: Office, other: Office) -> bool:
    if one.qualifiers and other.qualifiers:
        return one.qualifiers.isdisjoint(other.qualifiers)
    return not CHANGES_OFFICE.isdisjoint(one.qualifiers | other.qualifiers)


def _other_portfolio(one: Office, other: Office) -> bool:
    return bool(one.portfolio and other.portfolio) and one.portfolio.isdisjoint(other.portfolio)


def _other_leadership(one: Office, other: Office) -> bool:
    """A bare "leader" is anyone's short form; one that is qualified, or loaded, is not."""
    if "deputy" in one.qualifiers ^ other.qualifiers:
        return False
    if {one.head, other.head} & LOADED_HEADS or _is_qualified(one) or _is_qualified(other):
        return not any(office.head in GENERIC_HEADS and not _is_qualified(office) for office in (one, other))
    return not {one.head, other.head} & GENERIC_HEADS


def _is_qualified(office: Office) -> bool:
    return bool(office.qualifiers)
