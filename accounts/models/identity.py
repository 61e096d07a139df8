from django.db import models
from uuid6 import uuid7


class Identified(models.Model):
    """A public object: its `uid` (UUIDv7, RFC 9562) is its identity in the API, in feeds and in tombstones."""

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)

    class Meta:
        abstract = True
