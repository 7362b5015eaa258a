package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether rows pair up: for each that forecasts p another that forecasts 1 - p with the opposite outcome, as where both
 * sides of each match have a row. Looked at where there are few enough distinct forecasts for one part of the ranking.
 */
final class MirroredRows implements Ranking.Statistic {
    /** From this share of the rows on it is said. */
    private static final double MOST = 0.95;

    /** With fewer pairs of distinct forecasts it may be chance. */
    private static final int PAIRS = 10;

    private static final double CLOSE = 1e-9;

    private final Ranking ranking;
    private final List<double[]> forecasts = new ArrayList<>();

    MirroredRows(Ranking ranking) {
        this.ranking = ranking;
    }

    @Override
    public int passes() {
        return ranking.parts() == 1 && ranking.whole() ? 1 : 0;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        return groups -> {
            for (int i = 0; i < groups.size; i++) {
                take(groups.forecast[i], groups.events[i], groups.others[i]);
            }
        };
    }

    /** Forecasts that differ by rounding alone, as 0.3 and 1 - 0.7 do, are one. */
    private void take(double forecast, double events, double others) {
        double[] last = forecasts.isEmpty() ? new double[] {Double.NaN, 0, 0} : forecasts.getLast();
        if (Math.abs(forecast - last[0]) <= CLOSE) {
            last[1] += events;
            last[2] += others;
        } else {
            forecasts.add(new double[] {forecast, events, others});
        }
    }

    /** Says so, if they do. */
    void note(List<Note> notes) {
        double whole = ranking.logit() ? 0 : 1;
        double paired = 0;
        double all = 0;
        int pairs = 0;
        for (double[] each : forecasts) {
            all += each[1] + each[2];
        }
        int low = 0;
        int high = forecasts.size() - 1;
        while (low < high) {
            double[] below = forecasts.get(low);
            double[] above = forecasts.get(high);
            double beyond = below[0] + above[0] - whole;
            if (Math.abs(beyond) <= CLOSE) {
                paired += 2 * (Math.min(below[1], above[2]) + Math.min(below[2], above[1]));
                pairs++;
                low++;
                high--;
            } else if (beyond < 0) {
                low++;
            } else {
                high--;
            }
        }
        if (low == high && Math.abs(2 * forecasts.get(low)[0] - whole) <= CLOSE) {
            // One half mirrors itself.
            paired += 2 * Math.min(forecasts.get(low)[1], forecasts.get(low)[2]);
        }
        if (pairs >= PAIRS && paired >= MOST * all) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("share", paired / all);
            notes.add(new Note(Note.Code.CLUSTERS_SUGGESTED, Note.Severity.INFO, 0, List.of(), evidence));
        }
    }
}
