"""Learns how many loaves a day sells and keeps the model in models/loaves.joblib."""
import csv
import os
from pathlib import Path

import joblib
import numpy
from sklearn.compose import make_column_transformer
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

here = Path(__file__).parent


def read_till() -> tuple[numpy.ndarray, numpy.ndarray]:
    with (here / "data" / "till.csv").open() as file:
        days = list(csv.DictReader(file))
    features = numpy.array([[int(day["weekday"]), float(day["degrees"]), int(day["holiday"])] for day in days])
    return features, numpy.array([int(day["loaves"]) for day in days])


def main() -> None:
    features, loaves = read_till()
    kept_back = len(loaves) // 5
    model = make_pipeline(
        make_column_transformer((OneHotEncoder(handle_unknown="ignore"), [0]), remainder="passthrough"),
        Ridge(alpha=float(os.environ.get("ALPHA", "1.0"))),
    )
    model.fit(features[:-kept_back], loaves[:-kept_back])
    error = mean_absolute_error(loaves[-kept_back:], model.predict(features[-kept_back:]))
    print(f"off by {error:.1f} loaves a day on {kept_back} days it had not seen")
    target = here / "models" / "loaves.joblib"
    target.parent.mkdir(exist_ok=True)
    joblib.dump(model, target)
    print(f"kept in {target.relative_to(here)}")


if __name__ == "__main__":
    main()
