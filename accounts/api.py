"""The doors' locks for programs: keys and scopes."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import ApiKey, User

if TYPE_CHECKING:
    from rest_framework.views import APIView


class JSONBody(JSONParser):
    """JSON; nested too deeply to be read, it is the sender's fault and not ours."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`; keys are taken from nowhere else."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = timezone.now()
        key = ApiKey.objects.find(secret.strip(), now)
        if key is None:
            raise AuthenticationFailed("This key is not known, has expired or was revoked.")
        key.used(now)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Closed(BasePermission):
    """The default: a view that names no permission lets nobody in."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return False


class IngestScope(BasePermission):
    message = "This needs a key with the ingest scope, whose user may add reports."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        key = request.auth
        return isinstance(key, ApiKey) and key.may("ingest") and key.user.has_perm("sources.ingest")
