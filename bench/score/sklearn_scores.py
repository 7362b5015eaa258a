"""Seconds of scikit-learn's log_loss and roc_auc_score on arrays in memory. Arguments: how many rows, how often."""
import sys
import time

import numpy as np
import sklearn
from sklearn.metrics import log_loss, roc_auc_score

rows, runs = int(sys.argv[1]), int(sys.argv[2])
random = np.random.default_rng(1)
probability = random.random(rows)
label = (random.random(rows) < probability).astype(np.int64)
print("scikit-learn", sklearn.__version__)
for _ in range(runs):
    start = time.perf_counter()
    log_loss(label, probability)
    middle = time.perf_counter()
    roc_auc_score(label, probability)
    print(middle - start, time.perf_counter() - middle, flush=True)
