package org.surprisal.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Quantile forecasts with one row for each level, as a table with one row for each forecast. Rows of one forecast agree
 * in the columns that tell forecasts apart; all of them are held in memory. Row numbers count forecasts in the order in
 * which they first appear.
 */
final class LongQuantiles {
    /** What a forecast takes beside its numbers and texts, generously counted. */
    private static final long OVERHEAD = 160;

    private final Columns columns;
    private final Request request;
    private final long memory;

    private final Map<List<@Nullable String>, Forecast> forecasts = new LinkedHashMap<>();
    private final TreeMap<Double, Integer> levels = new TreeMap<>();
    private long taken;

    /**
     * A table in the long form.
     *
     * @param columns its columns
     * @param request what is asked; its {@link Request#levelColumn} names the column of the levels
     * @param memory the bytes that forecasts may take
     */
    LongQuantiles(Columns columns, Request request, long memory) {
        this.columns = columns;
        this.request = request;
        this.memory = memory;
    }

    /**
     * The table with one row for each forecast.
     *
     * @param source the rows
     * @param request what is to be asked of them
     */
    record Wide(ArraySource source, Request request) {}

    /** One forecast: its cells, and where it was first met. */
    private static final class Forecast {
        private final Cell outcome;
        private final @Nullable Cell weight;
        private final String place;
        private final Map<Integer, Cell> quantiles = new HashMap<>();

        Forecast(Cell outcome, @Nullable Cell weight, String place) {
            this.outcome = outcome;
            this.weight = weight;
            this.place = place;
        }
    }

    /** A number or what is in its place. */
    private record Cell(double value, byte flag) {
        static Cell of(Batch batch, int column, int row) {
            byte[] flags = batch.flags()[column];
            return new Cell(batch.numbers()[column][row], flags.length == 0 ? Batch.PRESENT : flags[row]);
        }

        boolean sameAs(Cell other) {
            return flag == other.flag && (flag != Batch.PRESENT || value == other.value);
        }
    }

    /**
     * Reads the table.
     *
     * @throws Unscorable when a level is none, a forecast has a level twice or several outcomes, or memory is short
     */
    Wide read(Source source) {
        if (request.scale() != Scale.QUANTILE) {
            throw new Unscorable("--quantile names the column of levels of quantile forecasts; say --as quantile.");
        }
        String asked = request.levelColumn();
        String level = columns.resolve(asked == null ? "" : asked, "--quantile");
        Set<String> used = new HashSet<>(Set.of(level));
        String weight = request.weight() == null ? null : columns.resolve(request.weight(), "--weight");
        if (request.count() != null) {
            throw new Unscorable(
                    "--count does not go with --quantile, where a row is a part of a forecast; use" + " --weight.");
        }
        if (weight != null) {
            used.add(weight);
        }
        Roles roles = NamedColumns.find(Candidates.of(columns, request, used));
        if (roles.prediction().size() != 1 || roles.outcome().size() != 1) {
            throw new Unscorable("With --quantile there is one outcome column and one column of quantiles; name them"
                    + " with --outcome and --prediction.");
        }
        String outcome = roles.outcome().getFirst();
        String prediction = roles.prediction().getFirst();
        used.add(outcome);
        used.add(prediction);
        List<String> keys = keys(used);
        read(source, outcome, prediction, level, weight, keys);
        return wide(outcome, weight, keys);
    }

    /** The columns that tell forecasts apart: those that are named, else all others. */
    private List<String> keys(Set<String> used) {
        if (request.on().isEmpty()) {
            return columns.names().stream().filter(name -> !used.contains(name)).toList();
        }
        return request.on().stream().map(key -> columns.resolve(key, "--on")).toList();
    }

