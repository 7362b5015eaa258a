package org.surprisal.fit;

import org.surprisal.math.Normal;
import org.surprisal.math.StudentT;

/**
 * An estimate and how sure it is.
 *
 * @param term its name
 * @param estimate its value; NaN where it cannot be told, because its column depends on others
 * @param se its standard error; NaN where there is none
 * @param statistic estimate over standard error
 * @param p the probability of a statistic at least as far from 0 if the coefficient were 0
 * @param low the lower end of the interval, of 95 % unless another level was asked for
 * @param high its upper end
 */
public record Coefficient(
        String term, double estimate, double se, double statistic, double p, double low, double high) {
    /** An estimate that is normal or, with finite degrees of freedom, Student's t in units of its error. */
    static Coefficient of(String term, double estimate, double se, double df, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("The level of an interval lies between 0 and 1, not at " + level + ".");
        }
        boolean normal = df == Double.POSITIVE_INFINITY;
        double end = 0.5 + 0.5 * level;
        double reach = normal ? Normal.quantile(end) : StudentT.quantile(end, df);
        double t = estimate / se;
        double p = Math.min(1, 2 * (normal ? Normal.cdf(-Math.abs(t)) : StudentT.cdf(-Math.abs(t), df)));
        return new Coefficient(term, estimate, se, t, p, estimate - reach * se, estimate + reach * se);
    }

    Coefficient within(double from, double to) {
        return new Coefficient(term, estimate, se, statistic, p, from, to);
    }
}
