"""An edition as schema.org JSON-LD: for search engines on the page, and by itself."""

from collections.abc import Iterator
from typing import Any

from briefings.formats import wording
from briefings.formats.site import Document, Site, source_address, urn, wikidata

ACTOR_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "armed group": "Organization",
    "state": "Country",
    "place": "Place",
}
CHECKED = ("conducted by us", "identity checked")


def article(doc: Document, site: Site) -> dict[str, Any]:
    """Of a retracted briefing: that it is retracted and why, without content."""
    found = _identity(doc, site)
    if doc["status"] == "retracted":
        retraction = doc["retraction"]
        return found | {
            "creativeWorkStatus": "Retracted",
            "correction": _comment(f"Retraction: {retraction['reason']}", retraction["at"]),
        }
    interview = _interview(doc, site) if doc["interview"] else None
    parts = {
        "description": doc["standfirst"],
        "author": [{"@type": "Person", "name": name} for name in doc["authors"]] or {"@id": _publisher_id(site)},
        "keywords": doc["topics"],
        "articleBody": doc["body"]["text"],
        "wordCount": len(doc["body"]["text"].split()),
        "timeRequired": f"PT{doc['reading_minutes']}M",
        "backstory": backstory(doc),
        "citation": [_report(source) for source in doc["sources"]],
        "mentions": [_actor(actor, site) for actor in doc["actors"]],
        "correction": [_comment(_told(row), row["at"]) for row in doc["corrections"]],
        "hasPart": interview,
        "license": site.licence,
        "creditText": site.name,
        "copyrightHolder": {"@id": _publisher_id(site)},
        "copyrightYear": int(doc["first_published_at"][:4]),
    }
    return found | {name: value for name, value in parts.items() if value}


def _identity(doc: Document, site: Site) -> dict[str, Any]:
    address = site.page(doc["slug"])
    return {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "@id": urn(doc["uid"]),
        "url": address,
        "mainEntityOfPage": address,
        "headline": doc["headline"],
        "inLanguage": doc["language"],
        "datePublished": doc["first_published_at"],
        "dateModified": doc["edition"]["published_at"],
        "version": doc["edition"]["number"],
        "isAccessibleForFree": True,
        "publisher": _publisher(site),
    }


def _publisher_id(site: Site) -> str:
    return f"{site.url}/#publisher"


def _publisher(site: Site) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "@id": _publisher_id(site),
        "name": site.name,
        "url": f"{site.url}/",
        **site.policies,
    }


def backstory(doc: Document) -> str:
    """How the briefing came about, in words."""
    reports = "1 report" if len(doc["sources"]) == 1 else f"{len(doc['sources'])} reports"
    parts = [f"Written from {reports} read by {doc['as_of'][:10]}", *(part["words"] for part in doc["trust"])]
    told = [doc["interview"]["disclosure"]] if doc["interview"] else []
    return " ".join([f"{'; '.join(parts)}.", *told])


def _report(source: Document) -> dict[str, Any]:
    address = source_address(source)
    found = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address if address != urn(source["uid"]) else "",
        "headline": source["headline"],
        "publisher": {"@type": "Organization", "name": source["outlet"]} if source["outlet"] else None,
        "author": [{"@type": "Person", "name": name} for name in source["authors"]],
        "datePublished": source["published_on"],
        "inLanguage": source["language"],
        "creativeWorkStatus": "Withdrawn" if source["withdrawn"] else "",
    }
    return {name: value for name, value in found.items() if value}


def _actor(actor: Document, site: Site) -> dict[str, Any]:
    found = {
        "@type": ACTOR_TYPES[actor["kind"]],
        "@id": site.actor(actor["uid"]),
        "url": site.actor_page(actor["slug"]) if actor.get("slug") else "",
        "name": actor["name"],
        "alternateName": actor["also_written"],
        "description": actor["note"],
        "sameAs": wikidata(actor),
    }
    if actor["kind"] == "person":
        found["jobTitle"] = wording.offices(actor)
    return {name: value for name, value in found.items() if value}


def _told(row: Document) -> str:
    changed = [f"Was: {row['was']}"] if row["was"] else []
    changed += [f"Now: {row['now']}"] if row["now"] else []
    return " ".join([wording.change(row), *changed])


def _comment(text: str, at: str) -> dict[str, str]:
    return {"@type": "CorrectionComment", "text": text, "datePublished": at}


def _interview(doc: Document, site: Site) -> dict[str, Any]:
    interview = doc["interview"]
    by_uid = {source["uid"]: source for source in doc["sources"]}
    source = by_uid.get(interview["source"])
    return {
        "@type": "Conversation",
        "@id": f"{site.page(doc['slug'])}#interview",
        "name": interview["title"],
        "description": interview["disclosure"],
        "inLanguage": doc["language"],
        **({"isBasedOn": {"@id": source_address(source)}} if source else {}),
        "hasPart": list(_turns(doc, site)),
    }


def _turns(doc: Document, site: Site) -> Iterator[dict[str, Any]]:
    """Questions with the answers that follow them; what nobody asked for is a comment.

    An answer is accepted where we know who gives it, and suggested where we do not.
    """
    interview = doc["interview"]
    name = "acceptedAnswer" if interview["disposition"] in CHECKED else "suggestedAnswer"
    question: dict[str, Any] | None = None
    for turn in (turn for exchange in interview["exchanges"] for turn in exchange["turns"]):
        said = _said(turn, f"{site.page(doc['slug'])}#{turn['id']}")
        if turn["role"] == "interviewee" and question is not None:
            question.setdefault(name, []).append({"@type": "Answer"} | said)
            continue
        if question is not None:
            yield question
        question = {"@type": "Question"} | said if turn["role"] == "interviewer" else None
        if question is None:
            yield {"@type": "Comment"} | said
    if question is not None:
        yield question


def _said(turn: Document, address: str) -> dict[str, Any]:
    speaker = {"author": {"@type": "Person", "name": turn["speaker"]}} if turn["speaker"] else {}
    return {"@id": address, "url": address, "text": "\n\n".join(turn["paragraphs"]), **speaker}
