"""Kill -9 any service, the relay, the gateway or the broker while the year plays: the figures stay the same."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from services.demo.accounts import Accounts
from services.demo.client import DemoClient
from services.demo.land import LAND
from services.demo.play import play
from services.demo.player import Player
from services.demo.yuanyang import YUANYANG
from services.demo.yuanyang import expected as yuanyang
from services.embedded.home import Home
from services.embedded.up import Distributed, distributed, free_port
from shared.config import SERVICES, load
from shared.messaging.dead_letters import dead_letters
from shared.persistence.maintenance import verify_chains

pytestmark = [pytest.mark.rabbitmq, pytest.mark.long]

KILLS = 20
MOST_SECONDS_BETWEEN = 1.5
BROKER = "broker"
KINDS = ("relay-", "voting-")


def kill(running: Distributed, victim: str) -> None:
    if victim == BROKER:
        running.node.kill()
        running.node.start()
    else:
        running.fleet.kill(victim)


def victims(choose: random.Random, members: list[str]) -> list[str]:
    """Whom to kill, in order: the broker, a relay and a voting service at least, the others at random."""
    sure = [BROKER, *[choose.choice([each for each in members if each.startswith(kind)]) for kind in KINDS]]
    drawn = [*sure, *choose.choices([*members, BROKER], k=KILLS - len(sure))]
    choose.shuffle(drawn)
    return drawn


def test_the_year_ends_with_the_same_figures_after_random_kills(make_home: Callable[[], Path]) -> None:
    seed = int(os.environ.get("PIAOJUE_CHAOS_SEED", random.SystemRandom().randrange(10**6)))
    print(f"PIAOJUE_CHAOS_SEED={seed}")
    choose = random.Random(seed)
    failures: list[BaseException] = []
    home = make_home()
    with distributed(Home(home), free_port()) as running:
        accounts_file = home / "demo.json"
        done = threading.Event()

        def play_year() -> None:
            try:
                play(running.address, accounts_file, (LAND, YUANYANG), lambda _: None)
            except BaseException as failure:
                failures.append(failure)
            finally:
                done.set()

        player = threading.Thread(target=play_year)
        player.start()
        killed = victims(choose, [*running.fleet.members])
        for victim in killed:
            done.wait(choose.uniform(0.1, MOST_SECONDS_BETWEEN))
            kill(running, victim)
        within = not done.is_set()
        player.join(900)
        print(f"killed: {killed}; all of them within the play: {within}")
        assert within, "the play was over before the last kill"
        assert not player.is_alive()
        assert not failures, failures
        check = Player(DemoClient(running.address, "check"), Accounts(accounts_file), "yuanyang")
        assert yuanyang.check(check) == []
        settings = load({**os.environ, **running.environment})
        assert dead_letters(settings).all() == []
        assert [verify_chains(settings, service).breaks for service in SERVICES] == [[]] * len(SERVICES)
        assert httpx.get(f"{running.address}/healthz", trust_env=False).status_code == 200
