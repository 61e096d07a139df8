"""Names known beforehand, found in a text as phrases of words: states, cities, organisations, armed groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.text.fold import fold
from sources.text.naming.lists import KNOWN_ARMED_GROUPS, KNOWN_ORGANISATIONS, KNOWN_PLACES
from sources.text.naming.territories import DEPENDENT, cities, english_states, state_name, states
from sources.text.naming.tokens import Token
from sources.text.naming.words import OPENING_PARTICLES
from sources.text.word_sets import member_map, word_set

PERSON, ORGANISATION, ARMED_GROUP, STATE, PLACE = "person", "organisation", "armed group", "state", "place"

# Keys this short are acronyms and count only in capitals, save these.
SHORTEST_WORD = 4
SHORT_WORDS = word_set("gao goa fed ira qom isi lae")
# Known names that are words as well: where any word has a capital, they are taken for words.
WORDS_TOO = word_set(
    """
    total shell delta meta apple amazon ford intel opera sony congress senate commission allies axis quad labour
    amnesty nice conservatives democrats republicans tories turkey guinea jersey gulf pacific queens charlotte
    orlando florence buffalo austin quartet emirates amnesty delta commonwealth fed essex kent hama beni java
    bern goa cali mit who eni
    """
)
# Two spellings of one actor that no rule of letters ties together.
SAME_ACTOR = member_map(
    """
    islamic state: isis, isil, daesh, etat islamique, estado islamico, islamischer staat; united nations: un,
    onu, nations unies, naciones unidas, nazioni unite, nacoes unidas, vereinte nationen, vereinten nationen;
    european union: eu, ue, union europeenne, union europea, unione europea, uniao europeia, europaische union,
    europaischen union; african union: au, union africaine, union africana, unione africana, uniao africana,
    afrikanische union, afrikanischen union; nato: nato, otan, north atlantic treaty organization, north
    atlantic treaty organisation; hezbollah: hizbollah, hizbullah; al qaeda: al qaida; al shabaab: al shabab;
    houthi: houthis; kyiv: kiev; odesa: odessa; st petersburg: saint petersburg; timbuktu: tombouctou; ecowas:
    ecowas, cedeao; us army: us army; wagner group: wagner; new york: new york city; donbas: donbass; mumbai:
    bombay; sanaa: sanaa; washington: washington dc; islamic state khorasan: is k; world bank: banque mondiale,
    banco mundial, banca mondiale, weltbank; security council: conseil de securite, consejo de seguridad,
    sicherheitsrat
    """
)


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: `key` is the same for all spellings of one actor. `words` counts its words in the text."""

    key: str
    kind: str
    words: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by their folded words; `longest` gives for a first word how many words its longest name has."""

    names: dict[tuple[str, ...], Known]
    longest: dict[str, int]


@lru_cache(maxsize=32)
def gazetteer(language: str) -> Gazetteer:
    """All known names for texts in one language (English spellings are known in every language)."""
    kinds: dict[str, tuple[str, str]] = {}
    for names, kind in (
        (cities(), PLACE),
        (KNOWN_PLACES, PLACE),
        (KNOWN_ORGANISATIONS, ORGANISATION),
        (KNOWN_ARMED_GROUPS, ARMED_GROUP),
    ):
        for name in names:
            kinds[fold(name)] = (SAME_ACTOR.get(fold(name), fold(name)), kind)
    for spelling, code in (states(language) | english_states()).items():
        kinds[spelling] = (fold(state_name(code)), PLACE if code in DEPENDENT else STATE)
    for name, actor in SAME_ACTOR.items():
        kinds.setdefault(name, (actor, kinds.get(actor, (actor, ORGANISATION))[1]))
    found = {tuple(key.split()): Known(actor, kind, len(key.split())) for key, (actor, kind) in kinds.items()}
    longest: dict[str, int] = {}
    for words in found:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Gazetteer(found, longest)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at a place in the text: it takes `count` tokens."""

    known: Known
    count: int


def known_at(words: Sequence[Token], index: int, names: Gazetteer) -> Match | None:
    """The longest known name that begins with this word and is written as a name."""
    first = words[index]
    if not (first.capital or first.low in OPENING_PARTICLES or first.caseless):
        return None
    keys = fold(first.text).split()
    limit = names.longest.get(keys[0], 0) if keys else 0
    best = None
    stop = index
    while len(keys) <= limit:
        stop += 1
        known = names.names.get(tuple(keys))
        if known and _written_as_name(words[index:stop]):
            best = Match(known, stop - index)
        if stop >= len(words) or not words[stop].near:
            break
        more = fold(words[stop].text).split()
        keys = [*keys[:-1], keys[-1] + "".join(more)] if words[stop].gap == "" else keys + more
    return best


def _written_as_name(words: Sequence[Token]) -> bool:
    if (
        len(words) == 1
        and not words[0].caseless
        and len(words[0].low) < SHORTEST_WORD
        and words[0].low not in SHORT_WORDS
    ):
        return words[0].text.replace(".", "").isupper()
    if len(words) == 1 and words[0].low in WORDS_TOO and (words[0].opens or words[0].titled):
        return False
    return words[-1].capital or (len(words) > 1 and words[0].capital) or words[0].caseless
