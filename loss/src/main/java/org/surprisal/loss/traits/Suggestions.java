package org.surprisal.loss.traits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.loss.accuracy.Ulps;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;

/** Looks for parts of a formula that cancel or overflow as written, and that an operation does without. */
final class Suggestions {
    /** Better ways; where several fit, the first one that helps. */
    private static final List<Pattern> PATTERNS = List.of(
            new Pattern("log(sum(exp(z)))", "logsumexp(z)"),
            new Pattern("exp(z) / sum(exp(z))", "softmax(z)"),
            new Pattern("-log(softmax(z))", "nlsoftmax(z)"),
            new Pattern("log(softmax(z))", "-nlsoftmax(z)"),
            new Pattern("1 - softmax(z)", "cosoftmax(z)"),
            new Pattern("-log(1 / (1 + exp(-a)))", "softplus(-a)"),
            new Pattern("log(1 / (1 + exp(-a)))", "-softplus(-a)"),
            new Pattern("log(1 - 1 / (1 + exp(-a)))", "-softplus(a)"),
            new Pattern("-log(sigmoid(a))", "softplus(-a)"),
            new Pattern("log(sigmoid(a))", "-softplus(-a)"),
            new Pattern("log(1 - sigmoid(a))", "-softplus(a)"),
            new Pattern("log1p(-sigmoid(a))", "-softplus(a)"),
            new Pattern("1 - sigmoid(a)", "sigmoid(-a)"),
            new Pattern("log(1 + exp(a))", "softplus(a)"),
            new Pattern("log1p(exp(a))", "softplus(a)"),
            new Pattern("exp(a) / (1 + exp(a))", "sigmoid(a)"),
            new Pattern("1 / (1 + exp(-a))", "sigmoid(a)"),
            new Pattern("log((exp(a) + exp(-a)) / 2)", "abs(a) + softplus(-2 * abs(a)) - log(2)"),
            new Pattern("log(exp(a) + exp(b))", "max(a, b) + softplus(-abs(a - b))"),
            new Pattern("log(1 - exp(a))", "log1mexp(a)"),
            new Pattern("log(exp(a))", "a"),
            new Pattern("a * log(a / b)", "xlogdiv(a, b)"),
            new Pattern("(1 - a) * log(1 - b)", "xlog1py(1 - a, -b)"),
            new Pattern("a * log(1 - b)", "xlog1py(a, -b)"),
            new Pattern("a * log(1 + b)", "xlog1py(a, b)"),
            new Pattern("a * log1p(b)", "xlog1py(a, b)"),
            new Pattern("a * log(b)", "xlogy(a, b)"),
            new Pattern("log(1 - a)", "log1p(-a)"),
            new Pattern("log(1 + a)", "log1p(a)"),
            new Pattern("exp(a) - 1", "expm1(a)"),
            new Pattern("lgamma(a + b) - lgamma(a)", "lgammadelta(a, b)"),
            new Pattern("lgamma(a) + lgamma(b) - lgamma(a + b)", "lbeta(a, b)"),
            new Pattern("digamma(a + b) - digamma(a)", "digammadelta(a, b)"),
            new Pattern("sqrt(1 + a^2) - 1", "a^2 / (1 + sqrt(1 + a^2))"),
            new Pattern("1 - erf(a)", "erfc(a)"),
            new Pattern("log(ndtr(a))", "log_ndtr(a)"),
            new Pattern("normpdf(a) / ndtr(a)", "imills(a)"),
            new Pattern("a * softplus(b)", "wmul(a, softplus(b))"));

    /** An error below is none to speak of. */
    private static final double ULPS = 8;

    /**
     * The other way may err by as much where this one does not: the rounding of an argument has that effect in both.
     */
    private static final double TOLERATED = 64;

    private static final BigDecimal SAME = new BigDecimal("1e-25");

    private static final BigDecimal CANCELLED = new BigDecimal("1e-35");

    private final List<double[]> targets;
    private final List<double[]> predictions;

