"""The hall's certificate: trusted for the hall's addresses and for nothing else."""

from __future__ import annotations

import http.client
import ssl
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from services.cli.commands.hall import hall
from services.cli.commands.processes import gateway
from services.hall.authority import MOST_DAYS, HallFiles, HostUnknown, make_hall


def init(out: Path, *options: str) -> Result:
    return CliRunner().invoke(hall, ["init", "--out", str(out), *options])


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """An HTTPS server on loopback with the files of the folder."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "hall.pem", folder / "hall.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def status(folder: Path, port: int, host: str = "127.0.0.1") -> int:
    trusting = ssl.create_default_context(cafile=str(folder / "hall-ca.pem"))
    connection = http.client.HTTPSConnection(host, port, context=trusting, timeout=10)
    connection.request("GET", "/")
    return connection.getresponse().status


def test_a_tablet_that_trusts_the_authority_opens_the_hall_and_no_other_name(tmp_path: Path) -> None:
    assert init(tmp_path, "--host", "127.0.0.1", "--host", "hall.lan").exit_code == 0
    with served(tmp_path) as port:
        assert status(tmp_path, port) == 204
        with pytest.raises(ssl.SSLCertVerificationError):
            status(tmp_path, port, "localhost")


def test_without_the_authority_it_is_not_trusted(tmp_path: Path) -> None:
    init(tmp_path / "one", "--host", "127.0.0.1")
    init(tmp_path / "other", "--host", "127.0.0.1")
    with served(tmp_path / "one") as port, pytest.raises(ssl.SSLCertVerificationError):
        status(tmp_path / "other", port)


def test_the_authority_is_bound_to_the_hall_and_its_key_is_not_kept(tmp_path: Path) -> None:
    done = init(tmp_path, "--host", "192.168.8.2", "--name", "某镇人大会场")
    authority = x509.load_pem_x509_certificate((tmp_path / "hall-ca.pem").read_bytes())
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    assert [str(each.value) for each in permitted or ()] == ["192.168.8.2/32"]
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    (key,) = [each for each in tmp_path.iterdir() if b"PRIVATE KEY" in each.read_bytes()]
    kept = load_pem_private_key(key.read_bytes(), None).public_key()
    assert kept != authority.public_key()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert x509.load_der_x509_certificate((tmp_path / "hall-ca.crt").read_bytes()) == authority
    printed = [line for line in done.output.splitlines() if line.count(":") == 31]
    assert len(printed) == 1


def test_it_is_valid_now_and_no_longer_than_browsers_allow() -> None:
    now = datetime(2024, 1, 29, tzinfo=UTC)
    made: HallFiles = make_hall("会场", ["hall.lan"], 10_000, now)
    certificate = x509.load_pem_x509_certificate(made.certificate)
    assert certificate.not_valid_before_utc < now
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=MOST_DAYS)


@pytest.mark.parametrize("host", ["", "-a", "a b", "http://hall", "a..b", "x" * 300, "某镇"])
def test_what_is_no_host_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(HostUnknown):
        make_hall("会场", [host], 1)
    assert init(tmp_path, "--host", host).exit_code == 2


def test_an_earlier_key_is_not_overwritten(tmp_path: Path) -> None:
    init(tmp_path, "--host", "hall.lan")
    before = (tmp_path / "hall.key").read_bytes()
    assert init(tmp_path, "--host", "hall.lan").exit_code == 2
    assert (tmp_path / "hall.key").read_bytes() == before


def test_the_gateway_wants_certificate_and_key_together(tmp_path: Path) -> None:
    init(tmp_path, "--host", "hall.lan")
    done = CliRunner().invoke(gateway, ["--certificate", str(tmp_path / "hall.pem")])
    assert (done.exit_code, "--key" in done.output) == (2, True)
