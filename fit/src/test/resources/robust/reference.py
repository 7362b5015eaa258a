"""50 digits of Student's t in RobustTest: python3 reference.py (needs mpmath).

Stack loss of 21 days (K. A. Brownlee, "Statistical Theory and Methodology in Science and Engineering", 1965).
"""
from mpmath import mp, mpf, matrix, log, sqrt, loggamma, pi, diff, lu_solve, inverse, exp, psi

mp.dps = 50
AIR = [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70]
WATER = [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20]
ACID = [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91]
LOSS = [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15]
X = [[mpf(1), mpf(a), mpf(w), mpf(c)] for a, w, c in zip(AIR, WATER, ACID)]


def loss(theta, df=None):
    s, v = theta[4], (df if df is not None else exp(theta[5]))
    total = mpf(0)
    for x, y in zip(X, LOSS):
        r = (y - sum(b * t for b, t in zip(theta, x))) / exp(s)
        total += (v + 1) / 2 * log(1 + r * r / v) + s
    return total + len(X) * (log(v * pi) / 2 + loggamma(v / 2) - loggamma((v + 1) / 2))


def derivatives(theta, df):
    n = 5 if df is not None else 6
    g, h = matrix(n, 1), matrix(n, n)
    s, v = theta[4], (df if df is not None else exp(theta[5]))
    e = exp(s)
    for x, y in zip(X, LOSS):
        r = (y - sum(b * t for b, t in zip(theta, x))) / e
        lr, lrr = (v + 1) * r / (v + r * r), (v + 1) * (v - r * r) / (v + r * r) ** 2
        dr = [-t / e for t in x] + [-r]
        extra = [0] * 4 + [1]
        for i in range(5):
            g[i] += lr * dr[i] + extra[i]
            for j in range(5):
                second = (-dr[i] if j == 4 else (-dr[j] if i == 4 else 0)) if (i == 4) != (j == 4) else (r if i == 4 else 0)
                h[i, j] += lrr * dr[i] * dr[j] + lr * second
        if df is None:
            lv = log(1 + r * r / v) / 2 - (v + 1) * r * r / (2 * v * (v + r * r)) + 1 / (2 * v) + (psi(0, v / 2) - psi(0, (v + 1) / 2)) / 2
            q = v * (v + r * r)
            lvv = (-r * r / (2 * q) - r * r / 2 * (q - (v + 1) * (2 * v + r * r)) / q**2 - 1 / (2 * v * v)
                   + (psi(1, v / 2) - psi(1, (v + 1) / 2)) / 4)
            lrv = r * (r * r - 1) / (v + r * r) ** 2
            g[5] += v * lv
            h[5, 5] += v * v * lvv + v * lv
            for i in range(5):
                h[i, 5] += v * lrv * dr[i]
                h[5, i] += v * lrv * dr[i]
    return g, h


def fit(name, df):
    theta = matrix([mpf(-38), mpf("0.85"), mpf("0.5"), mpf("-0.08"), log(mpf(1))] + ([] if df is not None else [log(mpf("1.1"))]))
    for _ in range(200):
        g, h = derivatives(theta, df)
        step = lu_solve(h, g)
        t = mpf(1)
        while loss(theta - t * step, df) > loss(theta, df) and t > mpf(10) ** -40:
            t /= 2
        theta = theta - t * step
        if max(abs(v) for v in step) < mpf(10) ** -45:
            break
    g, h = derivatives(theta, df)
    cov = inverse(h)
    print(name, "gradient", mp.nstr(max(abs(v) for v in g), 3))
    print("  coefficients", ", ".join(mp.nstr(theta[i], 18) for i in range(4)))
    print("  errors      ", ", ".join(mp.nstr(sqrt(cov[i, i]), 18) for i in range(4)))
    for i, what in ((4, "scale"), (5, "df")):
        if i < len(theta):
            print("  " + what, mp.nstr(exp(theta[i]), 18), "error", mp.nstr(exp(theta[i]) * sqrt(cov[i, i]), 18))
    print("  logLik", mp.nstr(-loss(theta, df), 18))


fit("df 4", mpf(4))
fit("df free", None)
