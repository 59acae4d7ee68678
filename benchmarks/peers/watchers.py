"""Logistic regression and boosted trees on the indicators that the score weighs. Run by the Python of the bench environment.

    python watchers.py < JSON > JSON

In: `{"size", "learn": {"rows", "labels", "weights", "people"}, "judge": {name: rows}}`, a row being the numbers of the
indicators that hold; people in the same position may be one row with their weight. Out: `{model: {name: scores}}`. Both are set
as their manuals advise for few cases among many: the strength of the penalty and the number of trees are chosen by
cross-validation that never divides a person.
"""

import json
import sys
import warnings

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

SEED = 7
STRENGTHS = (0.1, 0.3, 1.0, 3.0)
TREES = ((100, 0.05, 7), (200, 0.05, 15), (150, 0.1, 15))


def matrix(rows: list[list[int]], size: int) -> csr_matrix:
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((n for row in rows for n in row), dtype=np.int32, count=starts[-1])
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(rows), size))


def logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=2000)


def trees(count: int, rate: float, leaves: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=count, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=20, random_state=SEED
    )


def best(make, settings, rows, labels, weights, groups):
    """The setting under which people left out are ordered best."""
    scores = []
    for setting in settings:
        said = np.zeros(len(labels))
        for learn, judge in GroupKFold(3).split(rows, labels, groups):
            model = make(*setting).fit(rows[learn], labels[learn], sample_weight=weights[learn])
            said[judge] = model.predict_proba(rows[judge])[:, 1]
        scores.append(average_precision_score(labels, said, sample_weight=weights))
    return make(*settings[int(np.argmax(scores))]).fit(rows, labels, sample_weight=weights)


def main() -> None:
    warnings.filterwarnings("ignore")
    said = json.load(sys.stdin)
    learn = said["learn"]
    labels, weights = np.array(learn["labels"]), np.array(learn["weights"])
    groups = np.array(learn["people"])
    sparse = matrix(learn["rows"], said["size"])
    dense = sparse.toarray()
    models = {
        "logistic regression": (
            best(logistic, [(it,) for it in STRENGTHS], sparse, labels, weights, groups),
            False,
        ),
        "boosted trees": (best(trees, TREES, dense, labels, weights, groups), True),
    }
    found = {}
    for name, (model, wants_dense) in models.items():
        found[name] = {}
        for judged, rows in said["judge"].items():
            asked = matrix(rows, said["size"])
            chances = model.predict_proba(asked.toarray() if wants_dense else asked)[:, 1]
            found[name][judged] = [float(it) for it in chances]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
