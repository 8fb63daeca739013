"""A small certificate authority for one sitting, that can sign for nothing but the hall's own addresses.

Browsers give ``crypto.subtle``, service workers and the camera only to pages that came over HTTPS, and a hall without the
internet gets no public certificate. Tablets are therefore told to trust this authority. Its key signs one certificate
and is forgotten: nobody can make a second one with it, and its name constraints would forbid other names anyway (RFC
5280, 4.2.1.10).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MOST_DAYS = 397
"""Browsers refuse a server certificate that is valid for longer."""

_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")


class HostUnknown(ValueError):
    """What was given is neither an IP address nor a host name."""


@dataclass(frozen=True)
class HallFiles:
    """PEM: the authority that tablets trust, the hall's certificate with it, the hall's key. DER: the authority again."""

    authority: bytes
    authority_der: bytes
    certificate: bytes
    key: bytes
    fingerprint: str
    """SHA-256 of the authority, which a tablet shows when it is installed."""


def make_hall(name: str, hosts: Sequence[str], days: int, now: datetime | None = None) -> HallFiles:
    """Authority, certificate and key for these hosts; raises ``HostUnknown``.

    ``days`` is how long they are valid, at most ``MOST_DAYS``; an hour before ``now`` counts too, since tablets' clocks differ.
    """
    names = [general_name(each) for each in hosts]
    begins = (now or datetime.now(UTC)) - timedelta(hours=1)
    ends = begins + timedelta(days=min(days, MOST_DAYS))
    authority_key, hall_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority_name = _common_name(f"{name} CA")
    authority = (
        _certificate(authority_name, authority_name, authority_key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints([_constraint(each) for each in names], None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    hall = (
        _certificate(_common_name(name), authority_name, hall_key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer_id, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return HallFiles(
        authority=authority.public_bytes(pem),
        authority_der=authority.public_bytes(serialization.Encoding.DER),
        certificate=hall.public_bytes(pem) + authority.public_bytes(pem),
        key=hall_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        fingerprint=authority.fingerprint(hashes.SHA256()).hex(":").upper(),
    )


def general_name(host: str) -> x509.GeneralName:
    """An address or a host name as certificates write it; raises ``HostUnknown``."""
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        labels = host.split(".")
        if host and len(host) <= 253 and all(_LABEL.fullmatch(each) for each in labels):
            return x509.DNSName(host)
        raise HostUnknown(host) from None


def _constraint(name: x509.GeneralName) -> x509.GeneralName:
    if isinstance(name, x509.IPAddress):
        return x509.IPAddress(ipaddress.ip_network(name.value))
    return name


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
