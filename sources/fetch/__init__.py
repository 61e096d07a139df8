"""The one way out."""

from sources.fetch.addresses import checked_url
from sources.fetch.fetching import fetch
from sources.fetch.posting import Parcel, Receipt, post, reachable
from sources.fetch.types import Fetched, FetchError, Policy, Validators

__all__ = [
    "FetchError",
    "Fetched",
    "Parcel",
    "Policy",
    "Receipt",
    "Validators",
    "checked_url",
    "fetch",
    "post",
    "reachable",
]
