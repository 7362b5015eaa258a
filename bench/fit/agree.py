"""What statsmodels and scikit-learn say of fits to real data, for FitPeersTest: a line of task, tool, quantity, number
and value for each figure.

    /usr/bin/python3 bench/fit/agree.py > cli/src/test/resources/org/surprisal/cli/fit-peers-python.tsv

In the folder of the checkout.
"""

import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from sklearn.linear_model import (
    ElasticNet,
    GammaRegressor,
    Lasso,
    LinearRegression,
    LogisticRegression,
    PoissonRegressor,
    Ridge,
    TweedieRegressor,
)
from statsmodels.miscmodels.ordinal_model import OrderedModel

warnings.filterwarnings("ignore")

elo = pd.read_csv("examples/nfl_elo.csv")
men = pd.read_csv("examples/world_cup_matches_men.csv")
housing = pd.read_csv("fit/src/test/resources/classes/housing.csv")


def say(task, tool, quantity, values):
    for i, value in enumerate(np.atleast_1d(np.asarray(values, dtype=float))):
        print(task, tool, quantity, i, repr(float(value)), sep="\t")


def model(task, fit):
    say(task, "statsmodels", "estimate", fit.params)
    say(task, "statsmodels", "se", fit.bse)


least = smf.ols("score1 ~ elo1 + elo2 + neutral + playoff", elo)
model("least-squares", least.fit())
for kind in ("HC0", "HC1", "HC2", "HC3"):
    say("least-squares", "statsmodels", "se-" + kind.lower(), least.fit(cov_type=kind).bse)
say("least-squares", "statsmodels", "se-cluster", least.fit(cov_type="cluster", cov_kwds={"groups": elo.season}).bse)

families = sm.families
for link, of in (("logit", "logit"), ("probit", "probit"), ("cloglog", "cloglog")):
    family = families.Binomial(getattr(families.links, of)())
    fit = smf.glm("prob1_outcome ~ prob1 + probtie", men, family=family)
    model("events-" + link, fit.fit(tol=1e-15, maxiter=200))
logit = smf.glm("prob1_outcome ~ prob1 + probtie", men, family=families.Binomial())
for kind in ("HC0",):
    say("events-logit", "statsmodels", "se-" + kind.lower(), logit.fit(tol=1e-15, maxiter=200, cov_type=kind).bse)
say(
    "events-logit",
    "statsmodels",
    "se-cluster",
    logit.fit(tol=1e-15, maxiter=200, cov_type="cluster", cov_kwds={"groups": pd.factorize(men.date)[0]}).bse,
)
plain = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-14, max_iter=500)
plain.fit(men[["prob1", "probtie"]].to_numpy(), men.prob1_outcome)
say("events-logit", "scikit-learn", "estimate", np.r_[plain.intercept_, plain.coef_[0]])

counts = smf.glm("score1 ~ elo_prob1 + neutral + playoff", elo, family=families.Poisson())
fit = counts.fit(tol=1e-15, maxiter=200)
model("counts", fit)
say("counts", "statsmodels", "log_likelihood", fit.llf)
x = counts.exog[:, 1:]
poisson = PoissonRegressor(alpha=0, solver="newton-cholesky", tol=1e-14, max_iter=500).fit(x, elo.score1)
say("counts", "scikit-learn", "estimate", np.r_[poisson.intercept_, poisson.coef_])

for name, family in (
    ("gamma-log", families.Gamma(families.links.log())),
    ("gamma-inverse", families.Gamma()),
    ("wald-log", families.InverseGaussian(families.links.log())),
):
    model(name, smf.glm("elo1 ~ elo2 + neutral", elo, family=family).fit(tol=1e-16, maxiter=200))
centred = np.c_[elo.elo2 - 1500, elo.neutral]
gamma = GammaRegressor(alpha=0, solver="newton-cholesky", tol=1e-15, max_iter=500).fit(centred, elo.elo1)
say("gamma-log", "scikit-learn", "estimate", np.r_[gamma.intercept_ - 1500 * gamma.coef_[0], gamma.coef_])

tweedie = smf.glm("score1 ~ elo_prob1 + neutral", elo, family=families.Tweedie(families.links.log(), var_power=1.5))
model("tweedie", tweedie.fit(tol=1e-15, maxiter=200))
other = TweedieRegressor(power=1.5, alpha=0, link="log", solver="newton-cholesky", tol=1e-14, max_iter=500)
other.fit(elo[["elo_prob1", "neutral"]].to_numpy(), elo.score1)
say("tweedie", "scikit-learn", "estimate", np.r_[other.intercept_, other.coef_])

rows = housing.loc[housing.index.repeat(housing.freq)]
sat = pd.Categorical(rows.sat, ["Low", "Medium", "High"], ordered=True).codes
levels = pd.get_dummies(rows[["infl", "type", "cont"]])
columns = ["infl_Low", "infl_Medium", "type_Apartment", "type_Atrium", "type_Terrace", "cont_Low"]
levels = levels[columns].to_numpy(float)

fit = sm.MNLogit(sat, sm.add_constant(levels)).fit(method="newton", maxiter=200, tol=1e-14, disp=0)
say("classes", "statsmodels", "estimate", fit.params.T.ravel())
say("classes", "statsmodels", "se", fit.bse.T.ravel())
say("classes", "statsmodels", "log_likelihood", fit.llf)
softmax = LogisticRegression(penalty=None, solver="lbfgs", tol=1e-12, max_iter=100000)
softmax.fit(levels, sat)
coef = softmax.coef_[1:] - softmax.coef_[0]
intercept = softmax.intercept_[1:] - softmax.intercept_[0]
say("classes", "scikit-learn", "estimate", np.c_[intercept, coef].ravel())

for distr, name in (("logit", "logistic"), ("probit", "probit")):
    ordered = OrderedModel(sat, levels, distr=distr)
    fit = ordered.fit(method="newton", maxiter=200, disp=0)
    cuts = ordered.transform_threshold_params(fit.params)[1:-1]
    say("ordered-" + name, "statsmodels", "estimate", np.r_[fit.params[:6], cuts])
    say("ordered-" + name, "statsmodels", "log_likelihood", fit.llf)

wide = elo[["elo1", "elo2", "elo_prob1", "season"]].to_numpy()
line = LinearRegression().fit(wide, elo.score1)
say("ridge-0", "scikit-learn", "estimate", np.r_[line.intercept_, line.coef_])
ridge = Ridge(alpha=1000, solver="svd").fit(wide, elo.score1)
say("ridge", "scikit-learn", "estimate", np.r_[ridge.intercept_, ridge.coef_])
lasso = Lasso(alpha=0.5, tol=1e-15, max_iter=1000000).fit(wide, elo.score1)
say("lasso", "scikit-learn", "estimate", np.r_[lasso.intercept_, lasso.coef_])
net = ElasticNet(alpha=0.5, l1_ratio=0.25, tol=1e-15, max_iter=1000000).fit(wide, elo.score1)
say("elastic-net", "scikit-learn", "estimate", np.r_[net.intercept_, net.coef_])
