"""States and the acts that lead from one to the next, declared in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from shared.kernel.citation import Citation
from shared.kernel.errors import Conflict

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


class ActNotPossible(Conflict):
    """The act does not lead out of the present state."""

    code = "kernel.act-not-possible"
    message = "现在是“{state}”，不能“{act}”；可以办理的是：{possible}。"


class StateMachine(Generic[S, A]):
    """A table of (state, act) → next state.

    ``names`` gives the Chinese word of each state and act for the refusals.
    """

    def __init__(self, transitions: Mapping[tuple[S, A], S], names: Mapping[StrEnum, str]) -> None:
        self.transitions = dict(transitions)
        self.names = dict(names)

    def after(self, state: S, act: A, citation: Citation | None = None) -> S:
        """The state that follows; raises ``ActNotPossible`` naming what is possible instead, and by which clause."""
        following = self.transitions.get((state, act))
        if following is None:
            names = dict.fromkeys(self.name(each) for each in self.acts_from(state))
            raise ActNotPossible(
                state=self.name(state),
                act=self.name(act),
                possible="、".join(names) or "无",
                citation=citation,
            )
        return following

    def acts_from(self, state: S) -> Iterable[A]:
        """The acts that lead out of a state, in the order of declaration."""
        return [act for (source, act) in self.transitions if source == state]

    def name(self, word: StrEnum) -> str:
        """The Chinese word of a state or act."""
        return self.names.get(word, str(word))
