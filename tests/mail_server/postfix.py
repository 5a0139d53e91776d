"""Postfix as a real server: a configuration of the test's own, on 127.0.0.1 only, from which nothing leaves the machine."""

from __future__ import annotations

import mailbox
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

DAEMONS = Path("/usr/lib/postfix/sbin")

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mail.example.go.id
mydestination =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.pem
smtpd_tls_security_level = may
virtual_mailbox_domains = example.go.id
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_alias_maps = texthash:{folder}/aliases
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
default_transport = error:5.1.2 nothing leaves this machine
relay_transport = error:5.1.2 nothing leaves this machine
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
showq unix n - n - - showq
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


def postfix_is_here() -> bool:
    return shutil.which("postfix") is not None and DAEMONS.is_dir() and os.geteuid() == 0


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running Postfix; `mail_of` waits until an address has received so many messages."""

    port: int
    folder: Path

    def mail_of(self, address: str, count: int = 1, timeout_s: float = 15) -> Sequence[Message]:
        folder = self.folder / "mail" / address
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            if folder.is_dir() and len(list((folder / "new").iterdir())) >= count:
                break
            time.sleep(0.05)
        return list(mailbox.Maildir(folder, create=False)) if folder.is_dir() else []


@contextmanager
def running_postfix(certificate: bytes, addresses: Sequence[str], aliases: Mapping[str, str]) -> Iterator[Postfix]:
    """Postfix with a mailbox for each of `addresses`, sending on `aliases`; stopped and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pf"))  # short, for its sockets; and open to its own users
    try:
        port = _configure(folder, certificate, addresses, aliases)
        try:
            _postfix(folder, "start")
            _wait_for(port)
            yield Postfix(port, folder)
        finally:
            _postfix(folder, "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _configure(folder: Path, certificate: bytes, addresses: Sequence[str], aliases: Mapping[str, str]) -> int:
    folder.chmod(0o755)
    nobody, owner = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
    for name in ("queue", "data", "mail", "etc"):
        (folder / name).mkdir()
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    places = {"folder": folder, "daemons": DAEMONS, "uid": nobody.pw_uid, "gid": nobody.pw_gid, "port": port}
    (folder / "etc" / "main.cf").write_text(MAIN.format(**places))
    (folder / "etc" / "master.cf").write_text(MASTER.format(**places))
    (folder / "server.pem").write_bytes(certificate)
    (folder / "mailboxes").write_text("".join(f"{address} {address}/\n" for address in addresses))
    (folder / "aliases").write_text("".join(f"{alias} {target}\n" for alias, target in aliases.items()))
    return port


def _postfix(folder: Path, command: str) -> None:
    done = subprocess.run(["postfix", "-c", str(folder / "etc"), command], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode and command == "start":
        log = folder / "log"
        raise RuntimeError(f"{done.stderr}\n{log.read_text() if log.exists() else ''}")


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as greeting:
                greeting.recv(4)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Postfix does not answer")
