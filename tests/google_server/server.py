"""The HTTP server: routes calls to the APIs it serves, keeps a log, lets tests break calls and act between them."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google_server.accounts import Account, Grant, TokenDesk, TokenRefusedError
from tests.google_server.batch import apply_batch
from tests.google_server.book import Book
from tests.google_server.discovery import Discovery, Method
from tests.google_server.errors import ApiError, quota_exceeded, unauthenticated, unknown_or_wrong_fields
from tests.google_server.faults import Fault, FaultPlan
from tests.google_server.forms_api import FormsApi
from tests.google_server.sheets_api import Query, SheetsApi, shortened

TOKEN_PATH = "/token"
QUOTA_A_MINUTE = 60
ACCOUNT = "sheets-sync@stand-in.iam.gserviceaccount.com"
BOOK_ID = "1StandInSpreadsheetForTests_0123456789abcdefg"


class Api(Protocol):
    """An API the server can carry: Sheets, Forms, others beside them."""

    @property
    def discovery(self) -> Discovery: ...

    def quota_of(self, method: Method) -> str: ...

    def answer(self, method: Method, path: dict[str, str], query: Query, body: Any, grant: Grant) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Call:
    """One API call as it arrived: `name` such as "spreadsheets.batchUpdate"; sizes in bytes."""

    name: str
    status: int
    sent: int
    received: int
    body: Any = None
    query: Any = None


class GoogleServer:
    """Google's APIs on 127.0.0.1, used as a context manager; `books` hold the spreadsheets."""

    def __init__(self, *, latency_s: float = 0.0, validate: bool = True, quota: int = QUOTA_A_MINUTE, port: int = 0) -> None:
        self.latency_s = latency_s
        self.validate = validate
        self.quota = quota
        self.clock: Callable[[], float] = time.monotonic
        self.wall_clock: Callable[[], float] = time.time
        self.sheets = SheetsApi()
        self.forms = FormsApi()
        self.apis: list[Api] = [self.sheets, self.forms]
        self.faults = FaultPlan()
        self.disabled: ApiError | None = None
        self.before: dict[int, Callable[[Book], None]] = {}
        """What a person does just before the n-th API call is served."""
        self.calls: list[Call] = []
        self.token_calls = 0
        self.token_fault: Fault | None = None
        self.violations: list[str] = []
        """Requests the real API would have refused as malformed: a test that leaves any here fails."""
        self.lock = threading.RLock()
        self._arrived = 0
        self._spent: dict[tuple[str, str], deque[float]] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", port), type("BoundHandler", (Handler,), {"google": self}))
        self._http.daemon_threads = True
        self.desk = TokenDesk(self.url + TOKEN_PATH, lambda: self.wall_clock())
        self.account = self.add_account(ACCOUNT)
        self.book = self.add_book(BOOK_ID)

    # set-up

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def add_account(self, email: str) -> Account:
        self.desk.accounts[email] = account = Account(email)
        return account

    def add_book(self, book_id: str, *, shared: bool = True) -> Book:
        self.sheets.books[book_id] = book = Book(book_id, access={ACCOUNT: "writer"} if shared else {})
        book.add("Sheet1")
        return book

    def credentials(self, folder: Path, account: Account | None = None) -> Path:
        return (account or self.account).write_credentials(folder / "credentials.json", self.url + TOKEN_PATH)

    def __enter__(self) -> GoogleServer:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def start_over(self) -> None:
        """Forget calls, faults and quotas: the next call counts as the first."""
        with self.lock:
            self.calls.clear()
            self.before.clear()
            self.faults.clear()
            self._spent.clear()
            self._arrived = 0

    def arrive_late(self, call: Call) -> None:
        """Carry out a batch after all whose caller was cut off; how it ends nobody hears."""
        with contextlib.suppress(ApiError):
            apply_batch(self.book, call.body["requests"], self.account.email)

    @property
    def names(self) -> list[str]:
        return [call.name for call in self.calls]

    # serving

    def serve(self, verb: str, target: str, headers: Any, raw: bytes) -> tuple[Fault | None, int, dict[str, str], bytes]:
        """Answer one request: the fault that strikes it, if any, and status, headers, body."""
        if self.latency_s:
            time.sleep(self.latency_s)
        url = urlsplit(target)
        if url.path == TOKEN_PATH:
            return self._serve_token(raw)
        with self.lock:
            return self._serve_api(verb, url.path, parse_qs(url.query, keep_blank_values=True), headers, raw)

    def _serve_token(self, raw: bytes) -> tuple[Fault | None, int, dict[str, str], bytes]:
        self.token_calls += 1
        if self.token_fault:
            return self.token_fault, *self.token_fault.answer()
        try:
            return None, 200, _JSON, json.dumps(self.desk.exchange(parse_qs(raw.decode()))).encode()
        except TokenRefusedError as refused:
            body = {"error": refused.error, "error_description": refused.description}
            return None, 400, _JSON, json.dumps(body).encode()

    def _serve_api(self, verb: str, path: str, query: Query, headers: Any, raw: bytes) -> tuple[Fault | None, int, dict[str, str], bytes]:
        index, self._arrived = self._arrived, self._arrived + 1
        if index in self.before:
            self.before[index](self.book)
        api, method, parameters = self._route(verb, path)
        fault = self.faults.find(index, method.id.partition(".")[2])
        if fault and not fault.after:
            answer = fault.answer()
            self._log(method, answer[0], raw, answer[2], query)
            return fault, *answer
        code, body = self._answered(api, method, parameters, query, headers, raw)
        self._log(method, code, raw, body, query)
        if fault and fault.kind in ("status", "html"):
            return fault, *fault.answer()
        return fault, code, _JSON, body

    def _route(self, verb: str, path: str) -> tuple[Api, Method, dict[str, str]]:
        for api in self.apis:
            found = api.discovery.find(verb, path)
            if found:
                method, parameters = found
                return api, method, {name: unquote(value) for name, value in parameters.items()}
        self.violations.append(f"no such method: {verb} {path}")
        raise ApiError(404, f"The requested URL {path} was not found on this server.")

    def _answered(self, api: Api, method: Method, path: dict[str, str], query: Query, headers: Any, raw: bytes) -> tuple[int, bytes]:
        try:
            grant = self.desk.grant_of(headers.get("Authorization"))
            if grant is None:
                raise unauthenticated()
            if self.disabled:
                raise self.disabled
            self._spend(grant.email, api.quota_of(method))
            body = self._checked(api, method, query, raw)
            answer = shortened(api.answer(method, path, query, body, grant), query)
            return 200, json.dumps(answer, ensure_ascii=False).encode()
        except ApiError as error:
            return error.code, json.dumps(error.body()).encode()

    def _checked(self, api: Api, method: Method, query: Query, raw: bytes) -> Any:
        body = json.loads(raw) if raw else None
        if not self.validate:
            return body
        problems = api.discovery.query_problems(method, query) + api.discovery.body_problems(method, body)
        if problems:
            self.violations += problems
            raise unknown_or_wrong_fields(problems)
        return body

    def _spend(self, email: str, kind: str) -> None:
        spent = self._spent.setdefault((email, kind), deque())
        now = self.clock()
        while spent and spent[0] <= now - 60:
            spent.popleft()
        if len(spent) >= self.quota:
            raise quota_exceeded(kind)
        spent.append(now)

    def _log(self, method: Method, status: int, raw: bytes, answer: bytes, query: Query) -> None:
        body = json.loads(raw) if raw and self.validate else None
        self.calls.append(Call(method.id.partition(".")[2], status, len(raw), len(answer), body, query))


