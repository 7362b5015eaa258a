"""Fits of Python's packages. Arguments: which fit, the task, the folder of the data, how often."""
import sys
import time

import numpy as np

which, task, folder, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
y = np.fromfile(f"{folder}/{task}.y")
if task == "T7":
    from scipy import sparse

    starts, columns = (np.fromfile(f"{folder}/T7.{part}", dtype=np.int32) for part in ("starts", "columns"))
    x = sparse.csr_matrix((np.fromfile(f"{folder}/T7.values"), columns, starts), shape=(len(y), 50_000))
else:
    x = np.fromfile(f"{folder}/{task}.x").reshape(-1, len(y)).T


def log_loss(p):
    return -2 * np.sum(np.log(np.where(y == 1, p, 1 - p)))


def poisson(mean):
    with np.errstate(divide="ignore", invalid="ignore"):
        return 2 * np.sum(np.where(y > 0, y * np.log(y / mean), 0) - (y - mean))


def squares(mean):
    return np.sum((y - mean) ** 2)


def fit():
    """Fits once; returns what gives the objective of the fit."""
    if which == "statsmodels":
        import statsmodels.api as sm

        design = sm.add_constant(x)
        if task == "T4":
            result = sm.MNLogit(y.astype(int), design).fit(disp=0, tol=1e-10)
            result.bse
            return lambda: -2 * result.llf
        if task == "T5":
            result = sm.OLS(y, design).fit()
            result.bse
            return lambda: squares(result.fittedvalues)
        family = sm.families.Binomial() if task == "T1" else sm.families.Poisson()
        result = sm.GLM(y, design, family=family).fit(tol=1e-10)
        result.bse
        return lambda: result.deviance
    if which == "lstsq":
        design = np.column_stack([np.ones(len(y)), x])
        found = np.linalg.lstsq(design, y, rcond=None)[0]
        return lambda: squares(design @ found)
    from sklearn import linear_model

    if which == "lasso_path":
        scale = x.std(axis=0)
        scaled, centred = (x - x.mean(axis=0)) / scale, y - y.mean()
        lambdas, found, _ = linear_model.lasso_path(scaled, centred, eps=1e-4, n_alphas=100, tol=1e-10)
        last = found[:, -1]
        return lambda: np.mean((centred - scaled @ last) ** 2) / 2 + lambdas[-1] * np.sum(np.abs(last))
    if task == "T4":
        model = linear_model.LogisticRegression(penalty=None, solver=which, tol=1e-8, max_iter=1000).fit(x, y)
        return lambda: -2 * np.sum(model.predict_log_proba(x)[np.arange(len(y)), y.astype(int)])
    if which == "LinearRegression":
        model = linear_model.LinearRegression().fit(x, y)
        return lambda: squares(model.predict(x))
    if task == "T1":
        model = linear_model.LogisticRegression(penalty=None, solver=which, tol=1e-8, max_iter=1000).fit(x, y)
        return lambda: log_loss(model.predict_proba(x)[:, 1])
    if task == "T7":
        # C = 1 is half the squared coefficients.
        model = linear_model.LogisticRegression(C=1, solver=which, fit_intercept=False, tol=1e-8, max_iter=1000)
        b = model.fit(x, y).coef_[0]
        return lambda: np.sum(np.logaddexp(0, x @ b) - y * (x @ b)) + b @ b / 2
    design = x
    if task == "T3":
        from scipy import sparse
        from sklearn.preprocessing import OneHotEncoder

        codes = np.fromfile(f"{folder}/{task}.codes", dtype=np.int32).reshape(-1, len(y)).T
        design = sparse.hstack([sparse.csr_matrix(x), OneHotEncoder(drop="first").fit_transform(codes)]).tocsr()
    model = linear_model.PoissonRegressor(alpha=0, solver=which, tol=1e-8, max_iter=1000).fit(design, y)
    return lambda: poisson(model.predict(design))


for run in range(runs):
    start = time.perf_counter()
    objective = fit()
    print("seconds", time.perf_counter() - start)
    print("objective", objective())
