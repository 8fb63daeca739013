"""publication: papers numbered, laid out, kept and published.

1.0  papers by number with HTML and PDF, verified by digest.
"""

from shared.contracts.publication.contract import CONTRACT
from shared.contracts.publication.events import PAPER_ISSUED

__all__ = ["CONTRACT", "PAPER_ISSUED"]
