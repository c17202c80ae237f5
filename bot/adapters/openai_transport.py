"""A way to a model's server that ends: a reply has so many bytes and so many seconds, however it comes."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import httpx2

#: Far more than any reply we ask for.
MOST_BYTES = 262_144


class TooLongError(httpx2.ReadError):
    """The reply has more bytes than any answer of ours."""


class BoundedTransport(httpx2.BaseTransport):
    """Cuts off what is too long or too slow as a whole; a time-out of the socket begins anew with every byte."""

    def __init__(self) -> None:
        self._way = httpx2.HTTPTransport()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it; its own read time-out is also the longest that all of the reply may take."""
        until = monotonic() + request.extensions["timeout"]["read"]
        # A short reply that unpacks to a long one is not unpacked.
        request.headers["accept-encoding"] = "identity"
        response = self._way.handle_request(request)
        response.headers.pop("content-encoding", None)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Bounded(response, until),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Give the connections back."""
        self._way.close()


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, response: httpx2.Response, until: float) -> None:
        self._response = response
        self._until = until

    def __iter__(self) -> Iterator[bytes]:
        left = MOST_BYTES
        for chunk in self._response.iter_raw():
            left -= len(chunk)
            if left < 0:
                raise TooLongError("the reply is too long")
            if monotonic() > self._until:
                raise httpx2.ReadTimeout("the reply is too slow")
            yield chunk

    def close(self) -> None:
        self._response.close()
