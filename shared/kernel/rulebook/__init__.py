"""How a congress works, as data: parameters, their values and the clauses they come from."""

from shared.kernel.rulebook.model import Rule, Rulebook
from shared.kernel.rulebook.parameters import PARAMETERS, Parameter

__all__ = ["PARAMETERS", "Parameter", "Rule", "Rulebook"]
