"""Google's own addresses in front of the stand-in: a proxy that answers for https://sheets.googleapis.com and its like.

A client that is told nothing but the usual proxy variables of its environment believes it talks to Google; answers come as Google
sends them (indented, zipped, in chunks).
"""

from __future__ import annotations

import gzip
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

from tests.google_server.faults import Fault
from tests.google_server.server import GoogleServer, Handler

SERVED = ("sheets.googleapis.com", "oauth2.googleapis.com")


class HttpsFront:
    """The proxy, used as a context manager. `hosts`: every host that was asked for, served or not."""

    def __init__(self, google: GoogleServer) -> None:
        self.hosts: set[str] = set()
        self.handler = type("BoundGoogle", (GoogleLikeHandler,), {"google": google})
        self._authority = trustme.CA()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("BoundProxy", (ProxyHandler,), {"front": self}))
        self._http.daemon_threads = True

    def __enter__(self) -> HttpsFront:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def environment(self, folder: Path) -> dict[str, str]:
        """What leads a process here."""
        bundle = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(bundle))
        return {"HTTPS_PROXY": f"http://127.0.0.1:{self._http.server_address[1]}", "REQUESTS_CA_BUNDLE": str(bundle), "NO_PROXY": ""}

    def context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(host).configure_cert(context)
        return context


class ProxyHandler(BaseHTTPRequestHandler):
    """One connection to the proxy: a tunnel that ends here."""

    front: HttpsFront

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        self.front.hosts.add(host)
        if host not in SERVED:
            self.send_error(502)
            return
        self.send_response(200)
        self.end_headers()
        with self.front.context(host).wrap_socket(self.connection, server_side=True) as secure:
            self.front.handler(secure, self.client_address, self.server)
        self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        pass


class GoogleLikeHandler(Handler):
    """Answers as Google's front end sends them."""

    def _send(self, fault: Fault | None, code: int, headers: dict[str, str], body: bytes) -> None:
        if fault or "json" not in headers["Content-Type"]:
            super()._send(fault, code, headers, body)
            return
        compact = "prettyPrint=false" in self.path
        shown = body if compact else json.dumps(json.loads(body), indent=2, ensure_ascii=False).encode()
        packed = gzip.compress(shown + b"\n")
        self.send_response(code)
        for name, value in {**headers, "Content-Encoding": "gzip", "Transfer-Encoding": "chunked", "Vary": "X-Origin"}.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(packed), 1000):
            piece = packed[start : start + 1000]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")
