"""The message catalogue: every sentence of the portal by its key.

Keys are English and permanent, values are what a reader sees. ``messages/*.yaml`` are read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("messages")


class MessageMissing(KeyError):
    """A page asks for a sentence that the catalogue does not have: a fault of ours."""


class MessageTwice(ValueError):
    """The catalogue holds a key twice, in one file or in two."""


class _Messages(yaml.SafeLoader):
    """YAML in which a key that stands twice is refused: the last would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [each.value for each, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise MessageTwice(f"{key}{node.start_mark}")
        return super().construct_mapping(node, deep)


@cache
def catalogue() -> dict[str, str]:
    """All messages, flattened: ``home.title`` is ``title`` below ``home``."""
    messages: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        for key, value in _flat(_Messages(file.read_text(encoding="utf-8")).get_single_data()).items():
            if key in messages:
                raise MessageTwice(f"{file.name}: {key}")
            messages[key] = value
    return messages


def t(key: str, **params: Any) -> str:
    """The sentence of a key with its parameters filled in; raises ``MessageMissing``."""
    try:
        sentence = catalogue()[key]
    except KeyError:
        raise MessageMissing(key) from None
    return sentence.format(**params) if params else sentence


def known(key: str) -> bool:
    """Whether the catalogue has a key."""
    return key in catalogue()


def word(group: str, code: Any) -> str:
    """The Chinese word of a code (``word("project_state", "under_way")``); an unknown code stands as it is."""
    return catalogue().get(f"word.{group}.{code}", str(code))


def electronic_state(vote: Mapping[str, Any]) -> str:
    """Where an electronic vote stands: a rehearsal in words of its own, since it is no vote and has no paper to fall back to."""
    return word("rehearsal_state" if vote["rehearsal"] else "electronic_state", vote["state"])


def _flat(tree: dict[str, Any], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict):
            found.update(_flat(value, name))
        else:
            found[name] = str(value).strip()
    return found
