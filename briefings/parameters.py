"""What an address of the API may be asked with. What is not known there, or given twice, is refused by its name."""

from typing import Any, Self

from rest_framework import serializers as s
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


class Yes(s.ChoiceField):
    """`true` or `false`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(["true", "false"], **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return bool(super().to_internal_value(data) == "true")


class Several(s.CharField):
    """Names with commas between them."""

    def to_internal_value(self, data: Any) -> Any:
        return [name.strip() for name in str(super().to_internal_value(data)).split(",")]


class Parameters(s.Serializer[Any]):
    """The query of an address, field by field."""

    @classmethod
    def of(cls, request: Request) -> Self:
        """Raises ValidationError, naming the parameter."""
        given = request.query_params
        known = list(map(str, cls().fields))
        wrong = {name: ["This parameter is not known here."] for name in sorted(set(given) - set(known))}
        wrong |= {name: ["Give this once."] for name in known if len(given.getlist(name)) > 1}
        if wrong:
            raise ValidationError(wrong)
        asked = cls(data={name: given[name] for name in given})
        asked.is_valid(raise_exception=True)
        return asked


class Nothing(Parameters):
    """No parameters at all."""

    @classmethod
    def of(cls, request: Request) -> Self:
        """As for all, but for the usual question, which has none, without looking for fields: a tenth of a detail."""
        return super().of(request) if request.query_params else cls(data={})
