from briefings.admin import briefings, editions

__all__ = ["briefings", "editions"]
