"""Stored pages kept at hand by each process, as they go over the wire: a reader's request asks the database nothing.

Once a second at most it is asked whether anything public has changed, and if so everything is forgotten. So a
publication or a retraction shows in every process within a second, and at once in the one that made it.
"""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from cachetools import LRUCache
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.urls import ResolverMatch
from django.utils.http import http_date

from accounts.models import Sequence
from accounts.models.sequence import BESIDE_EDITIONS
from briefings.models import Rendition
from briefings.models.edition import PUBLIC_CHANGES, RenditionQuerySet

LOOK_AGAIN = 1.0
"""Seconds."""

ZIPPED_FROM = 500
"""Bytes under which compression saves nothing."""

LEVEL = 6
"""Of gzip: a page of 86 kB took 1.0 ms and 10,432 bytes; at 9, 1.4 ms and 10,346; at 5, 0.8 ms and 10,570."""

Version = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A page's bytes, and the same for those who take gzip (empty where that is no shorter).

    `changed_at` and `last_modified` (for HTTP) are empty for a list, which is told by its ETag alone. `route`: of the
    address under which a page is kept.
    """

    content: bytes
    zipped: bytes
    etag: str
    changed_at: datetime | None = None
    last_modified: str = ""
    route: ResolverMatch | None = None

    @classmethod
    def of(cls, rendition: Rendition) -> "Stored":
        content, changed_at = bytes(rendition.content), rendition.edition.published_at
        return cls(content, _zipped(content), rendition.etag, changed_at, http_date(changed_at.timestamp()))

    @classmethod
    def made(cls, content: bytes) -> "Stored":
        return cls(content, _zipped(content), hashlib.sha256(content).hexdigest())

    @property
    def size(self) -> int:
        return len(self.content) + len(self.zipped)


class Shelf:
    """The most used pages, as many as fit in `most_bytes` (0: none). Any number of threads may use it."""

    def __init__(self, most_bytes: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept: LRUCache[Hashable, Stored] = LRUCache(maxsize=most_bytes, getsizeof=lambda stored: stored.size)
        self._clock = clock
        self._lock = threading.Lock()
        self._version: Version | None = None
        self._looked = float("-inf")
        self.hits = self.misses = 0

    def find(self, key: Hashable, load: Callable[[], Stored | None]) -> Stored | None:
        """What is kept under the key, or what `load` brings; only what was public at the last look is kept.

        While the database is away, what is kept goes on being served as it was at the last look.
        """
        if not self._kept.maxsize:
            return load()
        version = self._look_if_it_is_there()
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self.hits += 1
                return kept
            self.misses += 1
        stored = load()
        with self._lock:
            if stored and version == self._version and stored.size <= self._kept.maxsize:
                self._kept[key] = stored
        return stored

    def at_hand(self, key: Hashable) -> Stored | None:
        """What is kept under the key, if anything still is. What never was asks the database nothing."""
        if key not in self._kept:
            return None
        self._look_if_it_is_there()
        with self._lock:
            kept = self._kept.get(key)
            self.hits += kept is not None
            return kept

    def clear(self) -> None:
        """Look again, and forget everything, before the next answer."""
        with self._lock:
            self._kept.clear()
            self._version, self._looked = None, float("-inf")

    def _look_if_it_is_there(self) -> Version | None:
        try:
            return self._look()
        except (OperationalError, InterfaceError):
            connection.close()
            with self._lock:
                self._looked = self._clock()  # not every reader is to wait for a connection that does not come
                return self._version

    def _look(self) -> Version | None:
        now = self._clock()
        if now - self._looked < LOOK_AGAIN:
            return self._version
        rows = Sequence.objects.filter(name__in=(PUBLIC_CHANGES, BESIDE_EDITIONS)).order_by("name")
        version = tuple(rows.values_list("name", "value"))
        with self._lock:
            if version != self._version:
                self._kept.clear()
            self._version, self._looked = version, now
        return version


def _zipped(content: bytes) -> bytes:
    zipped = gzip.compress(content, LEVEL, mtime=0) if len(content) >= ZIPPED_FROM else b""
    return zipped if len(zipped) < len(content) else b""


SHELF = Shelf(settings.PAGE_CACHE_BYTES)


def live(slug: str, shape: str) -> Stored | None:
    """A briefing's live edition in a shape, if it is public."""
    return SHELF.find((slug, shape), lambda: first(Rendition.objects.live(slug, shape)))


def of_edition(slug: str, number: int, shape: str) -> Stored | None:
    """One edition of a briefing in a shape, if it is public."""
    return SHELF.find((slug, number, shape), lambda: first(Rendition.objects.of_edition(slug, number, shape)))


def first(renditions: RenditionQuerySet) -> Stored | None:
    found = renditions.for_shelf().first()
    return Stored.of(found) if found else None
