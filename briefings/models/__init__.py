from briefings.models.annotation import Annotation, Citation, KeyPoint
from briefings.models.briefing import Briefing, SlugRedirect
from briefings.models.correction import Correction
from briefings.models.edition import Edition, Rendition
from briefings.models.revision import Revision

__all__ = [
    "Annotation",
    "Briefing",
    "Citation",
    "Correction",
    "Edition",
    "KeyPoint",
    "Rendition",
    "Revision",
    "SlugRedirect",
]
