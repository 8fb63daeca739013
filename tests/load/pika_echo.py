"""A bare pika server that answers what it is sent: the floor under RPC."""

from __future__ import annotations

import signal
import sys
from typing import Any

import pika


def main() -> None:
    """Serve until SIGTERM."""
    connection = pika.BlockingConnection(pika.URLParameters(sys.argv[1]))
    channel = connection.channel()
    channel.queue_declare("bench.echo", auto_delete=True)

    def answer(here: Any, method: Any, properties: Any, body: bytes) -> None:
        reply = pika.BasicProperties(correlation_id=properties.correlation_id)
        here.basic_publish("", properties.reply_to, body, reply)
        here.basic_ack(method.delivery_tag)

    channel.basic_consume("bench.echo", answer)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    channel.start_consuming()


if __name__ == "__main__":
    main()
