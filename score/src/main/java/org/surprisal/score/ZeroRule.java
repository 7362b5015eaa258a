package org.surprisal.score;

/**
 * What probability 0 for what happened costs. A rule bounds the probability {@code q} of the outcome that happened
 * before its logarithm is taken, or the loss {@code -ln q} itself, as a library does. Constants are the library's own,
 * in double precision, whatever precision the library works in.
 *
 * @param name the rule as a user writes it
 * @param floorPositive the smallest probability of a positive outcome
 * @param floorNegative the smallest probability of a negative outcome
 * @param ceiling the largest probability
 * @param cap the largest loss
 * @param shift what is added to the bounded probability inside the logarithm
 */
record ZeroRule(String name, double floorPositive, double floorNegative, double ceiling, double cap, double shift) {
    /** No rule: an impossible outcome costs infinity. */
    static final ZeroRule INFINITE = unbounded("infinite");

    private static final String CLIP = "clip=";

    /**
     * Reads a rule.
     *
     * @param text {@code infinite}, {@code clip=EPS} with EPS in (0, 0.5), or the name of a library
     * @param task classes are bounded as the library bounds its loss over classes, anything else as its binary loss
     * @throws Unscorable if there is no such rule
     */
    static ZeroRule parse(String text, Task task) {
        boolean classes = task == Task.CLASSES;
        return switch (text) {
            case "infinite" -> INFINITE;
            // Clips every column of probabilities to the spacing of doubles at 1.
            case "sklearn" -> symmetric(text, 0x1p-52);
            case "keras" -> classes ? symmetric(text, 1e-7) : oneSided(text, 1e-7, 0);
            // Adds its constant once more inside the binary logarithm, but not in the loss over classes.
            case "tensorflow-java" -> classes ? symmetric(text, 1e-7) : oneSided(text, 1e-7, 1e-7);
            case "nd4j" -> classes ? symmetric(text, 1e-10) : oneSided(text, 1e-5, 0);
            // Bounds each side from below only.
            case "xgboost" -> new ZeroRule(text, 1e-16, 1e-16, 1, Double.POSITIVE_INFINITY, 0);
            // The binary loss bounds the logarithm; the loss over classes is given logarithms and bounds nothing.
            case "torch" -> classes ? unbounded(text) : new ZeroRule(text, 0, 0, 1, 100, 0);
            default -> clip(text);
        };
    }

    private static ZeroRule clip(String text) {
        if (text.startsWith(CLIP)) {
            try {
                double eps = Double.parseDouble(text.substring(CLIP.length()));
                if (eps > 0 && eps < 0.5) {
                    return symmetric(text, eps);
                }
            } catch (NumberFormatException e) {
                throw unknown(text);
            }
        }
        throw unknown(text);
    }

    private static Unscorable unknown(String text) {
        return new Unscorable("There is no rule '" + text + "' for probability 0: write infinite, clip=EPS with EPS"
                + " between 0 and 0.5, sklearn, keras, torch, xgboost, tensorflow-java or nd4j.");
    }

    private static ZeroRule unbounded(String name) {
        return new ZeroRule(name, 0, 0, 1, Double.POSITIVE_INFINITY, 0);
    }

    /** Each side is clipped to [eps, 1 - eps] by itself. */
    private static ZeroRule symmetric(String name, double eps) {
        return new ZeroRule(name, eps, eps, 1 - eps, Double.POSITIVE_INFINITY, 0);
    }

    /** The probability of the positive outcome is clipped to [eps, 1 - eps]; the other side is what is left to 1. */
    private static ZeroRule oneSided(String name, double eps, double shift) {
        return new ZeroRule(name, eps, 1 - (1 - eps), 1 - eps, Double.POSITIVE_INFINITY, shift);
    }
}
