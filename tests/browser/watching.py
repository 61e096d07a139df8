"""Watches pages with their policy switched off: whatever runs, asks, opens a dialog or stands where no text may put it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Error, Request

from tests.browser.hostile import NAME

WATCH = """
window.__ran = (what) => window.__tell(`ran ${what}`);
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.__tell(name);
"""
SCAN = r"""() => {
  const bad = [];
  const schemes = /^[\s\u0000-\u0020]*(javascript|vbscript|data|blob|view-source|filesystem)\s*:|^\s*[\\/]{2}/i;
  const tell = (what, element) => bad.push(`${what} in ${element.cloneNode(false).outerHTML.slice(0, 200)}`);
  const strangers = /hostile|^(object|embed|applet|base|frame|frameset|portal|math|foreignobject|animate|marquee)$/i;
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (strangers.test(element.localName)) tell("element", element);
      for (const { name, value } of element.attributes) {
        if (/^on|^data-hostile|^srcset/i.test(name)) tell(name, element);
        if (name === "style" && /hostile|expression/.test(value)) tell(name, element);
        if (/(href|src|action|cite|data|background|poster)$/i.test(name) && schemes.test(value.replace(/[\t\n\r]/g, "")))
          tell("address", element);
        if (/(src|poster|background)$/i.test(name) && /hostile/.test(value.split("?")[0])) tell("source", element);
      }
      if (element.localName === "script" && !element.src && !/json/.test(element.type)) tell("inline script", element);
      if (element.localName === "meta" && element.httpEquiv) tell("meta", element);
      if (element.localName === "style" && /hostile|expression/.test(element.textContent)) tell("style", element);
      if (element.localName === "form" && new URL(element.getAttribute("action") ?? "", location.href).host !== location.host)
        tell("action", element);
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.localName === "template") look(element.content);
    }
  };
  look(document);
  return bad;
}"""
"""What stands in a page, or a frame of it, that no text may put there."""


@dataclass
class Watch:
    """A browser's page without the policy. `found`: what went wrong, each with its address."""

    browser: Browser
    url: str
    found: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)

    def __enter__(self) -> "Watch":
        self.context = self.browser.new_context(
            bypass_csp=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce", base_url=self.url
        )
        self.context.expose_binding("__tell", lambda source, what: self.tell(str(what)))
        self.context.add_init_script(WATCH)
        self.begin()
        return self

    def begin(self) -> None:
        """A new page, after one that ended in a file or an error without words."""
        for page in self.context.pages:
            page.close()
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.tell(f"error {error}"))
        self.page.on("popup", lambda page: self.tell(f"a window was opened: {page.url}"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.context.close()

    def tell(self, what: str) -> None:
        self.found.append(f"{what} at {self.page.url[:200]}")

    def _dialog(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self.tell(f"dialog {dialog.message}")
        dialog.accept()

    def _request(self, request: Request) -> None:
        ours = request.url.startswith((self.url + "/", "about:"))
        if not ours or (NAME in urlsplit(request.url).path and not request.is_navigation_request()):
            self.tell(f"asked for {request.url}")

    def visit_all(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.visit(path)

    def visit(self, path: str) -> None:
        try:
            answer = self.page.goto(path, wait_until="load")
        except Error as error:
            if not re.search("Download is starting|ERR_ABORTED|ERR_HTTP_RESPONSE_CODE_FAILURE", str(error)):
                raise
            self.begin()
            return
        self.statuses[path] = answer.status if answer else 0
        self.scan()
        whole = "found => found.map(one => new URL(one.getAttribute('href'), location.href).href)"
        parts = [
            urlsplit(link) for link in self.page.eval_on_selector_all("a[href]", whole) if link.startswith(self.url)
        ]
        self.links |= dict.fromkeys(part.path + (f"?{part.query}" if part.query else "") for part in parts)

    def scan(self) -> None:
        """Again if the page went on meanwhile."""
        try:
            bad = [one for frame in self.page.frames for one in frame.evaluate(SCAN)]
        except Error:
            self.page.wait_for_load_state()
            bad = [one for frame in self.page.frames for one in frame.evaluate(SCAN)]
        for one in bad:
            self.tell(one)
