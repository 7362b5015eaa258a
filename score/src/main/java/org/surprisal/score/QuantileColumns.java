package org.surprisal.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the columns of quantile forecasts and their levels: as they are named, or by names such as {@code q0.1},
 * {@code q10}, {@code pred_p90}, {@code quantile_0.975} or {@code 0.5}. Whole numbers are per cent.
 */
final class QuantileColumns {
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|.*[_\\-.\\s])(?:q|p|quantile|percentile|pct|perc|quant)[_\\-\\s]?(\\d+(?:[._]\\d+)?|\\.\\d+)");
    private static final Pattern BARE = Pattern.compile("0?\\.\\d+");

    private QuantileColumns() {}

    /**
     * Finds them.
     *
     * @param candidates what the request says about columns
     * @param asked the levels that are asked for, in the order of the prediction columns if those are named; empty to
     *     find them
     * @return the columns, the lowest level first
     * @throws Unscorable when names do not tell the levels, or there are none
     */
    static Roles find(Candidates candidates, List<Double> asked) {
        List<Level> found = candidates.prediction().isEmpty() ? free(candidates, asked) : named(candidates, asked);
        if (found.isEmpty()) {
            throw new Unscorable("No column has a name that says the level of a quantile, such as q0.1 or p90; name the"
                    + " columns with --prediction and their levels with --levels. The columns are "
                    + Columns.listed(candidates.columns().names()) + ".");
        }
        List<Level> rising =
                found.stream().sorted(Comparator.comparingDouble(Level::of)).toList();
        for (int k = 1; k < rising.size(); k++) {
            if (rising.get(k).of == rising.get(k - 1).of) {
                throw new Unscorable("\"" + rising.get(k - 1).column + "\" and \"" + rising.get(k).column
                        + "\" are both quantiles of level " + NumericText.name(rising.get(k).of)
                        + "; name one column per level with --prediction.");
            }
        }
        List<String> columns = rising.stream().map(Level::column).toList();
        List<String> free = candidates.free().stream()
                .filter(name -> !columns.contains(name))
                .toList();
        Roles roles = NamedColumns.find(new Candidates(
                candidates.columns(), candidates.outcome(), columns, columns.size() > 1 ? columns : List.of(), free));
        return roles.withLevels(rising.stream().map(Level::of).toList());
    }

    /** A column and its level. */
    private record Level(String column, double of) {}

    private static List<Level> named(Candidates candidates, List<Double> asked) {
        List<String> columns = candidates.prediction();
        if (!asked.isEmpty() && asked.size() != columns.size()) {
            throw new Unscorable("--levels gives " + asked.size() + " levels, but there are " + columns.size()
                    + " prediction columns (" + Columns.listed(columns) + "); give one for each, in their order.");
        }
        List<Level> levels = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            String column = columns.get(k);
            double level = asked.isEmpty()
                    ? levelOf(column)
                            .orElseThrow(() -> new Unscorable("The name \"" + column
                                    + "\" does not say the level of a quantile; give the levels of all prediction"
                                    + " columns with --levels, such as --levels 0.1,0.5,0.9."))
                    : asked.get(k);
            levels.add(new Level(column, level));
        }
        return levels;
    }

    private static List<Level> free(Candidates candidates, List<Double> asked) {
        List<Level> all = new ArrayList<>();
        for (String column : candidates.free()) {
            levelOf(column).ifPresent(level -> all.add(new Level(column, level)));
        }
        if (asked.isEmpty()) {
            return all;
        }
        List<Level> wanted =
                all.stream().filter(level -> asked.contains(level.of)).toList();
        List<String> missing = asked.stream()
                .filter(level -> wanted.stream().noneMatch(each -> each.of == level))
                .map(NumericText::name)
                .collect(Collectors.toList());
        if (!missing.isEmpty()) {
            throw new Unscorable("No column has a name that says the level " + String.join(", ", missing)
                    + "; name the columns with --prediction, in the order of --levels.");
        }
        return wanted;
    }

    /** The level that a name says, in (0, 1). */
    static OptionalDouble levelOf(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        Matcher named = NAMED.matcher(plain);
        String digits;
        if (named.matches()) {
            digits = named.group(1).replace('_', '.');
        } else if (BARE.matcher(plain).matches()) {
            digits = plain;
        } else {
            return OptionalDouble.empty();
        }
        boolean share = digits.startsWith("0.") || digits.startsWith(".");
        // Moving the point in the text keeps the level the nearest double, which a division would not.
        double level = Double.parseDouble(share ? digits : digits + "e-2");
        return level > 0 && level < 1 ? OptionalDouble.of(level) : OptionalDouble.empty();
    }
}
