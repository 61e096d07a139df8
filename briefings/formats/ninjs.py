"""An edition as an IPTC ninjs 3.1 item. Keys that ninjs does not know are not allowed, so annotations are linked."""

from typing import Any

from briefings.formats import wording
from briefings.formats.site import POLICIES, Document, Site, source_address, urn, wikidata

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
GENRE = {"name": "Analysis", "uri": "http://cv.iptc.org/newscodes/genre/Analysis"}
MADE_BY_PEOPLE = {
    "name": "Digital creation",
    "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
}
TRUST = "http://cv.iptc.org/newscodes/trustindicator/"
RIGHTS = "http://www.w3.org/ns/odrl/2/"


def item(doc: Document, site: Site) -> dict[str, Any]:
    """A retracted briefing is canceled, with the reason and without content."""
    found = _identity(doc, site) | _rights(doc, site)
    if doc["status"] == "retracted":
        return found | {"pubStatus": "canceled", "edNote": doc["retraction"]["reason"]}
    found |= {
        "pubStatus": "usable",
        "representationType": "full",
        "genres": [GENRE],
        "digitalSourceType": MADE_BY_PEOPLE,
        "by": ", ".join(doc["authors"]) or site.name,
        "descriptions": list(_descriptions(doc)),
        "bodies": _bodies(doc),
        "infoSources": _info_sources(doc),
        "renditions": _renditions(doc, site),
        "associations": _associations(doc, site),
    }
    found |= {name: rows for name, rows in _concepts(doc, site).items() if rows}
    words = wording.change(doc["edition"])
    return found | ({"edNote": words} if words else {})


def _identity(doc: Document, site: Site) -> dict[str, Any]:
    return {
        "uri": urn(doc["uid"]),
        "standard": STANDARD,
        "type": "text",
        "profile": "briefing",
        "version": str(doc["edition"]["number"]),
        "firstCreated": doc["first_published_at"],
        "versionCreated": doc["edition"]["published_at"],
        "language": doc["language"],
        "title": doc["headline"],
        "slugline": doc["slug"],
        "headlines": [{"role": "main", "value": doc["headline"]}],
        "altIds": [{"role": "uuid", "value": doc["uid"]}, {"role": "slug", "value": doc["slug"]}],
    }


def _rights(doc: Document, site: Site) -> dict[str, Any]:
    found = {
        "copyrightHolder": site.name,
        "copyrightNotice": f"© {doc['first_published_at'][:4]} {site.name}",
        "trustIndicators": [
            {"role": TRUST + name, "title": POLICIES[name], "href": address} for name, address in site.policies.items()
        ],
        "usageTerms": site.terms,
        "rightsInfo": {"langId": RIGHTS, "linkedRights": site.licence} if site.licence else None,
    }
    return {name: value for name, value in found.items() if value}


def _descriptions(doc: Document) -> list[dict[str, str]]:
    """The parts beside the text; each key point with what supports it."""
    points = [f"{point['text']} ({point['support']['words']})" for point in doc["key_points"]]
    differences = [
        f"{row['label']}: " + "; ".join(f"{value['value']} (report {value['number']})" for value in row["values"])
        for row in doc["differences"]
    ]
    parts = {
        "summary": doc["standfirst"],
        "trust": "; ".join(part["words"] for part in doc["trust"]),
        "keyPoints": "\n".join(points),
        "differences": "\n".join(differences),
        "notKnown": "\n".join(doc["not_known"]),
        "corrections": "\n".join(f"{row['at']} {wording.change(row)}" for row in doc["corrections"]),
    }
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in parts.items() if text]


def _bodies(doc: Document) -> list[dict[str, Any]]:
    body = doc["body"]
    words = len(body["text"].split())
    return [
        {"role": "main", "contentType": "text/html", "wordCount": words, "value": body["html"]},
        {"role": "markdown", "contentType": "text/markdown", "wordCount": words, "value": body["markdown"]},
        _text_body("plain", body["text"]),
    ]


def _text_body(role: str, text: str) -> dict[str, Any]:
    counts = {"wordCount": len(text.split()), "charCount": len(text)}
    return {"role": role, "contentType": "text/plain", **counts, "value": text}


def _concepts(doc: Document, site: Site) -> dict[str, list[dict[str, str]]]:
    actors = {kind: [_concept(a, site) for a in doc["actors"] if a["kind"] == kind] for kind in ("person", "place")}
    groups = [_concept(a, site) for a in doc["actors"] if a["kind"] not in actors]
    return {
        "people": actors["person"],
        "organisations": groups,
        "places": actors["place"],
        "subjects": [{"name": topic, "rel": "about"} for topic in doc["topics"]],
    }


def _concept(actor: Document, site: Site) -> dict[str, str]:
    return {"name": actor["name"], "rel": "mentions", "uri": wikidata(actor) or site.actor(actor["uid"])}


def _info_sources(doc: Document) -> list[dict[str, str]]:
    """Whose reports it rests on, each once, and the agencies that those credit."""
    outlets = dict.fromkeys(source["outlet"] for source in doc["sources"] if source["outlet"])
    credited = dict.fromkeys(source["credited_to"] for source in doc["sources"] if source["credited_to"])
    return [
        *({"name": name, "role": "contentSource"} for name in outlets),
        *({"name": name, "role": "originated"} for name in credited if name not in outlets),
    ]


def _renditions(doc: Document, site: Site) -> list[dict[str, str]]:
    slug = doc["slug"]
    return [
        {"name": "web", "href": site.page(slug), "contentType": "text/html"},
        {"name": "json", "href": site.api(slug), "contentType": "application/json"},
        {"name": "markdown", "href": site.shape(slug, "md"), "contentType": "text/markdown"},
        {
            "name": "annotations",
            "href": site.annotations(slug),
            "contentType": "application/ld+json",
            "title": "W3C Web Annotations",
        },
    ]


def _associations(doc: Document, site: Site) -> list[dict[str, Any]]:
    found = [_report(source) for source in doc["sources"]]
    if doc["interview"]:
        found.append(_interview(doc, site))
    number = doc["edition"]["number"] - 1
    if number:
        found.append(
            {
                "name": "previous",
                "rel": "previousVersion",
                "uri": site.edition_page(doc["slug"], number),
                "type": "text",
            }
        )
    return found


def _report(source: Document) -> dict[str, Any]:
    found = {
        "name": f"source-{source['number']}",
        "rel": "source",
        "uri": source_address(source),
        "type": "text",
        "representationType": "partial",
        "language": source["language"],
        "title": source["headline"],
        "by": source["byline"],
        "copyrightHolder": source["outlet"],
        "edNote": " ".join(wording.cautions(source)),
    }
    return {name: value for name, value in found.items() if value}


def _interview(doc: Document, site: Site) -> dict[str, Any]:
    """With what readers are told of it before its first question."""
    interview = doc["interview"]
    turns = [turn for exchange in interview["exchanges"] for turn in exchange["turns"]]
    said = [f"{turn['speaker']}: {' '.join(turn['paragraphs'])}" for turn in turns]
    return {
        "name": "interview",
        "rel": "interview",
        "uri": f"{site.page(doc['slug'])}#interview",
        "type": "text",
        "representationType": "full",
        "language": doc["language"],
        "headlines": [{"role": "main", "value": interview["title"]}],
        "edNote": interview["disclosure"],
        "bodies": [_text_body("main", "\n\n".join([interview["disclosure"], *said]))],
    }
