# What R says of fits to real data, for FitPeersTest: a line of task, tool, quantity, number and value for each figure.
#
#   Rscript bench/fit/agree.R > cli/src/test/resources/org/surprisal/cli/fit-peers-r.tsv
#
# In the folder of the checkout; with the packages MASS, nnet, glmnet and quantreg.
suppressMessages({library(MASS); library(nnet); library(glmnet); library(quantreg)})

say <- function(task, tool, quantity, values) {
  values <- as.vector(values)
  cat(sprintf("%s\t%s\t%s\t%d\t%.17g\n", task, tool, quantity, seq_along(values) - 1L, values), sep = "")
}

tight <- glm.control(epsilon = 1e-15, maxit = 200)
elo <- read.csv("examples/nfl_elo.csv")
men <- read.csv("examples/world_cup_matches_men.csv")
housing <- read.csv("fit/src/test/resources/classes/housing.csv", stringsAsFactors = TRUE)

model <- function(task, fit, tool = "R") {
  table <- coef(summary(fit))
  say(task, tool, "estimate", coef(fit))
  say(task, tool, "se", table[, 2])
  say(task, tool, "deviance", deviance(fit))
}

least <- lm(score1 ~ elo1 + elo2 + neutral + factor(playoff), elo)
model("least-squares", least)
say("least-squares", "R", "log_likelihood", logLik(least))
say("least-squares", "R", "aic", AIC(least))
say("least-squares", "R", "bic", BIC(least))
say("least-squares", "R", "cooks", cooks.distance(least)[c(1, 2, 1000, 16810)])
say("least-squares", "R", "studentised", rstudent(least)[c(1, 2, 1000, 16810)])
say("least-squares", "R", "leverage", hatvalues(least)[c(1, 2, 1000, 16810)])

for (link in c("logit", "probit", "cloglog")) {
  fit <- glm(prob1_outcome ~ prob1 + probtie, binomial(link), men, control = tight)
  model(paste0("events-", link), fit)
  say(paste0("events-", link), "R", "aic", AIC(fit))
  say(paste0("events-", link), "R", "null_deviance", fit$null.deviance)
}
fit <- glm(prob1_outcome ~ prob1 + probtie, binomial, men, control = tight)
say("events-logit", "R", "ratio", drop1(fit, test = "LRT")$LRT[-1])
say("events-logit", "R", "studentised", rstudent(fit)[c(1, 2, 100, 176)])
say("events-logit", "R", "cooks", cooks.distance(fit)[c(1, 2, 100, 176)])
say("events-logit", "R", "standardised", rstandard(fit, type = "pearson")[c(1, 2, 100, 176)])

counts <- glm(score1 ~ elo_prob1 + neutral + factor(playoff), poisson, elo, control = tight)
model("counts", counts)
say("counts", "R", "log_likelihood", logLik(counts))
say("counts", "R", "ratio", drop1(counts, test = "LRT")$LRT[-1])

more <- glm.nb(score1 ~ elo_prob1 + neutral, elo, control = glm.control(epsilon = 1e-14, maxit = 200))
model("more-variance", more, "MASS")
say("more-variance", "MASS", "shape", more$theta)
say("more-variance", "MASS", "log_likelihood", logLik(more))

for (family in list(Gamma("log"), Gamma("inverse"), inverse.gaussian("log"))) {
  name <- paste0(tolower(sub("inverse.gaussian", "wald", family$family)), "-", family$link)
  model(name, glm(elo1 ~ elo2 + neutral, family, elo, control = tight))
}

tower <- relevel(housing$type, "Tower")
satisfied <- factor(housing$sat, c("Low", "Medium", "High"))
classes <- multinom(satisfied ~ infl + tower + cont, housing, freq, trace = FALSE, reltol = 1e-15, abstol = 1e-15,
  maxit = 2000)
say("classes", "nnet", "estimate", t(coef(classes)))
say("classes", "nnet", "deviance", deviance(classes))

for (method in c("logistic", "probit")) {
  ordered <- polr(satisfied ~ infl + tower + cont, housing, freq, Hess = FALSE,
    method = method, control = list(reltol = 1e-16, maxit = 2000))
  say(paste0("ordered-", method), "MASS", "estimate", c(coef(ordered), ordered$zeta))
  say(paste0("ordered-", method), "MASS", "deviance", deviance(ordered))
}

for (tau in c(0.1, 0.5, 0.9)) {
  say(paste0("quantile-", tau), "quantreg", "estimate", coef(rq(elo1 ~ elo2 + season, tau, elo, method = "br")))
}
say("huber", "MASS", "estimate", coef(rlm(score1 ~ elo_prob1 + neutral, elo, maxit = 500, acc = 1e-14)))

x <- as.matrix(elo[, c("elo1", "elo2", "elo_prob1", "season")])
lasso <- glmnet(x, elo$score1, lambda = 0.5, standardize = FALSE, thresh = 1e-24, maxit = 1e8)
say("lasso", "glmnet", "estimate", as.vector(coef(lasso)))
