"""What requests cost the shipped server, in processor time: `python -m bench.served [--database postgresql]`.

granian with two workers over HTTP, in turn within one run: our pages and API; an empty Django view with the middleware
of a new project; and Wagtail with a page of equal content, with and without its cache, and its API with equal fields.
Wagtail is installed from its package into a folder of its own (`--peer` keeps one for the next time). Then, with
nothing kept at hand, how pages and lists grow from SMALL editions to `--editions`. The best of ROUNDS counts: others on
the machine only make it slower. Milliseconds are of all of the server's processes, and of PostgreSQL's.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.servers import Asked, Cost, Databases, Measure, Program, Server, cost, databases, served
from tests.operation.production import HOST, ROOT

ROUNDS, SMALL, COPIES = 5, 100, 25
HERE = Path(__file__).resolve().parent
PEER = ("wagtail==8.0.1", "django>=5.2,<5.3", "granian==2.8.7", "dj-database-url", "psycopg[binary]")
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is asked of which server."""

    name: str
    server: Server
    asked: Asked


@dataclass(frozen=True, slots=True)
class Target:
    """`name` must cost so many times less than `peer`."""

    name: str
    peer: str
    least: float


TARGETS = (
    Target("briefing's page", "empty view", 0.85),
    Target("briefing's page", "Wagtail's page, cached", 1.2),
    Target("briefing's page", "Wagtail's page", 20),
    Target("its 304", "briefing's page", 1),
    Target("home", "empty view", 0.4),
    Target("topic", "empty view", 0.4),
    Target("actor", "empty view", 0.4),
    Target("API detail", "Wagtail's API detail", 20),
    Target("API list of 20, whole", "Wagtail's API list of 20", 60),
)
FLAT = tuple(Target(f"{name}, many", f"{name}, few", 0.5) for name in ("home", "topic", "actor", "API list"))
DEEP = tuple(Target(f"{name} at nine tenths", f"{name}, many", 0.5) for name in ("home", "API list"))


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run has: a folder that goes when it ends, databases, and servers that stop then."""

    folder: Path
    databases: Databases
    stack: ExitStack
    measure: Measure

    def serve(self, program: Program) -> Server:
        return self.stack.enter_context(served(program))

    def costs(self, rows: list[Row]) -> dict[str, Cost]:
        """The best of each, after a round that warms them up."""
        warm = Measure(self.measure.seconds / 4)
        for row in rows:
            cost(row.server, row.asked, warm)
        rounds = [{row.name: cost(row.server, row.asked, self.measure) for row in rows} for _ in range(ROUNDS)]
        return {row.name: min((found[row.name] for found in rounds), key=lambda one: one.total) for row in rows}


@dataclass(frozen=True, slots=True)
class Site:
    """One of ours: its environment, the addresses (bench.site.Addresses) and the document of its briefing."""

    environment: Mapping[str, str]
    at: Mapping[str, str]
    document: Mapping[str, Any]

    def program(self, **more: str) -> Program:
        granian = Path(sys.executable).parent / "granian"
        return Program(granian, "config.wsgi:application", ROOT, {**self.environment, **more})


def run(command: list[Any], environment: Mapping[str, str], given: str = "") -> str:
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), input=given, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr[-2000:]}")
    return done.stdout


def site(bench: Bench, name: str, editions: int) -> Site:
    environment = {
        **os.environ,
        "NUTGRAF_ENV": "production",
        "NUTGRAF_SECRET_KEY": "only-for-this-benchmark-" + "x" * 50,
        "NUTGRAF_HOSTS": HOST,
        "NUTGRAF_BEHIND_PROXY": "on",
        "NUTGRAF_SITE_URL": f"https://{HOST}",
        "NUTGRAF_API_RATE": "0",
        "NUTGRAF_LOG_LEVEL": "WARNING",
        "NUTGRAF_VAR": str(bench.folder),
        "NUTGRAF_STATIC": str(bench.folder / "static"),
        "DATABASE_URL": bench.databases.url(name),
    }
    run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], environment)
    made = json.loads(run([sys.executable, "-m", "bench.site", str(editions)], environment))
    return Site(environment, made["addresses"], made["document"])


def install(folder: Path) -> Path | None:
    """The programs of an environment with Wagtail in the folder; None where it cannot be had."""
    if not (folder / "bin" / "granian").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", *PEER]
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
            return None
    return folder / "bin"


def peer_rows(bench: Bench, programs: Path, document: Mapping[str, Any]) -> list[Row]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{HERE}:{bench.folder}",
        "PEER_FOLDER": str(bench.folder),
        "DATABASE_URL": bench.databases.url("peer"),
    }
    made = json.loads(run([programs / "python", "-m", "peer.seed", str(COPIES)], environment, json.dumps(document)))
    program = Program(programs / "granian", "peer.wsgi:application", HERE, environment)
    cached = Program(program.granian, program.application, HERE, {**environment, "PEER_CACHE": "on"})
    plain, kept = bench.serve(program), bench.serve(cached)
    whole = "/api/v2/pages/?type=peer.BriefingPage&fields=*&limit=20"
    return [
        Row("Wagtail's page, cached", kept, Asked(made["page"])),
        Row("Wagtail's page", plain, Asked(made["page"])),
        Row("Wagtail's API detail", plain, Asked(made["detail"])),
        Row("Wagtail's API list of 20", plain, Asked(whole)),
    ]


def our_rows(bench: Bench, small: Site) -> list[Row]:
    empty = Program(small.program().granian, "peer.empty:application", HERE, {**os.environ, "PYTHONPATH": str(HERE)})
    server, at = bench.serve(small.program()), small.at
    etag = Asked(at["page"]).once(server.connect()).headers["ETag"]
    one, shown = Asked(at["page"]), bench.serve(small.program(NUTGRAF_PAGE_CACHE_BYTES="0"))
    return [
        Row("empty view", bench.serve(empty), Asked("/empty/")),
        Row("briefing's page", server, one),
        Row("its 304", server, Asked(at["page"], {"If-None-Match": etag}, status=304)),
        Row("compressed", server, Asked(at["page"], GZIP)),
        Row("HEAD", server, Asked(at["page"], method="HEAD")),
        Row("with its line in the log", bench.serve(small.program(NUTGRAF_LOG_LEVEL="INFO")), one),
        Row("read each time", shown, one),
        *(Row(name, server, Asked(at.get(name, "/"))) for name in ("home", "topic", "actor")),
        Row("API detail", server, Asked(at["detail"])),
        Row("API list of 20", server, Asked("/api/v1/briefings/")),
        Row("API list of 20, whole", server, Asked("/api/v1/briefings/?include=body")),
    ]


def growing_rows(bench: Bench, small: Site, large: Site) -> list[Row]:
    rows = []
    for word, one in (("few", small), ("many", large)):
        server = bench.serve(one.program(NUTGRAF_PAGE_CACHE_BYTES="0"))
        rows += [Row(f"{name}, {word}", server, Asked(one.at.get(name, "/"))) for name in ("home", "topic", "actor")]
        rows.append(Row(f"API list, {word}", server, Asked("/api/v1/briefings/")))
    rows.append(Row("home at nine tenths", server, Asked(large.at["deep_home"])))
    rows.append(Row("API list at nine tenths", server, Asked(large.at["deep_list"])))
    return rows


def tell(costs: Mapping[str, Cost], base: str) -> None:
    print(f"| {'asked':26} | ms of processor | of them the database's | times {base} |\n|---|--:|--:|--:|")
    for name, found in costs.items():
        ratio = costs[base].total / found.total
        print(f"| {name:26} | {found.total:8.3f} | {found.database:8.3f} | {ratio:6.2f} |", flush=True)


def judge(costs: Mapping[str, Cost], targets: tuple[Target, ...]) -> None:
    print("\n| asked | compared with | times as fast | wanted | |\n|---|---|--:|--:|---|")
    for target in targets:
        if {target.name, target.peer} <= costs.keys():
            ratio = costs[target.peer].total / costs[target.name].total
            word = "" if ratio >= target.least else "missed"
            print(f"| {target.name} | {target.peer} | {ratio:.2f} | {target.least:g} | {word} |", flush=True)
    print()


def measure(bench: Bench, options: argparse.Namespace) -> None:
    small = site(bench, "small", SMALL)
    rows = our_rows(bench, small)
    programs = install(options.peer or bench.folder / "peer-environment")
    if programs:
        rows += peer_rows(bench, programs, small.document)
    else:
        print("Wagtail could not be installed here: our own rows alone.\n")
    costs = bench.costs(rows)
    tell(costs, "empty view")
    judge(costs, TARGETS)
    if options.editions:
        print(f"Nothing kept at hand; few: {SMALL:,} editions, many: {options.editions:,}\n")
        costs = bench.costs(growing_rows(bench, small, site(bench, "large", options.editions)))
        tell(costs, "home, few")
        judge(costs, (*FLAT, *DEEP))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--editions", type=int, default=10_000, help="0: without the part on growth")
    parser.add_argument("--seconds", type=float, default=0.7, help="for each, in each round")
    parser.add_argument("--peer", type=Path, help="a folder for Wagtail's environment, kept")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nutgraf-bench-")))
        kept = stack.enter_context(databases(options.database, folder))
        measure(Bench(folder, kept, stack, Measure(options.seconds, kept.pid)), options)


if __name__ == "__main__":
    main()
