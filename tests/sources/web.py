"""A real web server on this machine, for tests: it answers by its routes and keeps what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from sources.fetch import Policy

LOOPBACK = (ip_network("127.0.0.0/8"),)
CERTIFICATE = Path(__file__).with_name("press_example.pem")
"""Made out by itself to press.example, with its key; good for a century and for nothing but this server."""

Route = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """`asked` holds the requests in their order: path and headers; `sent` the bodies of those that have one."""

    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def policy(self, **values: Any) -> Policy:
        return Policy(**({"ports": frozenset({self.port}), "also_allowed": LOOPBACK, "seconds": 5.0} | values))

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.routes[path] = answer(body, status, **headers)


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Route:
    """`content_type="text/plain"` becomes Content-Type: text/plain."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return route


@contextmanager
def serving(tls: bool = False) -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            try:
                web.routes.get(self.path.partition("?")[0], answer(b"no such page", 404))(self)
            except OSError:
                self.close_connection = True

        def do_POST(self) -> None:
            web.sent.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that hangs up is what many tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    web = Web(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
