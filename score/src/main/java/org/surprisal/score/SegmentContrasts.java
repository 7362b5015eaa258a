package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Inference.Meaning;
import org.surprisal.score.Inference.Range;

/** Paired differences of two models within segments. */
final class SegmentContrasts {
    private final KeptRows kept;
    private final RowLosses first;
    private final RowLosses second;
    private final Inference inference;
    private final @Nullable DependenceRule dependence;

    SegmentContrasts(
            PairedDifferences.Scored one,
            PairedDifferences.Scored two,
            Inference inference,
            @Nullable DependenceRule dependence) {
        kept = one.kept;
        first = one.losses;
        second = two.losses;
        this.inference = inference;
        this.dependence = dependence;
    }

    /**
     * The segments of some columns, in the order of their values.
     *
     * @param columns their names
     * @param parts the rows by their values
     */
    List<SegmentContrast> of(List<String> columns, Partition parts) {
        int[] places = parts.rowsByGroup();
        int[] starts = parts.starts();
        int n = parts.groups();
        List<Map<String, Segment.Difference>> differences = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            differences.add(new LinkedHashMap<>());
        }
        for (String name : SegmentScores.compared(kept.plan().task(), first)) {
            Difference[] all = differences(name, places, starts);
            double[] p = new double[n];
            for (int g = 0; g < n; g++) {
                Double of = all[g].p();
                p[g] = of == null ? Double.NaN : of;
            }
            double[] adjusted = SegmentScores.adjust(p, columns.size() > 1);
            for (int g = 0; g < n; g++) {
                differences
                        .get(g)
                        .put(
                                name,
                                new Segment.Difference(
                                        all[g].estimate(), p[g], adjusted[g], adjusted[g] <= SegmentScores.Q));
            }
        }
        List<SegmentContrast> segments = new ArrayList<>();
        for (int g = 0; g < n; g++) {
            Map<String, @Nullable String> by = new LinkedHashMap<>();
            for (int c = 0; c < columns.size(); c++) {
                by.put(columns.get(c), parts.keys().get(g)[c]);
            }
            long rows = rows(places, starts[g], starts[g + 1]);
            segments.add(new SegmentContrast(by, rows, rows < SegmentScores.SMALL, differences.get(g)));
        }
        return segments;
    }

    private long rows(int[] places, int from, int to) {
        long rows = 0;
        for (int i = from; i < to; i++) {
            rows = Math.addExact(rows, kept.count(places[i]));
        }
        return rows;
    }

    private Difference[] differences(String name, int[] places, int[] starts) {
        double[] one = first.values(name);
        double[] two = second.values(name);
        Meaning of = first.meaning(name);
        Meaning meaning = new Meaning(of.unit(), of.better(), Range.REAL);
        Difference[] all = new Difference[starts.length - 1];
        Workers.run(kept.plan().threads(), all.length, g -> {
            int from = starts[g];
            int to = starts[g + 1];
            DependenceRule rule = dependence == null ? null : dependence.only(Arrays.copyOfRange(places, from, to));
            PairedErrors errors = new PairedErrors(inference, kept.only(places, from, to), rule, null);
            double[] a = new double[to - from];
            double[] b = new double[to - from];
            double size = 0;
            for (int i = from; i < to; i++) {
                a[i - from] = one[places[i]];
                b[i - from] = two[places[i]];
                size = Math.max(size, Math.abs(a[i - from]));
            }
            all[g] = errors.mean(a, b, new PairedErrors.Of(meaning, rows(places, from, to), size));
        });
        return all;
    }
}
