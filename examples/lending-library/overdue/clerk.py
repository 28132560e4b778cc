"""Looks for overdue books every minute and asks for a letter to whoever has one, once."""
import json
import os
import time

import psycopg
import redis
import schedule

queue = redis.Redis.from_url(os.environ["LETTERS_URL"])


def remind() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        overdue = connection.execute(
            "update loans set reminded = true where due_on < current_date and not reminded returning reader, book_id"
        ).fetchall()
    for reader, book in overdue:
        queue.lpush("letters", json.dumps({"reader": reader, "kind": "overdue", "book": book}))
    print(len(overdue), "overdue")


schedule.every(int(os.environ.get("LOOK_EVERY_SECONDS", "2"))).seconds.do(remind)

while True:
    schedule.run_pending()
    time.sleep(1)
