"""What every response of both sites tells a browser to refuse: pages, errors, stored bytes, static files, API, desk."""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

WITHOUT_TRUSTED_TYPES = ("/admin/", "/api/v1/docs/")
"""The stock admin's jQuery and the documentation's viewer write HTML as text, which Trusted Types refuse."""

TRUSTED_TYPES = {"require-trusted-types-for": ["'script'"], "trusted-types": ["'none'"]}

FEATURES = (
    "accelerometer", "ambient-light-sensor", "autoplay", "battery", "bluetooth", "browsing-topics", "camera",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
"""Of browsers, that neither site uses: https://www.w3.org/TR/permissions-policy/ and the lists it names."""

SHOWN_BY_DEVELOPERS = (404, 500)
"""With NUTGRAF_DEBUG these are Django's own pages, whose styles stand inline."""


def security_headers(get_response: GetResponse) -> GetResponse:
    """The outermost of those that answer, so that no answer goes without; what a view says itself stands.

    Cross-Origin-Resource-Policy is same-origin for the API and feeds too: programs of other sites read those by CORS,
    which it does not touch. Both policies are written once, not for each answer.
    """
    always = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
    desk = {"Content-Security-Policy": build_policy(), **always}
    public = {"Content-Security-Policy": build_policy(update=TRUSTED_TYPES), **always}

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        headers = desk if request.path_info.startswith(WITHOUT_TRUSTED_TYPES) else public
        if settings.DEBUG and response.status_code in SHOWN_BY_DEVELOPERS:
            headers = always
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
