# Fits of R. Arguments: which fit, the task, the folder of the data, how often.
arguments <- commandArgs(trailingOnly = TRUE)
which <- arguments[1]
task <- arguments[2]
folder <- arguments[3]
runs <- as.integer(arguments[4])

numbers <- function(name) {
  file <- file.path(folder, paste0(task, name))
  readBin(file, "double", file.size(file) / 8, endian = "little")
}
y <- numbers(".y")
data <- data.frame(y = y, matrix(numbers(".x"), nrow = length(y)))
lasso <- function() {
  x <- as.matrix(data[, -1])
  scale <- sqrt(colMeans(sweep(x, 2, colMeans(x))^2))
  highest <- max(abs(colMeans(sweep(x, 2, colMeans(x)) * (y - mean(y))) / scale))
  lambdas <- highest * 1e-4^(seq(0, 99) / 99)
  start <- proc.time()[["elapsed"]]
  model <- glmnet::glmnet(x, y, lambda = lambdas, thresh = 1e-14)
  cat("seconds", proc.time()[["elapsed"]] - start, "\n")
  last <- as.numeric(model$beta[, 100])
  rest <- y - model$a0[100] - x %*% last
  cat("objective", format(mean(rest^2) / 2 + lambdas[100] * sum(abs(last) * scale), digits = 17), "\n")
}

for (run in seq_len(min(runs, 2))) {
  if (which == "glmnet") {
    lasso()
    next
  }
  start <- proc.time()[["elapsed"]]
  if (which == "lm") {
    model <- lm(y ~ ., data)
  } else if (which == "multinom") {
    model <- nnet::multinom(y ~ ., data, trace = FALSE, reltol = 1e-12, maxit = 1000)
  } else {
    model <- glm(y ~ ., if (task == "T1") binomial() else poisson(), data, epsilon = 1e-10)
  }
  if (which != "multinom") summary(model)$coefficients
  cat("seconds", proc.time()[["elapsed"]] - start, "\n")
  cat("objective", format(deviance(model), digits = 17), "\n")
}
