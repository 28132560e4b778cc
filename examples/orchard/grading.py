"""The model: which grade an apple of a size and redness gets."""
import pickle

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from database import connect

GRADES = ("cider", "market", "finest")


def rule_of_thumb(diameter_mm: float, redness: float) -> str:
    """What the orchard's graders started from, before anyone corrected the model."""
    if diameter_mm <= 60:
        return "cider"
    return "finest" if diameter_mm > 70 and redness > 0.5 else "market"


def learn(corrections: list[dict]) -> bytes:
    """A model that knows the rule of thumb, and each correction better than that."""
    random = numpy.random.default_rng(7)
    apples = numpy.column_stack([random.uniform(40, 95, 400), random.uniform(0, 1, 400)])
    grades = [rule_of_thumb(diameter, redness) for diameter, redness in apples]
    weights = numpy.ones(len(apples))
    if corrections:
        apples = numpy.vstack([apples, [[each["diameter_mm"], each["redness"]] for each in corrections]])
        grades += [each["corrected_grade"] for each in corrections]
        weights = numpy.concatenate([weights, numpy.full(len(corrections), 25.0)])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    model.fit(apples, grades, logisticregression__sample_weight=weights)
    return pickle.dumps(model)


def train() -> int:
    """Learns from every correction and keeps the model; the worker runs this. Gives the number of corrections."""
    with connect() as connection:
        corrections = connection.execute("select diameter_mm, redness, corrected_grade from gradings where corrected_grade is not null").fetchall()
        content = learn(corrections)
        connection.execute("insert into models (content, learned_from) values (%s, %s)", [content, len(corrections)])
    return len(corrections)


def newest_model():
    """The model trained last; the first one is made on the first question."""
    with connect() as connection:
        row = connection.execute("select content from models order by id desc limit 1").fetchone()
    if row is None:
        train()
        return newest_model()
    return pickle.loads(row["content"])
