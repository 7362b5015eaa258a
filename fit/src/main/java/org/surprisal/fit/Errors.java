package org.surprisal.fit;

/** How the covariance of the estimates is found. */
public enum Errors {
    /** From the model: the dispersion times the inverse of the information, the expected one of a family. */
    MODEL,
    /** From the residuals, whatever their variances (H. White, Econometrica 48, 1980). */
    HC0,
    /** The same times n / (n - p). */
    HC1,
    /** Each squared residual over 1 - leverage (J. G. MacKinnon and H. White, Journal of Econometrics 29, 1985). */
    HC2,
    /** Each squared residual over (1 - leverage)². */
    HC3,
    /**
     * From the sums of scores of clusters, times G / (G - 1) · (n - 1) / (n - p) (K.-Y. Liang and S. L. Zeger,
     * Biometrika 73, 1986; A. C. Cameron and D. L. Miller, Journal of Human Resources 50, 2015).
     */
    CLUSTER
}