PATIENCE_S = 60.0
"""Far longer than any client in the tests should wait for an answer."""
_JSON = {"Content-Type": "application/json; charset=UTF-8"}


class Handler(BaseHTTPRequestHandler):
    """One connection to a GoogleServer."""

    google: GoogleServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def log_message(self, *arguments: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.google.wall_clock(), usegmt=True)

    def _serve(self, verb: str) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            fault, code, headers, body = self.google.serve(verb, self.path, self.headers, raw)
        except ApiError as error:
            fault, code, headers, body = None, error.code, _JSON, json.dumps(error.body()).encode()
        except Exception as error:
            self.google.violations.append(f"the stand-in failed: {error!r}")
            raise
        with contextlib.suppress(OSError):
            self._send(fault, code, headers, body)

    def _stay_silent(self) -> None:
        """Until the caller hangs up; one that never does would wait for Google for ever."""
        hung_up, _, _ = select.select([self.connection], [], [], PATIENCE_S)
        if not hung_up:
            self.google.violations.append(f"a caller waited {PATIENCE_S} seconds for an answer")

    def _send(self, fault: Fault | None, code: int, headers: dict[str, str], body: bytes) -> None:
        if fault and fault.kind == "silence":
            self._stay_silent()
        if fault and fault.kind in ("silence", "reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
            return
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault and fault.kind == "truncated":
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.wfile.write(body)
