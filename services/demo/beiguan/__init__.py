"""北关区: three focuses, three insistences, three-party evaluation ("333")."""

from services.demo.beiguan import assemblies, collecting, founding, selecting, session2024
from services.demo.script import Script

BEIGUAN = Script("beiguan", "北关区", (founding.part, collecting.first, selecting.part, session2024.part, assemblies.part))
