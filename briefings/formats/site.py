"""What the shapes of an edition say of the site that publishes it, and the addresses they link to."""

from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]
"""An edition's document, completed and with the addresses of what can be looked up (`indexing.linked`)."""

POLICIES = {
    "publishingPrinciples": "Publishing principles",
    "correctionsPolicy": "Corrections policy",
    "ethicsPolicy": "Ethics policy",
    "verificationFactCheckingPolicy": "How we check facts",
    "unnamedSourcesPolicy": "Unnamed sources",
    "ownershipFundingInfo": "Ownership and funding",
    "masthead": "Masthead",
    "missionCoveragePrioritiesPolicy": "Mission and coverage priorities",
    "actionableFeedbackPolicy": "How to reach us",
    "diversityPolicy": "Diversity policy",
    "noBylinesPolicy": "Articles without a byline",
}
"""schema.org's properties of a publisher → their names for readers; ninjs calls them trust indicators."""


@dataclass(frozen=True, slots=True)
class Site:
    """`url` without a slash at its end; `policies`: some of POLICIES → addresses; `licence`: an address or empty."""

    name: str
    url: str
    licence: str = ""
    terms: str = ""
    policies: dict[str, str] = field(default_factory=dict)

    def page(self, slug: str) -> str:
        return f"{self.url}/briefings/{slug}/"

    def edition_page(self, slug: str, number: int) -> str:
        return f"{self.page(slug)}editions/{number}/"

    def api(self, slug: str) -> str:
        return f"{self.url}/api/v1/briefings/{slug}/"

    def shape(self, slug: str, suffix: str) -> str:
        return f"{self.url}/api/v1/briefings/{slug}.{suffix}"

    def edition(self, slug: str, number: int) -> str:
        return f"{self.api(slug)}editions/{number}/"

    def text(self, slug: str, number: int) -> str:
        """The plain text of one edition, which selectors point into."""
        return f"{self.api(slug)}editions/{number}/text/"

    def annotations(self, slug: str) -> str:
        return f"{self.api(slug)}annotations/"

    def annotation(self, slug: str, id: str) -> str:
        return f"{self.annotations(slug)}{id}/"

    def actor(self, uid: str) -> str:
        """By the uid, which stays when a name changes."""
        return f"{self.url}/api/v1/actors/{uid}/"

    def actor_page(self, slug: str) -> str:
        return f"{self.url}/actors/{slug}/"


def urn(uid: str) -> str:
    """RFC 9562."""
    return f"urn:uuid:{uid}"


def source_address(source: dict[str, Any]) -> str:
    """Where a report is; of one that came without an address its name."""
    return str(source["url"]) if source["url"].startswith(("http://", "https://")) else urn(source["uid"])


def wikidata(actor: dict[str, Any]) -> str:
    return f"http://www.wikidata.org/entity/{actor['wikidata']}" if actor["wikidata"] else ""
