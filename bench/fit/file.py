"""From a text file to a logistic regression. Arguments: which package, the file."""
import sys

import pandas as pd

data = pd.read_csv(sys.argv[2])
y, x = data["y"], data.drop(columns="y")
if sys.argv[1] == "statsmodels":
    import statsmodels.api as sm

    print(sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-10).summary())
else:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-8, max_iter=1000).fit(x, y)
    print(model.intercept_, model.coef_)
