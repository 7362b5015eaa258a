"""50 digits of the models of classes in ClassReferenceTest: python3 reference.py (needs mpmath).

housing.csv: satisfaction of 1,681 householders in Copenhagen, M. Madsen, "Statistical analysis of multiple contingency
tables", Scandinavian Journal of Statistics 3, 1976; counts as printed there.
"""
import csv
from mpmath import mp, mpf, matrix, exp, log, sqrt, ncdf, npdf, lu_solve, inverse

mp.dps = 60
rows = list(csv.DictReader(open("housing.csv")))
SAT = ["Low", "Medium", "High"]
INFL = ["Low", "Medium", "High"]
TYPE = ["Tower", "Apartment", "Atrium", "Terrace"]
CONT = ["Low", "High"]


def dummies(row):
    x = [mpf(1)]
    x += [mpf(row["infl"] == v) for v in INFL[1:]]
    x += [mpf(row["type"] == v) for v in TYPE[1:]]
    x += [mpf(row["cont"] == v) for v in CONT[1:]]
    return x


data = [(dummies(r), SAT.index(r["sat"]), mpf(r["freq"])) for r in rows]


def newton(theta, derivatives):
    for _ in range(60):
        value, g, h = derivatives(theta)
        step = lu_solve(h, g)
        theta = theta - step
        if max(abs(s) for s in step) < mpf(10) ** -50:
            break
    value, g, h = derivatives(theta)
    cov = inverse(h)
    return theta, [sqrt(cov[i, i]) for i in range(len(theta))], -value


def multinomial(theta):
    p = 7
    g, h, value = matrix(2 * p, 1), matrix(2 * p, 2 * p), mpf(0)
    for x, y, w in data:
        z = [mpf(0)] + [sum(theta[k * p + j] * x[j] for j in range(p)) for k in range(2)]
        total = sum(exp(v) for v in z)
        q = [exp(v) / total for v in z]
        value -= w * log(q[y])
        for a in range(2):
            for i in range(p):
                g[a * p + i] += w * (q[a + 1] - (y == a + 1)) * x[i]
                for b in range(2):
                    c = q[a + 1] * ((a == b) - q[b + 1])
                    for j in range(p):
                        h[a * p + i, b * p + j] += w * c * x[i] * x[j]
    return value, g, h


def ordered(cdf, pdf, slope):
    def derivatives(theta):
        p = 6
        g, h, value = matrix(8, 1), matrix(8, 8), mpf(0)
        for full, y, w in data:
            x = full[1:]
            eta = sum(theta[j] * x[j] for j in range(p))
            hi = (cdf(theta[p + y] - eta), pdf(theta[p + y] - eta), slope(theta[p + y] - eta)) if y < 2 else (1, 0, 0)
            lo = (cdf(theta[p + y - 1] - eta), pdf(theta[p + y - 1] - eta), slope(theta[p + y - 1] - eta)) if y > 0 else (0, 0, 0)
            da = [-v for v in x] + [mpf(y == 0), mpf(y == 1)]
            db = [-v for v in x] + [mpf(y == 1), mpf(y == 2)]
            q = hi[0] - lo[0]
            value -= w * log(q)
            d = [hi[1] * a - lo[1] * b for a, b in zip(da, db)]
            for i in range(8):
                g[i] -= w * d[i] / q
                for j in range(8):
                    h[i, j] -= w * ((hi[2] * da[i] * da[j] - lo[2] * db[i] * db[j]) / q - d[i] * d[j] / q**2)
        return value, g, h

    return derivatives


def show(name, fitted):
    theta, se, likelihood = fitted
    print(name)
    print("  estimates", ", ".join(mp.nstr(t, 18) for t in theta))
    print("  errors   ", ", ".join(mp.nstr(t, 18) for t in se))
    print("  logLik   ", mp.nstr(likelihood, 18))


sigmoid = lambda t: 1 / (1 + exp(-t))
show("multinomial", newton(matrix(14, 1), multinomial))
start = matrix([0] * 6 + [mpf(-1), mpf(1)])
show("ordered logit", newton(start, ordered(sigmoid, lambda t: sigmoid(t) * sigmoid(-t),
                                            lambda t: sigmoid(t) * sigmoid(-t) * (1 - 2 * sigmoid(t)))))
show("ordered probit", newton(start, ordered(ncdf, npdf, lambda t: -t * npdf(t))))
