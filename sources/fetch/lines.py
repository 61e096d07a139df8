"""Connections that go where they were told, end when their time is up, and take no more than they may."""

import ssl
import zlib
from time import monotonic
from typing import Any

import httpcore

GZIP = zlib.MAX_WBITS + 16


class Clock:
    """One deadline for the whole trip."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises httpcore.TimeoutException when there are none."""
        left = self.end - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class HeadTooLargeError(Exception):
    pass


class Line(httpcore.NetworkStream):
    """A connection on which no wait outlasts the clock, and the answer's head has a limit to the byte."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock, head_bytes: int) -> None:
        self.stream, self.clock, self.head_left, self.in_head = stream, clock, head_bytes, True

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self.in_head:
            return self.stream.read(max_bytes, self.clock.left())
        if not self.head_left:
            raise HeadTooLargeError
        data = self.stream.read(min(max_bytes, self.head_left), self.clock.left())
        self.head_left -= len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.clock.left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.stream = self.stream.start_tls(ssl_context, server_hostname, self.clock.left())
        return self

    def close(self) -> None:
        self.stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class Lines(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, one after the other, whatever name it is asked for."""

    def __init__(self, addresses: list[str], clock: Clock, head_bytes: int) -> None:
        self.addresses, self.clock, self.head_bytes = addresses, clock, head_bytes
        self.backend = httpcore.SyncBackend()
        self.line: Line | None = None

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        for rest in range(len(self.addresses), 1, -1):
            try:
                return self._connect(self.addresses[-rest], port, self.clock.left() / rest)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(self.addresses[-1], port, self.clock.left())

    def _connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.line = Line(self.backend.connect_tcp(address, port, seconds), self.clock, self.head_bytes)
        return self.line

    def head_is_over(self) -> None:
        assert self.line is not None
        self.line.in_head = False


class Unpacker:
    """A body's bytes as they come, decoded, never more than asked for."""

    def __init__(self, coding: str, clock: Clock) -> None:
        self.gzip, self.clock, self.stream = coding in ("gzip", "x-gzip"), clock, zlib.decompressobj(GZIP)
        self.began = False

    def take(self, part: bytes, most: int) -> bytes:
        """Raises zlib.error."""
        self.began = self.began or bool(part)
        if not self.gzip:
            return part
        out = b""
        while part and len(out) < most:
            self.clock.left()  # a body of a million empty members takes its time
            if self.stream.eof:
                self.stream = zlib.decompressobj(GZIP)
            out += self.stream.decompress(part, most - len(out))
            part = self.stream.unused_data
        return out

    @property
    def was_cut(self) -> bool:
        return self.gzip and self.began and not self.stream.eof
