"""The doors' locks for programs: keys and scopes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ParseError, PermissionDenied
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import Act, ApiKey, User
from accounts.throttling import Guesses
from accounts.watching import network

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
        guesses, now = Guesses(request), timezone.now()
        guesses.refuse_more()
        key = ApiKey.objects.find(secret.strip(), now)
        if key is None:
            if guesses.wrong():
                Act.objects.note("locked out", "wrong keys", by=None, kind="key", after={"from": network(request)})
            raise AuthenticationFailed("This key is not known, has expired or was revoked.")
        key.used(now)
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class Closed(BasePermission):
    """The default: a view that names no permission lets nobody in."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Need:
    """A scope of the key, and a right of its user at the desk."""

    scope: str
    right: str

    def is_met(self, request: Request) -> bool:
        key = request.auth
        return isinstance(key, ApiKey) and key.may(self.scope) and key.user.has_perm(self.right)

    def ask(self, request: Request) -> None:
        """Raises NotAuthenticated without a key, PermissionDenied for one that is not enough."""
        if not isinstance(request.auth, ApiKey):
            raise NotAuthenticated
        if not self.is_met(request):
            raise PermissionDenied(f"This needs a key with the {self.scope} scope, whose user may do so at the desk.")


class Needs(BasePermission):
    """What the view's `needs` says for the method; a method that it has not is asked for like its first."""

    def has_permission(self, request: Request, view: Any) -> bool:
        method = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
        needs: dict[str, Need] = view.needs
        needs.get(method or "", next(iter(needs.values()))).ask(request)
        return True


class IngestScope(BasePermission):
    message = "This needs a key with the ingest scope, whose user may add reports."

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return Need("ingest", "sources.ingest").is_met(request)
