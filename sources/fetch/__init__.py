"""The one way out."""

from sources.fetch.addresses import checked_url
from sources.fetch.fetching import fetch
from sources.fetch.types import Fetched, FetchError, Policy, Validators

__all__ = ["FetchError", "Fetched", "Policy", "Validators", "checked_url", "fetch"]
