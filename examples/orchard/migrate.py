"""Brings the database to this release's schema: every file of migrations/ once, in order."""
from pathlib import Path

from database import connect

with connect() as connection:
    connection.execute("create table if not exists migrations (name text primary key)")
    done = {row["name"] for row in connection.execute("select name from migrations")}
    for file in sorted(Path(__file__).with_name("migrations").glob("*.sql")):
        if file.name in done:
            continue
        connection.execute(file.read_text())
        connection.execute("insert into migrations (name) values (%s)", [file.name])
        print("applied", file.name)
