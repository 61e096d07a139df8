from sources.admin import actors, articles, compare, feeds, inbox, interviews, jobs, outlets, stories

__all__ = ["actors", "articles", "compare", "feeds", "inbox", "interviews", "jobs", "outlets", "stories"]
