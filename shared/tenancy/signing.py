"""Signed contexts: a short-lived EdDSA token over tenant, actor and the digest of the request.

The gateway may speak for people; a service may speak only for itself. The receiving service checks
the signature, the audience, the digest and the age: being on the bus is not being allowed.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shared.kernel.errors import DomainError
from shared.tenancy.context import Actor, CallContext
from shared.tenancy.roles import Role

GATEWAY = "gateway"
LIFETIME_SECONDS = 60
LEEWAY_SECONDS = 10


class ContextRefused(DomainError):
    """The call carries no context, or one that this service does not accept."""

    code = "tenancy.context-refused"
    message = "调用未通过身份核验：{reason}"
    http_status = 401


def payload_digest(service: str, method: str, payload: Any) -> str:
    """SHA-256 over the method and the canonical JSON of the request."""
    canonical = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{service}.{method}\n{canonical}".encode()).hexdigest()


@dataclass(frozen=True)
class Signer:
    """Signs contexts for one process."""

    issuer: str
    key_id: str
    key: Ed25519PrivateKey

    def sign(self, context: CallContext, audience: str, digest: str) -> str:
        """The token for one call of one method with one payload."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": audience,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            "ten": context.tenant,
            "sub": context.actor.id,
            "rol": sorted(context.actor.roles),
            "trc": context.traceparent,
            "dig": digest,
        }
        if context.actor.unit is not None:
            claims["unt"] = context.actor.unit
        if context.clock_offset:
            claims["clk"] = context.clock_offset.total_seconds()
        if context.idempotency_key is not None:
            claims["idk"] = context.idempotency_key
        return jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": self.key_id})


@dataclass(frozen=True)
class TrustedKey:
    """A public key and the process that it speaks for."""

    key_id: str
    issuer: str
    key: Ed25519PublicKey


class Keyring:
    """The public keys that a process trusts."""

    def __init__(self, keys: list[TrustedKey]) -> None:
        self._keys = {each.key_id: each for each in keys}

    def verify(self, token: str | None, audience: str, digest: str) -> CallContext:
        """The context of a token; raises ``ContextRefused`` with the reason."""
        if not token:
            raise ContextRefused(reason="缺少身份上下文")
        try:
            key_id = jwt.get_unverified_header(token).get("kid")
            trusted = self._keys.get(str(key_id))
            if trusted is None:
                raise ContextRefused(reason="签名密钥不受信任")
            claims = jwt.decode(
                token,
                trusted.key,
                algorithms=["EdDSA"],
                audience=audience,
                issuer=trusted.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "ten", "dig"]},
            )
        except jwt.PyJWTError as broken:
            raise ContextRefused(reason=type(broken).__name__) from broken
        if claims["dig"] != digest:
            raise ContextRefused(reason="请求内容与签名不符")
        return _context(claims, trusted.issuer)


def _context(claims: dict[str, Any], issuer: str) -> CallContext:
    try:
        roles = frozenset(Role(each) for each in claims.get("rol", []))
    except ValueError as unknown:
        raise ContextRefused(reason="未知角色") from unknown
    speaks_for_itself = claims["sub"] == f"service:{issuer}" and roles == {Role.SERVICE}
    if issuer == GATEWAY:
        if Role.SERVICE in roles and not speaks_for_itself:
            raise ContextRefused(reason="网关不得代表其他服务")
    elif not speaks_for_itself:
        raise ContextRefused(reason="服务只能以自身名义调用")
    return CallContext(
        tenant=claims["ten"],
        actor=Actor(claims["sub"], roles, claims.get("unt")),
        traceparent=claims["trc"],
        clock_offset=timedelta(seconds=claims.get("clk", 0)),
        idempotency_key=claims.get("idk"),
    )


def load_keyring(folder: Path) -> Keyring:
    """The public keys of a key folder (``keyring.json``)."""
    entries = json.loads((folder / "keyring.json").read_text())
    return Keyring(
        [
            TrustedKey(
                each["key_id"],
                each["issuer"],
                Ed25519PublicKey.from_public_bytes(bytes.fromhex(each["public"])),
            )
            for each in entries
        ]
    )


def load_signer(folder: Path, issuer: str) -> Signer:
    """The private key with which a process signs now (``<issuer>.pem``)."""
    entries = json.loads((folder / "keyring.json").read_text())
    key = serialization.load_pem_private_key((folder / f"{issuer}.pem").read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ContextRefused(reason=f"{issuer}.pem 不是 Ed25519 私钥")
    public = key.public_key().public_bytes_raw().hex()
    key_id = next(each["key_id"] for each in entries if each["public"] == public)
    return Signer(issuer, key_id, key)
