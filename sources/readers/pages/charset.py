"""Which charset a page says it is written in."""

import re

from sources.readers.text import name_of

HEAD = 4_096
"""So many bytes are looked at, as browsers do (theirs is 1,024) and some more."""
META = re.compile(rb"<meta\s[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,40})", re.IGNORECASE)
PROLOG = re.compile(rb"\s{0,20}<\?xml\s[^>]{0,80}?encoding\s{0,4}=\s{0,4}[\"']([\w.:-]{2,40})", re.IGNORECASE)
BROWSERS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
"""What browsers read when a page names the charset on the left (WHATWG Encoding, 4.2)."""


def declared(data: bytes, beside: str) -> str:
    """The charset that came `beside` the bytes if they can be read so, else the one the page names, or nothing."""
    own = META.search(data[:HEAD]) or PROLOG.match(data[:HEAD])
    names = [beside.strip().lower(), own[1].decode("ascii").lower() if own else ""]
    meant = [BROWSERS.get(name, name) for name in names if name]
    return next((name for name in meant if _fits(data, name)), "")


def _fits(data: bytes, charset: str) -> bool:
    try:
        data.decode(name_of(charset))
    except (LookupError, ValueError):
        return False
    return True