    private void read(
            Source source,
            String outcome,
            String prediction,
            String level,
            @Nullable String weight,
            List<String> keys) {
        List<Source.Cell> cells = new ArrayList<>(List.of(
                new Source.Cell.Numeric(outcome), new Source.Cell.Numeric(prediction), new Source.Cell.Numeric(level)));
        if (weight != null) {
            cells.add(new Source.Cell.Numeric(weight));
        }
        int first = cells.size();
        keys.forEach(key -> cells.add(new Source.Cell.Text(key)));
        source.read(cells, true, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                String[] texts = new String[keys.size()];
                for (int k = 0; k < texts.length; k++) {
                    texts[k] = batch.texts()[first + k][i];
                }
                add(batch, i, Arrays.asList(texts), weight == null ? null : Cell.of(batch, 3, i), level);
            }
            return true;
        });
    }

    private void add(Batch batch, int row, List<@Nullable String> key, @Nullable Cell weight, String level) {
        String place = "row " + batch.rows()[row] + (batch.file() > 1 ? " of file " + batch.file() : "");
        Cell share = Cell.of(batch, 2, row);
        if (share.flag != Batch.PRESENT || !(share.value > 0 && share.value < 1)) {
            throw new Unscorable("\"" + level + "\" in " + place
                    + " is no level between 0 and 1, such as 0.9; leave such" + " rows out with --where.");
        }
        Cell outcome = Cell.of(batch, 0, row);
        Forecast forecast = forecasts.get(key);
        if (forecast == null) {
            forecast = new Forecast(outcome, weight, place);
            forecasts.put(key, forecast);
            taken += OVERHEAD;
            for (String text : key) {
                taken += text == null ? 8 : 48 + text.length();
            }
        }
        if (!forecast.outcome.sameAs(outcome)) {
            throw new Unscorable("Of one forecast the outcomes differ in " + forecast.place + " and " + place
                    + "; name the columns that tell forecasts apart with --on.");
        }
        if (weight != null && forecast.weight != null && !forecast.weight.sameAs(weight)) {
            throw new Unscorable("Of one forecast the weights differ in " + forecast.place + " and " + place
                    + "; name the columns that tell forecasts apart with --on.");
        }
        int column = levels.computeIfAbsent(share.value, added -> levels.size());
        if (forecast.quantiles.put(column, Cell.of(batch, 1, row)) != null) {
            throw new Unscorable("The forecast of " + forecast.place + " has the level "
                    + NumericText.name(share.value) + " again in " + place
                    + "; name the columns that tell forecasts apart with --on.");
        }
        taken += 96;
        if (taken > memory) {
            throw new Unscorable(
                    "--quantile holds the forecasts in memory; after " + place + " they take more than the "
                            + (memory >> 20) + " MB granted. Raise --memory, or choose fewer rows with --where.");
        }
    }

    private Wide wide(String outcome, @Nullable String weight, List<String> keys) {
        if (forecasts.isEmpty()) {
            throw new Unscorable("There are no rows to score.");
        }
        List<Forecast> all = List.copyOf(forecasts.values());
        ArraySource rows = column(ArraySource.empty(), outcome, all, forecast -> forecast.outcome);
        List<String> names = new ArrayList<>();
        Cell missing = new Cell(0, Batch.FLAG_MISSING);
        for (Map.Entry<Double, Integer> each : levels.entrySet()) {
            String name = "quantile " + NumericText.name(each.getKey());
            names.add(name);
            rows = column(rows, name, all, forecast -> forecast.quantiles.getOrDefault(each.getValue(), missing));
        }
        if (weight != null) {
            rows = column(rows, weight, all, forecast -> forecast.weight == null ? missing : forecast.weight);
        }
        for (int k = 0; k < keys.size(); k++) {
            @Nullable String[] texts = new String[all.size()];
            int i = 0;
            for (List<@Nullable String> key : forecasts.keySet()) {
                texts[i++] = key.get(k);
            }
            rows = rows.with(keys.get(k), texts);
        }
        Request wide = request.withOutcome(outcome)
                .withPrediction(names)
                .withLevels(List.copyOf(levels.keySet()))
                .withLevelColumn(null)
                .withOn(List.of());
        return new Wide(rows, wide);
    }

    /** Takes a cell of a forecast. */
    @FunctionalInterface
    private interface Of {
        Cell of(Forecast forecast);
    }

    private static ArraySource column(ArraySource rows, String name, List<Forecast> all, Of of) {
        double[] values = new double[all.size()];
        byte[] flags = new byte[all.size()];
        for (int i = 0; i < values.length; i++) {
            Cell cell = of.of(all.get(i));
            values[i] = cell.value;
            flags[i] = cell.flag;
        }
        return rows.withFlags(name, values, flags);
    }
}
