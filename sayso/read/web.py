"""The one door to the network: fetches an address that the user passed as an argument, and says so in the metadata.

By urllib3, which trafilatura brings along. Bounded in time, size and redirects; certificates are checked. Only an
address among the arguments of `read` leads here.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from sayso.read.limits import Limits
from sayso.read.source import CHUNK, Budget, Found, Reader, metadata, opened, too_large
from sayso.read.warc import SUFFIX_OF
from sayso.records import Skipped, SkipReason

AGENT = "sayso (reads one page for its user)"
REDIRECTS = 5


def fetched(address: str, limits: Limits, read: Reader) -> Iterator[Found]:
    """What the page at `address` gives; a Skipped row where it cannot be had."""
    import urllib3

    where = "fetched from URL"
    timeout = urllib3.Timeout(connect=limits.timeout_seconds, read=limits.timeout_seconds)
    retries = urllib3.Retry(total=REDIRECTS, connect=1, read=1, redirect=REDIRECTS)
    try:
        with urllib3.PoolManager(headers={"User-Agent": AGENT}, timeout=timeout, retries=retries) as pool:
            answer = pool.request("GET", address, preload_content=False)
            if answer.status != 200:
                reason = SkipReason.NOT_FOUND if answer.status in (404, 410) else SkipReason.FAILED
                detail = f"The server answered with HTTP status {answer.status}."
                yield Skipped(path=address, reason=reason, detail=detail)
                return
            raw = body(answer, limits)
            final = answer.geturl() or address
            headers = dict(answer.headers.items())
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        detail = f"It could not be fetched: {cause_of(error)}."
        yield Skipped(path=address, reason=SkipReason.FAILED, detail=detail)
        return
    if raw is None:
        yield Skipped(path=address, reason=SkipReason.TOO_LARGE, detail=too_large(limits))
        return
    kind, _, rest = {name.lower(): value for name, value in headers.items()}.get("content-type", "").partition(";")
    name = PurePosixPath(urlsplit(final).path).name
    suffix = SUFFIX_OF.get(kind.strip().lower(), "")
    charset = rest.partition("charset=")[2].strip("\"' ") or None
    facts = metadata(("address", final if final.startswith("http") else address, where))
    item = opened(io.BytesIO(raw), path=address, name=(name or "page") + suffix, limits=limits)
    yield from read(replace(item, facts=facts, charset=charset, budget=Budget(limits, len(raw))))


def cause_of(error: BaseException) -> str:
    """What went wrong, for a person; urllib3's own sentences name its objects."""
    from urllib3 import exceptions as urllib3

    if isinstance(error, urllib3.MaxRetryError) and error.reason is not None:
        error = error.reason
    causes: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
        (urllib3.NameResolutionError, "no such host is known; check the address and your connection"),
        (urllib3.NewConnectionError, "the server cannot be reached; check the address and your connection"),
        ((urllib3.TimeoutError, TimeoutError), "the server did not answer in time"),
        (urllib3.SSLError, "the server's certificate could not be checked"),
        (urllib3.ResponseError, f"the server led on to another address more than {REDIRECTS} times"),
        ((urllib3.LocationValueError, UnicodeError), "it is no valid address; check the spelling"),
        (urllib3.DecodeError, "what the server sent is damaged"),
        ((urllib3.ProtocolError, ConnectionError), "the connection broke off"),
    )
    return next((cause for kinds, cause in causes if isinstance(error, kinds)), type(error).__name__)


def body(answer: Any, limits: Limits) -> bytes | None:
    """The bytes of the answer, content encoding undone; None where they are more than `max_bytes`.

    Raises TimeoutError where a server drips them for ten times the time it may be silent.
    """
    data = bytearray()
    deadline = time.monotonic() + 10 * limits.timeout_seconds
    for chunk in answer.stream(CHUNK, decode_content=True):
        data += chunk
        if time.monotonic() > deadline:
            raise TimeoutError("the server took too long")
        if len(data) > limits.max_bytes:
            return None
    return bytes(data)
