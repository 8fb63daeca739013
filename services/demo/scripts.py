"""All scripts of the demo, in the order in which they are played."""

from __future__ import annotations

from services.demo.beiguan import BEIGUAN
from services.demo.land import LAND
from services.demo.script import Script
from services.demo.townships import TOWNSHIPS
from services.demo.yuanyang import YUANYANG

ALL: tuple[Script, ...] = (LAND, YUANYANG, *TOWNSHIPS, BEIGUAN)
