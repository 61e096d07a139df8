"""What an element's tag, class and id tell of the lines in it: names for the page's furniture."""

import re
from functools import lru_cache

TAGS = {
    "nav": "navigation",
    "menu": "navigation",
    "button": "navigation",
    "aside": "related links",
    "figure": "caption",
    "figcaption": "caption",
    "caption": "caption",
}
WHOLE = frozenset({"html", "body", "main", "article"})
"""These have classes for all that a page may come with."""
NAMES = (
    ("cookie notice", "cookie|consent|gdpr|cmp"),
    ("comment form", "comments?|disqus|respond|replies"),
    ("newsletter", "newsletters?|subscribe|subscription|signup|paywall"),
    ("share prompt", "share|sharing|social|socials|sharebar|addtoany|sharedaddy"),
    ("author bio", "bio|biography|(?:about-?)?author-?(?:bio|box|info|card)|about-?author"),
    ("advertisement", "ads?|advert|adverts|advertisement|sponsor|sponsored|promo|promoted|outbrain|taboola"),
    (
        "related links",
        "related|recommended|recommendations|trending|popular|most-?read|teasers?|recirc|read-?more|tags",
    ),
    ("caption", "captions?|photo-?credit|image-?credit"),
    ("media player", "player|video-?player|audio-?player"),
    ("copyright", "copyright|legal|imprint"),
    ("navigation", "nav|navbar|navigation|menu|breadcrumbs?|pagination|skip-?link"),
)
PATTERN = re.compile(
    "|".join(rf"(?P<n{number}>(?<![^\W_])(?:{words})(?![^\W_]))" for number, (_, words) in enumerate(NAMES)),
    re.IGNORECASE,
)
LONGEST_NAME = 400
"""Of a class and an id so much is looked at, and kept in memory."""


@lru_cache(maxsize=4_096)
def named(tag: str, names: str) -> str:
    """The kind of furniture that an element holds by its tag or its class and id, or nothing: a key of `rules.REASONS`.

    Only lines that were found to be no part of the report are called so: a report may stand in a `div.comments-open`.
    """
    if tag in WHOLE:
        return ""
    if kind := TAGS.get(tag):
        return kind
    found = PATTERN.search(names)
    return NAMES[int((found.lastgroup or "n0")[1:])][0] if found else ""
