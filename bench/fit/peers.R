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
for (run in seq_len(min(runs, 2))) {
  start <- proc.time()[["elapsed"]]
  if (which == "lm") {
    model <- lm(y ~ ., data)
  } else {
    model <- glm(y ~ ., if (task == "T1") binomial() else poisson(), data, epsilon = 1e-10)
  }
  errors <- summary(model)$coefficients
  cat("seconds", proc.time()[["elapsed"]] - start, "\n")
  cat("objective", format(deviance(model), digits = 17), "\n")
}
