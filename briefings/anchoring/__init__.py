"""Quotes → places: where an annotation's words stand in a text, and where they went when the text was edited.

selectors (the very words); words → matching (which word became which) → tracing → following (where a span went)
"""

from briefings.anchoring.following import Edit, Place, find_anew, follow
from briefings.anchoring.selectors import CONTEXT_CHARS, Selector, find, find_again, select
from briefings.anchoring.tracing import Span

__all__ = ["CONTEXT_CHARS", "Edit", "Place", "Selector", "Span", "find", "find_again", "find_anew", "follow", "select"]
