"""What a file is: by its bytes, then by what its sender declared, then by its name."""

import json
import re
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from sources.readers import ninjs
from sources.readers.types import Item, UnreadableError

HEAD = 4_096
TEXTS = frozenset({"text/plain", "text/markdown"})
"""Declared so, a text is a text: one about HTML may begin like HTML."""
MAGIC = {
    rb"%PDF-": "pdf",
    rb"PK(?:\x03\x04|\x05\x06)": "zip",
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old office file",
    rb"\{\\rtf": "rich text",
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF.{4}WEBP": "picture",
    rb"\x00.{3}ftyp|RIFF.{4}(?:WAVE|AVI )|ID3[\x00-\x08]|OggS\x00|\x1aE\xdf\xa3": "recording",
    rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a|\xfd7zXZ\x00|.{257}ustar[\x00 ]": "other archive",
}
"""How such files begin: with bytes that no text has, or "A HEATING WAVE" would be a recording."""
MEDIA_TYPES = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
    "application/json": "ninjs",
    "application/jsonl": "lines",
    "application/x-ndjson": "lines",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "text/calendar": "calendar entry",
    "text/vcard": "contact card",
    "text/x-vcard": "contact card",
    "application/rtf": "rich text",
    "text/rtf": "rich text",
    "application/pgp-signature": "signature",
    "application/pkcs7-signature": "signature",
    "application/x-pkcs7-signature": "signature",
}
MAIN_TYPES = {"image": "picture", "audio": "recording", "video": "recording"}
SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".zip": "zip",
    ".eml": "mail",
    ".json": "ninjs",
    ".ninjs": "ninjs",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".ics": "calendar entry",
    ".vcf": "contact card",
    ".svg": "picture",
}
PACKAGES = (
    ("word/", "docx"),
    ("xl/", "spreadsheet"),
    ("ppt/", "slides"),
    ("content.xml", "open document"),
    ("META-INF/container.xml", "book"),
)
"""What a ZIP is that holds such a part beside the one that names it a package."""
PACKAGE_MARKS = frozenset({"[Content_Types].xml", "mimetype"})
REFUSED = {
    "old office file": "is an Office file of the old kind. Open it and save it as .docx.",
    "rich text": "is a rich text file. Open it and save it as .docx.",
    "open document": "is an OpenDocument file. Open it and save it as .docx.",
    "spreadsheet": "is a spreadsheet. Copy the report out of it, or save it as text.",
    "slides": "is a set of slides. Save it as PDF.",
    "book": "is an electronic book. Save the chapter as PDF or text.",
    "picture": "is a picture. Nutgraf reads text; run text recognition (OCR) if it shows one.",
    "recording": "is a recording. Nutgraf reads text; add its transcript.",
    "other archive": "is an archive of a kind that is not unpacked here. Pack it as ZIP.",
    "calendar entry": "is a calendar entry, not a report.",
    "contact card": "is a contact card, not a report.",
    "signature": "is a cryptographic signature, not a report.",
}
HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
MAIL_HEAD = re.compile(rb"[A-Za-z-]{2,40}:\s")
MAIL_MARK = re.compile(rb"^(?:Message-ID|MIME-Version|Received):", re.I | re.M)


def format_of(item: Item) -> str:
    """pdf, docx, zip, mail, ninjs (any JSON), lines (JSON Lines), html or text.

    Raises UnreadableError, naming the way out, for kinds of files that no reader takes.
    """
    found = _by_bytes(item) or _declared(item) or _named(item) or _guessed(item)
    if found in REFUSED:
        raise UnreadableError(f"{item.name or item.id or 'The file'} {REFUSED[found]}")
    return found


def _by_bytes(item: Item) -> str:
    found = next((kind for mark, kind in MAGIC.items() if re.match(mark, item.data, re.DOTALL)), "")
    if found == "zip":
        return _package(item)
    if not found and _media_type(item) not in TEXTS and HTML_HEAD.match(item.data[:HEAD]):
        return "html"
    return found


def _package(item: Item) -> str:
    """A ZIP may be a document; a broken one is what it is called."""
    try:
        names = set(ZipFile(BytesIO(item.data)).namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return _declared(item) or _named(item) or "zip"
    if not names & PACKAGE_MARKS:
        return "zip"
    return next((kind for part, kind in PACKAGES if any(name.startswith(part) for name in names)), "zip")


def _media_type(item: Item) -> str:
    return item.media_type.partition(";")[0].strip().lower()


def _declared(item: Item) -> str:
    media_type = _media_type(item)
    return MEDIA_TYPES.get(media_type) or MAIN_TYPES.get(media_type.partition("/")[0], "")


def _named(item: Item) -> str:
    return SUFFIXES.get(PurePosixPath(item.name).suffix.lower(), "")


def _guessed(item: Item) -> str:
    """A file that nobody has named, such as standard input."""
    head = item.data[:HEAD]
    if MAIL_HEAD.match(head) and MAIL_MARK.search(head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]):
        return "mail"
    return "ninjs" if head.lstrip()[:1] in (b"{", b"[") and _holds_ninjs(item.data) else "text"


def _holds_ninjs(data: bytes) -> bool:
    try:
        return bool(ninjs.items_of(json.loads(data)))
    except (ValueError, RecursionError):
        return False
