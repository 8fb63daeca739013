"""What a congress's rulebook says about taking in suggestions (D-02, D-03, B-010)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.kernel.citation import Citation
from shared.kernel.errors import InvalidInput
from shared.kernel.rulebook import Rulebook


class ChannelUnknown(InvalidInput):
    """The channel is none of the congress's own."""

    code = "collection.channel-unknown"
    message = "“{channel}”不是本级规定的征集渠道，可用的渠道是：{known}。"


class CategoryUnknown(InvalidInput):
    """The category is none of the congress's own."""

    code = "collection.category-unknown"
    message = "“{category}”不在领域分类中，可用的分类是：{known}。"


@dataclass(frozen=True)
class Channel:
    """征集渠道: a way by which suggestions come in, and the layer that it belongs to."""

    code: str
    name: str
    layer: str


@dataclass(frozen=True)
class IntakeRules:
    """Who collects, through which channels, by which categories, for how long.

    ``notice_days`` is the least number of days between publication and the last day of a round.
    """

    owner: str
    notice_days: int
    rolling: bool
    departments_must_reply: bool
    channels: Mapping[str, Channel]
    categories: Mapping[str, str]
    citations: Mapping[str, Citation | None]

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> IntakeRules:
        """As the congress has it."""
        keys = ("notice_days", "rolling", "departments_must_reply", "channels", "categories")
        return cls(
            owner=rulebook.value("collection.owner"),
            notice_days=rulebook.value("collection.notice_days"),
            rolling=rulebook.value("collection.rolling"),
            departments_must_reply=rulebook.value("collection.departments_must_reply"),
            channels={each["code"]: Channel(**each) for each in rulebook.value("collection.channels")},
            categories={each["code"]: each["name"] for each in rulebook.value("collection.categories")},
            citations={key: rulebook.citation(f"collection.{key}") for key in keys},
        )

    def channel(self, code: str) -> Channel:
        """The channel of a code; raises ``ChannelUnknown``."""
        found = self.channels.get(code)
        if found is None:
            known = "、".join(f"{each.name}（{each.code}）" for each in self.channels.values())
            raise ChannelUnknown(channel=code, known=known, citation=self.citations["channels"])
        return found

    def category(self, code: str) -> str:
        """The name of a category (Y-021); raises ``CategoryUnknown``."""
        found = self.categories.get(code)
        if found is None:
            known = "、".join(f"{name}（{each}）" for each, name in self.categories.items())
            raise CategoryUnknown(category=code, known=known, citation=self.citations["categories"])
        return found
