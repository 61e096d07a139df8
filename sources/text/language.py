"""Which language a text is written in."""

from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from sources.text.types import Hints

UNKNOWN = "und"
SAMPLE = 400
"""Code points that are looked at: more changes no answer on the development pages, and costs time."""
CLOSE = 200
"""So many at the end of a long text are left out: they may be the page's, and no other part differs less between what
cleaning asks about and what is kept in the end. Of 1,275 texts two are given another language than by their start."""
FEWEST_LETTERS = 20
"""Under this even a plain English phrase is taken for Luganda or Tagalog."""
SUREST_ENOUGH = 0.3
"""The identifier's own probability; a seven-word English headline of names reaches .38, a lone name .05."""


@cache
def _identifier() -> LanguageIdentifier:
    """The model is read once a process (about 0.8 s) and never changes."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str:
    """The ISO 639-1 code of a text, or "und" when it is too short, mixed, or of a language without such a code."""
    return _detected(text[-SAMPLE - CLOSE : -CLOSE] if len(text) >= SAMPLE + CLOSE else text[:SAMPLE])


@lru_cache(maxsize=64)
def _detected(sample: str) -> str:
    """Remembered because cleaning and metadata ask about the same words, and the answer takes 0.1 ms."""
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return UNKNOWN
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= SUREST_ENOUGH and len(code) == 2 else UNKNOWN


def of(text: str, hints: Hints) -> str:
    """The hinted language if there is one (its main part: "pt" of "pt-BR"), else the detected one."""
    hinted = hints.language.replace("_", "-").split("-")[0].lower()
    return hinted if len(hinted) == 2 and hinted.isalpha() else detect(text)
