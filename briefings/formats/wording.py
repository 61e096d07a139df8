"""Sentences that several shapes share: who says something, how a difference reads, what an actor is."""

from typing import Any

BASES = {
    "statement": "rests on a statement",
    "document": "rests on a document",
    "own reporting": "the outlet's own reporting",
    "another outlet": "taken from another outlet",
    "none named": "names no source",
}
CHANGES = {"correction": "Correction", "clarification": "Clarification", "update": "Update", "retraction": "Retraction"}
RELATIONS = {
    ("leads", "to"): "leads {}",
    ("leads", "from"): "led by {}",
    ("member of", "to"): "member of {}",
    ("member of", "from"): "has {} as a member",
    ("fights", "both"): "fights {}",
    ("allied with", "both"): "allied with {}",
    ("meets", "both"): "meets {}",
}


def said_by(passage: dict[str, Any], source: dict[str, Any] | None) -> str:
    """Report 2, Gazette; citing the mayor; rests on a statement."""
    report = f"Report {passage['number']}"
    named = f"{report}, {source['outlet']}" if source and source["outlet"] else report
    citing = [f"citing {passage['attributed_to']}"] if passage["attributed_to"] else []
    return "; ".join([named, *citing, BASES.get(passage["basis"], passage["basis"])])


def used(difference: dict[str, Any]) -> str:
    """What the briefing uses of the values, and why; empty: it leaves the point open."""
    words = f"We use {difference['uses']}." if difference["uses"] else ""
    return " ".join(part for part in (words, difference["note"]) if part)


def change(edition: dict[str, Any]) -> str:
    """What readers are told of an edition that says what it is; empty for the rest."""
    name = CHANGES.get(edition["kind"], "")
    return f"{name}: {edition['note']}" if name and edition["note"] else ""


def offices(actor: dict[str, Any]) -> list[str]:
    return [", ".join(part for part in (role["title"], role["organisation"]) if part) for role in actor["roles"]]


def ties(actor: dict[str, Any]) -> list[str]:
    found = []
    for tie in actor["relations"]:
        words = RELATIONS.get((tie["kind"], tie["way"]), f"{tie['kind']} {{}}").format(tie["name"])
        found.append(f"{words} (disputed)" if tie["disputed"] else words)
    return found


def dated(source: dict[str, Any]) -> list[str]:
    """The parts of a report's line in the list of sources."""
    credit = source["credited_to"]
    unread = "" if source["credited_read"] else ", not read by us"
    parts = [source["outlet"], source["byline"], source["dated"], f"credits {credit}{unread}" if credit else ""]
    return [part for part in parts if part]


def cautions(source: dict[str, Any]) -> list[str]:
    withdrawn = ["Withdrawn: the outlet no longer stands by this report."] if source["withdrawn"] else []
    return withdrawn + [f"{flag['signal'].capitalize()}: {flag['explanation']}" for flag in source["flags"]]
