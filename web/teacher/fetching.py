"""Fetching a page that a teacher names, without becoming a way into the network of the site.

The guard against server-side request forgery: only http and https on their own ports, only to
public addresses. A name is looked up once, all its addresses are checked, and the connection is
made to the one that was checked (so that another answer to a second look-up changes nothing), and
checked again once it stands. The same for each redirect. Off unless the configuration says so.

Source: OWASP, "Server-Side Request Forgery Prevention Cheat Sheet".
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from web.errors import FetchError

MOST_REDIRECTS = 5
MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 20.0
"""Limits of all that a page takes, its redirects included."""

PORTS = {"http": 80, "https": 443}
TYPES = ("text/html", "application/xhtml+xml", "text/plain")
REDIRECTS = (301, 302, 303, 307, 308)
ELSE = "open the page in your browser, and paste its text"

# Ways to write an IPv4 address as IPv6: what counts is the address inside.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    data: bytes
    url: str  # where it was in the end
    name: str  # a name for it, with the ending that fits


def fetch(url: str) -> Fetched:
    """The page at that address.

    Raises:
        FetchError: It isn't a public web page, or can't be fetched within the limits.
    """
    deadline = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url)
        address = _public_address(parts)
        response, connection = _requested(parts, address, deadline)
        try:
            if response.status in REDIRECTS and (location := response.getheader("Location")):
                url = urljoin(url, location)
                continue
            return _taken(response, url, deadline)
        except FetchError:
            raise
        except (OSError, http.client.HTTPException) as error:
            raise FetchError(_unreachable(parts, error)) from error
        finally:
            connection.close()
    raise FetchError(f"the page leads on and on to other addresses: {ELSE}")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, and none of this network or this machine."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be fetched, as far as the address itself tells."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url!r} is no web address: it begins with https://") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError(f"{url!r} is no web address: it begins with https://")
    if port not in (None, PORTS[parts.scheme]):
        raise FetchError(f"port {port} is not fetched from: {ELSE}")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a name or password in it is not fetched: leave them out")
    if any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise FetchError("the address has spaces in it: copy it once more")
    return parts


def _public_address(parts: SplitResult) -> str:
    """An address of the host; all that it has are public."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(
            host, PORTS[parts.scheme], type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
    except (OSError, UnicodeError) as error:
        raise FetchError(f"there is no host {host!r}: look at the address") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise FetchError(f"{host} is not on the public internet, and not fetched from: {ELSE}")
    return addresses[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, whatever the host's name leads to by now."""

    def __init__(self, parts: SplitResult, address: str, timeout: float) -> None:
        super().__init__(parts.hostname or "", PORTS[parts.scheme], timeout=timeout)
        self._address = address
        self._secure = parts.scheme == "https"
        # A server that sends a byte now and then would keep every single read within its time.
        self._watch = threading.Timer(timeout, self._cut)
        self._watch.daemon = True
        self._watch.start()

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if not is_public(str(self.sock.getpeername()[0])):
            self.sock.close()
            raise ConnectionRefusedError("not on the public internet")
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def close(self) -> None:
        self._watch.cancel()
        super().close()

    def _cut(self) -> None:
        sock: socket.socket | None = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it has ended by itself


def _requested(
    parts: SplitResult, address: str, deadline: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"the page takes more than {MOST_SECONDS:.0f} seconds: {ELSE}")
    connection = _Connection(parts, address, left)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    try:
        connection.request(
            "GET",
            target,
            headers={
                "User-Agent": "quizgen",
                "Accept": ", ".join(TYPES),
                "Accept-Encoding": "identity",  # what is packed could unpack to anything
                "Connection": "close",
            },
        )
        return connection.getresponse(), connection
    except (OSError, http.client.HTTPException, ValueError) as error:
        connection.close()
        raise FetchError(_unreachable(parts, error)) from error


def _taken(response: http.client.HTTPResponse, url: str, deadline: float) -> Fetched:
    if response.status != 200:
        raise FetchError(f"the page answers with status {response.status}: {ELSE}")
    kind = response.headers.get_content_type()
    if kind not in TYPES:
        raise FetchError(f"the address leads to {kind}, not to a web page: {ELSE}")
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise FetchError(f"the page comes packed, though that wasn't asked for: {ELSE}")
    data = bytearray()
    while chunk := response.read1(65_536):
        data += chunk
        if len(data) > MOST_BYTES:
            raise FetchError(f"the page has more than {MOST_BYTES // 2**20} MB: {ELSE}")
        if time.monotonic() > deadline:
            raise FetchError(f"the page takes more than {MOST_SECONDS:.0f} seconds: {ELSE}")
    if response.length:
        raise FetchError(f"the page broke off midway: try again, or {ELSE}")
    return Fetched(bytes(data), url, "page.txt" if kind == "text/plain" else "page.html")


def _unreachable(parts: SplitResult, error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {parts.hostname} doesn't hold: {ELSE}"
    return f"{parts.hostname} doesn't answer as a web site does: {ELSE}"
