import os

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from redis import Redis
from rq import Queue

from database import connect
from grading import GRADES, newest_model

app = FastAPI(title="Orchard")
queue = Queue(connection=Redis.from_url(os.environ["REDIS_URL"]))


class Apple(BaseModel):
    diameter_mm: float = Field(gt=0, lt=200)
    redness: float = Field(ge=0, le=1)


class Correction(BaseModel):
    grade: str


@app.get("/health")
def health() -> dict:
    return {"ok": True}


@app.post("/gradings", status_code=201)
def grade(apple: Apple) -> dict:
    verdict = str(newest_model().predict([[apple.diameter_mm, apple.redness]])[0])
    with connect() as connection:
        return connection.execute(
            "insert into gradings (diameter_mm, redness, grade) values (%s, %s, %s) returning id, grade",
            [apple.diameter_mm, apple.redness, verdict],
        ).fetchone()


@app.post("/gradings/{number}/correction", status_code=202)
def correct(number: int, correction: Correction) -> dict:
    if correction.grade not in GRADES:
        raise HTTPException(422, f"A grade is one of {', '.join(GRADES)}")
    with connect() as connection:
        changed = connection.execute("update gradings set corrected_grade = %s where id = %s", [correction.grade, number])
        if changed.rowcount == 0:
            raise HTTPException(404, "There is no such grading")
    job = queue.enqueue("grading.train")
    return {"job": job.id}


@app.get("/models")
def models() -> list[dict]:
    with connect() as connection:
        return connection.execute("select id, learned_from from models order by id").fetchall()
