package org.surprisal.fit;

/**
 * An estimate and how sure it is.
 *
 * @param term its name
 * @param estimate its value; NaN where it cannot be told, because its column depends on others
 * @param se its standard error; NaN where there is none
 * @param statistic estimate over standard error
 * @param p the probability of a statistic at least as far from 0 if the coefficient were 0
 * @param low the lower end of the 95 % interval
 * @param high its upper end
 */
public record Coefficient(
        String term, double estimate, double se, double statistic, double p, double low, double high) {}
