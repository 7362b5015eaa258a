# From a text file to a logistic regression. Argument: the file.
print(summary(glm(y ~ ., binomial(), read.csv(commandArgs(trailingOnly = TRUE)[1]), epsilon = 1e-10)))
