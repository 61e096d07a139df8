from sources.admin import actors, articles, interviews, outlets, stories

__all__ = ["actors", "articles", "interviews", "outlets", "stories"]