    private Suggestions(Subject subject) {
        this.targets = few(Samples.targets(subject), 8);
        this.predictions = new ArrayList<>(few(Samples.extremePredictions(subject), 50));
        for (double end :
                new double[] {subject.prediction().low(), subject.prediction().high()}) {
            if (Double.isFinite(end) && !subject.perClass()) {
                // An end that does not belong to the domain may do so only because of how the formula is written.
                predictions.add(new double[] {end});
            }
        }
    }

    private static List<double[]> few(List<double[]> points, int n) {
        return points.subList(0, Math.min(n, points.size()));
    }

    /**
     * All of a loss.
     *
     * @param whole receives the formula with all of them in it, at index 0
     */
    static List<Suggestion> of(Loss loss, List<String> whole) {
        AsWritten written = AsWritten.of(loss);
        Suggestions search = new Suggestions(Subject.of(loss));
        List<Suggestion> found = new ArrayList<>();
        Map<Expr, Expr> done = new HashMap<>();
        // From the outside in, so that a part which is replaced is not looked into.
        Expr rewritten = search.rewrite(written, written.value(), found, done);
        if (!found.isEmpty()) {
            whole.add(rewritten.toString());
        }
        return found;
    }

    private Expr rewrite(AsWritten written, Expr expr, List<Suggestion> found, Map<Expr, Expr> done) {
        Expr known = done.get(expr);
        if (known != null) {
            return known;
        }
        Expr out = expr;
        if (expr instanceof Call call) {
            Expr replaced = replaced(written, call, found);
            out = replaced == null
                    ? written.graph()
                            .raw(
                                    call.operation(),
                                    call.arguments().stream()
                                            .map(x -> rewrite(written, x, found, done))
                                            .toArray(Expr[]::new))
                    : replaced;
        }
        done.put(expr, out);
        return out;
    }

    private @Nullable Expr replaced(AsWritten written, Call call, List<Suggestion> found) {
        for (Pattern pattern : PATTERNS) {
            Map<String, Expr> parts = pattern.match(call);
            if (parts == null) {
                continue;
            }
            try {
                Expr better = pattern.replacement(written.graph(), parts);
                Suggestion suggestion = compare(call, better);
                if (suggestion != null) {
                    found.add(suggestion);
                    return better;
                }
            } catch (FormulaException unfit) {
                // A part on the level of classes where the operation wants none.
            }
        }
        return null;
    }

    private @Nullable Suggestion compare(Expr part, Expr better) {
        Suggestion worst = null;
        int points = 0;
        for (double[] y : targets) {
            for (double[] p : predictions) {
                if (points >= Budget.POINTS) {
                    continue;
                }
                points++;
                double[] before = AsWritten.computed(part, y, p);
                double[] after = AsWritten.computed(better, y, p);
                for (int k = 0; k < before.length; k++) {
                    BigDecimal exact = exactly(better, y, p, k);
                    if (exact == null) {
                        continue;
                    }
                    BigDecimal original = exactly(part, y, p, k);
                    if (original != null
                            && original.signum() == 0
                            && exact.abs().compareTo(CANCELLED) < 0) {
                        // So much cancels in the part that decimals of these digits see nothing of it.
                        continue;
                    }
                    if (original != null && differ(original, exact)) {
                        return null;
                    }
                    double error = Ulps.of(before[k], exact);
                    double betterError = Ulps.of(after[k], exact);
                    if (betterError > Math.max(error, TOLERATED)) {
                        return null;
                    }
                    boolean helps = error > ULPS && error > 2 * betterError;
                    if (helps && (worst == null || error > worst.error())) {
                        String at = Names.list(y) + ", " + Names.list(p);
                        worst = new Suggestion(
                                part.toString(),
                                better.toString(),
                                at,
                                before[k],
                                exact.doubleValue(),
                                error,
                                betterError);
                    }
                }
            }
        }
        return worst;
    }

    private static @Nullable BigDecimal exactly(Expr expr, double[] y, double[] p, int k) {
        try {
            return AsWritten.exactly(expr, y, p, k);
        } catch (ArithmeticException noValue) {
            return null;
        }
    }

    private static boolean differ(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs().compareTo(a.abs().max(b.abs()).multiply(SAME)) > 0;
    }
}
