package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.Map;
import org.surprisal.score.Estimate.Better;
import org.surprisal.score.Estimate.Unit;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/**
 * The losses of forecasts that are distributions: the log score, the continuous ranked probability score, for some the
 * deviance, and whether distributions are in the right place and as wide as they should be.
 *
 * <p>The probability integral transform of a count is spread over the jump that the distribution makes there, not drawn
 * (Czado, Gneiting and Held, Predictive model assessment for count data, Biometrics 65, 2009).
 */
final class DensityLosses implements DistributionLosses {
    static final String LOG_SCORE = "log_score";
    private static final String CRPS = "crps";

    private static final Meaning LOG = new Meaning(Unit.NATS, Better.LOWER, Range.REAL);
    private static final Meaning FREQUENCY = new Meaning(Unit.SHARE, Better.NEITHER, Range.SHARE);
    private static final Meaning DISPERSION = new Meaning(Unit.NUMBER, Better.NEITHER, Range.NON_NEGATIVE);
    private static final Meaning DEVIANCE = new Meaning(Unit.NUMBER, Better.LOWER, Range.NON_NEGATIVE);
    private static final int BINS = 10;

    private final Density family;
    private final Map<String, Of> all = new LinkedHashMap<>();
    private final Map<String, Meaning> meanings = new LinkedHashMap<>();

    /** Computes something of a row. */
    @FunctionalInterface
    private interface Of {
        double of(double y, double mean, double scale);
    }

    DensityLosses(Density family) {
        this.family = family;
        put(LOG_SCORE, LOG, family::logScore);
        put(CRPS, Meaning.ABSOLUTE, family::crps);
        if (family.hasDeviance()) {
            put("deviance", DEVIANCE, family::deviance);
        }
        put("bias", Meaning.BIAS, (y, location, scale) -> family.mean(location, scale) - y);
        put("dispersion", DISPERSION, this::dispersion);
        put("interval_coverage_0.5", FREQUENCY, (y, mean, scale) -> within(0.25, 0.75, y, mean, scale));
        put("interval_coverage_0.9", FREQUENCY, (y, mean, scale) -> within(0.05, 0.95, y, mean, scale));
    }

    private void put(String name, Meaning meaning, Of of) {
        all.put(name, of);
        meanings.put(name, meaning);
    }

    /** The squared error in units of the forecast variance. */
    private double dispersion(double y, double location, double scale) {
        double error = y - family.mean(location, scale);
        double variance = family.variance(location, scale);
        return error == 0 ? 0 : error / variance * error;
    }

    private double within(double from, double to, double y, double mean, double scale) {
        return part(from, to, family.below(y, mean, scale), family.atMost(y, mean, scale));
    }

    /** How much of what is spread evenly from {@code low} to {@code high} lies above one number and up to another. */
    private static double part(double from, double to, double low, double high) {
        if (high > low) {
            return Math.max(0, Math.min(to, high) - Math.max(from, low)) / (high - low);
        }
        return (low > from || from == 0) && low <= to ? 1 : 0;
    }

    @Override
    public Map<String, Meaning> meanings() {
        return meanings;
    }

    @Override
    public String main() {
        return CRPS;
    }

    @Override
    public boolean counts(String name) {
        return FREQUENCY.equals(meanings.get(name)) && !family.isOfCounts();
    }

    @Override
    public void of(String name, Block block, double[] out) {
        Of of = all.get(name);
        for (int i = 0; i < block.size() && of != null; i++) {
            out[i] = of.of(block.outcome[i], block.prediction[0][i], spread(block, i));
        }
    }

    private static double spread(Block block, int row) {
        return block.prediction.length > 1 ? block.prediction[1][row] : 0;
    }

    @Override
    public double[] edges() {
        double[] edges = new double[BINS + 1];
        for (int b = 0; b <= BINS; b++) {
            edges[b] = (double) b / BINS;
        }
        return edges;
    }

    @Override
    public void transform(Block block, int row, double[] parts) {
        double y = block.outcome[row];
        double mean = block.prediction[0][row];
        double low = family.below(y, mean, spread(block, row));
        double high = family.atMost(y, mean, spread(block, row));
        for (int b = 0; b < BINS; b++) {
            parts[b] = part((double) b / BINS, (b + 1.0) / BINS, low, high);
        }
    }
}
