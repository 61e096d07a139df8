"""Ends with 0 when the web process of this container answers /livez. For HEALTHCHECK; starts in some 50 ms."""

import http.client
import os
import sys

HOST = os.environ.get("NUTGRAF_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
PORT = int(os.environ.get("PORT", "8000"))


def is_alive() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)
    try:
        connection.request("GET", "/livez", headers={"Host": HOST})
        return connection.getresponse().status == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if is_alive() else 1)
