"""Each trial has two forms: a short one in `make test`, and the long one of `make trial`, whose figures go into docs/trials.md."""

import os

LONG = os.environ.get("TRIAL") == "long"


def times(short: int, long: int) -> int:
    return long if LONG else short
