from briefings.admin import briefings, editions, expunging, interviews, reader, webhook_log, webhooks

__all__ = ["briefings", "editions", "expunging", "interviews", "reader", "webhook_log", "webhooks"]
