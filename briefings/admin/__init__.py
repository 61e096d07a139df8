from briefings.admin import briefings, editions, interviews, reader

__all__ = ["briefings", "editions", "interviews", "reader"]
