"""Writes the letters that the catalogue and the clerk put on the queue."""
import json
import os

import psycopg
import redis

queue = redis.Redis(host=os.environ["QUEUE_HOST"], port=int(os.environ.get("QUEUE_PORT", "6379")), password=os.environ.get("QUEUE_PASSWORD"))

WORDS = {
    "lent": "You have borrowed {title}. Enjoy it.",
    "overdue": "{title} is overdue. Please bring it back.",
}


def write(connection: psycopg.Connection, letter: dict) -> None:
    row = connection.execute("select title from books where id = %s", [letter["book"]]).fetchone()
    if row is None:
        return
    body = WORDS[letter["kind"]].format(title=row[0])
    connection.execute("insert into letters (reader, body) values (%s, %s)", [letter["reader"], body])
    print("wrote to", letter["reader"])


def main() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        while True:
            taken = queue.brpop("letters", timeout=5)
            if taken:
                write(connection, json.loads(taken[1]))


if __name__ == "__main__":
    main()
