package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The column that says how wide each forecast distribution is. */
final class SpreadColumn {
    private static final Set<String> NAMES = Set.of(
            "sd",
            "std",
            "stdev",
            "stddev",
            "standarddeviation",
            "sigma",
            "scale",
            "predsd",
            "predstd",
            "predictedsd",
            "predictedstd",
            "forecastsd",
            "forecaststd",
            "yhatsd",
            "yhatstd",
            "标准差",
            "预测标准差");

    private static final Set<String> SHAPES =
            Set.of("shape", "predshape", "predictedshape", "forecastshape", "size", "theta", "形状", "预测形状");

    private SpreadColumn() {}

    /**
     * The column that a request means.
     *
     * @return a column or an expression; null where forecasts have no such column
     * @throws Unscorable when there is none, or it is named in vain
     */
    static @Nullable String find(Columns columns, Request request) {
        Scale scale = request.scale();
        boolean wanted = scale != null && scale.hasSpread();
        if (request.spread() != null) {
            if (!wanted) {
                throw new Unscorable("--scale names how wide distributions are, which goes with --as normal, laplace,"
                        + " logistic or lognormal, and --shape their shapes, which goes with gamma or negative_binomial;"
                        + " leave it out.");
            }
            return columns.resolve(request.spread(), option(scale));
        }
        if (!wanted || scale == null) {
            return null;
        }
        List<String> found = columns.names().stream()
                .filter(name -> (scale.hasShape() ? SHAPES : NAMES).contains(OrdinaryNames.plain(name)))
                .toList();
        if (found.size() != 1) {
            throw new Unscorable("--as " + scale.name().toLowerCase(Locale.ROOT)
                    + " needs the column that says " + (scale.hasShape() ? "the shape of" : "how wide")
                    + " each distribution" + (scale.hasShape() ? "" : " is") + "; name it with " + option(scale) + "."
                    + " The columns are " + Columns.listed(columns.names()) + ".");
        }
        return found.getFirst();
    }

    private static String option(@Nullable Scale scale) {
        return scale != null && scale.hasShape() ? "--shape" : "--scale";
    }

    /** The same columns with the spread as the second prediction. */
    static Roles beside(Roles roles, @Nullable String spread) {
        if (spread == null) {
            return roles;
        }
        if (roles.prediction().size() != 1) {
            throw new Unscorable("--as with --scale or --shape takes one prediction column, not "
                    + roles.prediction().size() + "; name it with --prediction.");
        }
        List<String> both = new ArrayList<>(roles.prediction());
        both.add(spread);
        return new Roles(roles.outcome(), both, List.of());
    }
}
