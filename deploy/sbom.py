"""Lists what an installation runs on as CycloneDX JSON: the packages of requirements.txt, and what they bring along.

python -m deploy.sbom > sbom.json
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements.txt"


def packages(requirements: list[Requirement]) -> dict[str, Distribution]:
    """Name → what is installed of it, for these and, with the extras that are asked for, all below them."""
    found: dict[str, Distribution] = {}
    seen: set[str] = set()
    waiting = list(requirements)
    while waiting:
        wanted = waiting.pop()
        if str(wanted) in seen:
            continue
        seen.add(str(wanted))
        here = found.setdefault(canonicalize_name(wanted.name), distribution(wanted.name))
        below = [Requirement(line) for line in here.requires or ()]
        waiting += [each for each in below if applies(each, wanted.extras)]
    return found


def applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})


def direct() -> list[Requirement]:
    lines = [line.strip() for line in REQUIREMENTS.read_text().splitlines()]
    return [Requirement(line) for line in lines if re.match(r"\w", line)]


def bom() -> str:
    found = sorted(packages(direct()).items())
    made = Bom(components=[_component(name, here.version) for name, here in found])
    return JsonV1Dot6(made).output_as_string(indent=1)


def _component(name: str, version: str) -> Component:
    purl = PackageURL("pypi", name=name, version=version)
    return Component(name=name, version=version, type=ComponentType.LIBRARY, purl=purl, bom_ref=str(purl))


if __name__ == "__main__":
    sys.stdout.write(bom())
