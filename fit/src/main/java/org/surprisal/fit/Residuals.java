package org.surprisal.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Dataset;

/** What the rows that were fitted lack of their predictions. */
final class Residuals {
    private final Dataset data;
    private final @Nullable Family family;
    private final RowState rows;

    Residuals(Dataset data, @Nullable Family family, RowState rows) {
        this.data = data;
        this.family = family;
        this.rows = rows;
    }

    double[] of(Residual kind) {
        int n = data.rows();
        double[] to = new double[n];
        double[] scale = family == null || kind == Residual.RESPONSE || kind == Residual.WORKING
                ? new double[n]
                : kind == Residual.PEARSON ? rows.variances(family) : rows.deviances(data, family);
        for (int i = 0; i < n; i++) {
            double rest = data.response()[i] - rows.mean()[i];
            to[i] = switch (kind) {
                case RESPONSE -> rest;
                case WORKING -> -rows.slope()[i] / rows.curvature()[i];
                case PEARSON -> family == null ? Double.NaN : rest * Math.sqrt(data.weight(i) / scale[i]);
                case DEVIANCE ->
                    family == null
                            ? Double.NaN
                            : Math.copySign(Math.sqrt(Math.max(0, data.weight(i) * scale[i])), rest);
            };
        }
        return to;
    }
}
