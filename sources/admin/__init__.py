from sources.admin import actors, articles, feeds, interviews, jobs, outlets, stories

__all__ = ["actors", "articles", "feeds", "interviews", "jobs", "outlets", "stories"]
