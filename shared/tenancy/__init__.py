"""On whose behalf a call is made: tenant, actor, and the signature that proves it."""
