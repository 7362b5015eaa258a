package org.surprisal.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the values of the forecasts give away about how the table came about: forecasts rounded to few digits, one value
 * given again and again, values cut off at a least or a greatest one, every row there several times. Counts and sums of
 * each forecast are enough, so the order of the rows does not matter.
 */
final class ForecastDigits implements Ranking.Statistic {
    /** Fewer distinct forecasts are no evidence of a habit. */
    private static final int DISTINCT = 20;

    /** Fewer rows are no evidence of a habit either. */
    private static final int ROWS = 100;

    /** From this share of the rows on one forecast is given again and again. */
    private static final double OFTEN = 0.2;

    /** A least or greatest forecast is cut off where it is this close to 0 or 1, ... */
    private static final double END = 1e-3;

    /** ... has so many times the rows of the forecast next to it, and this share of all. */
    private static final double HEAP = 10;

    private static final double HEAP_SHARE = 0.005;

    private static final int[] PARTS_OF_ONE = {10, 20, 100};

    private final Ranking ranking;
    private final Part[] parts;

    ForecastDigits(Ranking ranking) {
        this.ranking = ranking;
        parts = new Part[ranking.parts()];
    }

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Ranking.Reader reader(int pass, int part) {
        parts[part] = new Part(!ranking.logit(), ranking.whole());
        return parts[part]::take;
    }

    /** What the forecasts of a part of the ranking, or of all of it, have in common. */
    private static final class Part {
        private final boolean[] round = {true, true, true};
        private boolean maybeRound;
        private final boolean whole;
        private long divisor;
        private double commonest;
        private double most = -1;
        private double sum;
        /** Forecasts in order: the two least, then the two greatest, each with its weight. */
        private final double[] first = {Double.NaN, Double.NaN};

        private final double[] last = {Double.NaN, Double.NaN};
        private final double[] firstRows = new double[2];
        private final double[] lastRows = new double[2];
        private long distinct;

        Part(boolean probabilities, boolean whole) {
            maybeRound = probabilities;
            this.whole = whole;
        }

        void take(Groups groups) {
            for (int i = 0; i < groups.size; i++) {
                double rows = groups.events[i] + groups.others[i];
                double forecast = groups.forecast[i];
                sum += rows;
                if (rows > most) {
                    most = rows;
                    commonest = forecast;
                }
                if (whole && divisor != 1) {
                    divisor = divisor(divisor(divisor, (long) groups.events[i]), (long) groups.others[i]);
                }
                if (maybeRound) {
                    maybeRound = false;
                    for (int k = 0; k < round.length; k++) {
                        round[k] &= isMultiple(forecast, PARTS_OF_ONE[k]);
                        maybeRound |= round[k];
                    }
                }
                end(forecast, rows);
            }
        }

        private void end(double forecast, double rows) {
            if (distinct < 2) {
                first[(int) distinct] = forecast;
                firstRows[(int) distinct] = rows;
            }
            last[0] = last[1];
            lastRows[0] = lastRows[1];
            last[1] = forecast;
            lastRows[1] = rows;
            distinct++;
        }

        /** Takes the part that follows. */
        void merge(Part next) {
            sum += next.sum;
            if (next.most > most) {
                most = next.most;
                commonest = next.commonest;
            }
            divisor = divisor(divisor, next.divisor);
            maybeRound &= next.maybeRound;
            for (int k = 0; k < round.length; k++) {
                round[k] &= next.round[k];
            }
            for (int i = 0; i < 2 && next.distinct > i; i++) {
                int at = next.distinct == 1 ? 1 : i;
                end(next.last[at], next.lastRows[at]);
            }
            distinct += Math.max(0, next.distinct - 2);
        }

        private static boolean isMultiple(double forecast, int parts) {
            return Math.rint(forecast * parts) / parts == forecast;
        }

        private static long divisor(long a, long b) {
            long x = a;
            long y = b;
            while (y != 0) {
                long rest = x % y;
                x = y;
                y = rest;
            }
            return x;
        }
    }

    @Override
    public void end(int pass) {
        for (int i = 1; i < parts.length; i++) {
            parts[0].merge(parts[i]);
        }
    }

    /**
     * Says what was found.
     *
     * @param rows the number of rows, at least 1
     */
    void note(List<Note> notes, long rows) {
        Part all = parts[0];
        if (rows < ROWS || all.distinct < 2) {
            return;
        }
        repeatedRows(notes, all);
        rounded(notes, all);
        if (!clipped(notes, all)) {
            commonest(notes, all);
        }
    }

    private static void repeatedRows(List<Note> notes, Part all) {
        if (all.divisor > 1 && all.distinct >= DISTINCT) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("times", all.divisor);
            evidence.put("distinct", all.distinct);
            notes.add(new Note(Note.Code.REPEATED_ROWS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
    }

    private static void rounded(List<Note> notes, Part all) {
        for (int k = 0; all.maybeRound && k < PARTS_OF_ONE.length; k++) {
            if (all.round[k]) {
                Map<String, Object> evidence = new LinkedHashMap<>();
                evidence.put("step", 1.0 / PARTS_OF_ONE[k]);
                evidence.put("distinct", all.distinct);
                notes.add(new Note(Note.Code.ROUNDED_FORECASTS, Note.Severity.INFO, 0, List.of(), evidence));
                return;
            }
        }
    }

    private boolean clipped(List<Note> notes, Part all) {
        if (ranking.logit() || all.distinct < DISTINCT) {
            return false;
        }
        boolean low = all.first[0] > 0 && all.first[0] <= END && heap(all.firstRows[0], all.firstRows[1], all.sum);
        boolean high = all.last[1] < 1 && 1 - all.last[1] <= END && heap(all.lastRows[1], all.lastRows[0], all.sum);
        if (low || high) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("least", all.first[0]);
            evidence.put("share_least", all.firstRows[0] / all.sum);
            evidence.put("greatest", all.last[1]);
            evidence.put("share_greatest", all.lastRows[1] / all.sum);
            notes.add(new Note(Note.Code.CLIPPED_FORECASTS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
        return low || high;
    }

    private static boolean heap(double rows, double next, double all) {
        return rows >= HEAP_SHARE * all && rows >= HEAP * next;
    }

    private static void commonest(List<Note> notes, Part all) {
        if (all.distinct >= DISTINCT && all.most >= OFTEN * all.sum) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("value", all.commonest);
            evidence.put("share", all.most / all.sum);
            evidence.put("distinct", all.distinct);
            notes.add(new Note(Note.Code.REPEATED_FORECAST, Note.Severity.INFO, 0, List.of(), evidence));
        }
    }
}
