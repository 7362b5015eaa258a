package org.surprisal.fit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;

/** What the rows that were fitted lack of their predictions. */
final class Residuals {
    private final EachRow rows;
    private final Dataset data;
    private final @Nullable Family family;

    Residuals(Solution solution) {
        this.rows = EachRow.of(solution);
        this.data = solution.data();
        this.family = solution.fit().family();
    }

    double[] of(Residual kind) {
        return rows.values(term(kind));
    }

    private Supplier<EachRow.Term> term(Residual kind) {
        Family known = family;
        return switch (kind) {
            case RESPONSE -> () -> Residuals::responses;
            case WORKING ->
                () -> (panel, to) -> {
                    for (int i = 0; i < panel.rows(); i++) {
                        to[i] = -panel.slope[i] / panel.curvature[i];
                    }
                };
            case PEARSON -> roots(known == null ? null : () -> PanelState.squares(known));
            case DEVIANCE -> roots(known == null ? null : () -> PanelState.deviances(known));
        };
    }

    private static void responses(PanelState panel, double[] to) {
        for (int i = 0; i < panel.rows(); i++) {
            to[i] = panel.response[i] - panel.mean[i];
        }
    }

    /** The roots of what rows add to a sum of squares, with the signs of what they lack; NaN of nothing. */
    private Supplier<EachRow.Term> roots(@Nullable Supplier<EachRow.Term> squares) {
        return () -> {
            EachRow.Term square = squares == null ? (panel, to) -> Arrays.fill(to, Double.NaN) : squares.get();
            return (panel, to) -> {
                square.of(panel, to);
                for (int i = 0; i < panel.rows(); i++) {
                    double root = Math.sqrt(Math.max(0, data.weight(panel.from() + i) * to[i]));
                    to[i] = Math.copySign(root, panel.response[i] - panel.mean[i]);
                }
            };
        };
    }
}
