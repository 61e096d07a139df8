"""Addresses that somebody may follow."""

WEB = ("https://", "http://")


def followable(address: str) -> str:
    """The address if it is one of the web, else nothing: a link to `javascript:` runs in the page that shows it."""
    return address if address.lower().startswith(WEB) else ""
