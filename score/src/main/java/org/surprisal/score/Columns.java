package org.surprisal.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a source by name, with what has been found out about them so far, so that nothing is read twice. */
final class Columns {
    /** More distinct values than this are no classes. */
    static final int MOST_CLASSES = 10_000;

    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_.]+([ \\-][\\p{L}\\p{N}_.]+)*");
    private static final Set<String> SQL_WORDS =
            Set.of("and", "or", "not", "is", "in", "like", "between", "case", "when", "true", "false", "null");

    private final Source source;
    private final Progress progress;
    private final List<Column> all;
    private final Map<String, ColumnFacts> facts = new HashMap<>();
    private final Map<String, Source.Distinct> distinct = new HashMap<>();

    Columns(Source source, Progress progress) {
        this.source = source;
        this.progress = progress;
        this.all = List.copyOf(source.columns());
    }

    /** All columns, in the order of the table. */
    List<Column> all() {
        return all;
    }

    /** The names of all columns, in the order of the table. */
    List<String> names() {
        return all.stream().map(Column::name).toList();
    }

    /** What the cells of a column look like; empty for an expression. */
    Optional<Column.Kind> kind(String name) {
        return all.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::kind)
                .findFirst();
    }

    /**
     * The column that a user means.
     *
     * @param asked a column's name, in any case, or an expression
     * @param option the option that asks, for the message
     * @return the name as the source spells it, or the expression as it is
     * @throws Unscorable when it can only be a name and there is none like it
     */
    String resolve(String asked, String option) {
        List<String> names = names();
        if (names.contains(asked)) {
            return asked;
        }
        List<String> alike =
                names.stream().filter(name -> name.equalsIgnoreCase(asked)).toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        if (!isPlainName(asked)) {
            return asked;
        }
        String hint = DidYouMean.closest(asked, names)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
        throw new Unscorable("There is no column \"" + asked + "\" for " + option + "." + hint + " The columns are "
                + listed(names) + ".");
    }

    /** At most a dozen names for a message. */
    static String listed(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(12, names.size())));
        return names.size() > 12 ? shown + " and " + (names.size() - 12) + " more" : shown;
    }

    private boolean isPlainName(String asked) {
        if (NumericText.parse(asked).isPresent() || !PLAIN_NAME.matcher(asked).matches()) {
            return false;
        }
        for (String word : asked.split("[ \\-]", -1)) {
            if (SQL_WORDS.contains(word.toLowerCase(Locale.ROOT)) || names().contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** The distinct values of a column or an expression, from all rows; read once. */
    Source.Distinct distinct(String column) {
        Source.Distinct known = distinct.get(column);
        if (known == null) {
            progress.phase(Progress.Phase.LOOKING);
            known = source.distinct(column, MOST_CLASSES);
            distinct.put(column, known);
        }
        return known;
    }

    /**
     * Facts about columns read as numbers, from all rows. Columns not seen before are read together in one pass.
     *
     * @param names the columns
     * @return the facts in the order of the names
     */
    List<ColumnFacts> facts(List<String> names) {
        List<String> unread = names.stream()
                .filter(name -> !facts.containsKey(name))
                .distinct()
                .toList();
        if (!unread.isEmpty()) {
            progress.phase(Progress.Phase.LOOKING);
            unread.forEach(name -> facts.put(name, new ColumnFacts()));
            List<Source.Cell> cells = new ArrayList<>();
            unread.forEach(name -> cells.add(new Source.Cell.Numeric(name)));
            source.read(cells, false, batch -> {
                for (int c = 0; c < unread.size(); c++) {
                    known(unread.get(c)).add(batch.numbers()[c], batch.flags()[c], new long[0], batch.size());
                }
                return true;
            });
        }
        return names.stream().map(this::known).toList();
    }

    /** Facts about one column. */
    ColumnFacts facts(String name) {
        return facts(List.of(name)).getFirst();
    }

    private ColumnFacts known(String name) {
        ColumnFacts known = facts.get(name);
        if (known == null) {
            throw new IllegalStateException("Nothing is known about " + name);
        }
        return known;
    }

    /** Reads rows, for those who look at several columns at once. */
    void read(List<Source.Cell> cells, Source.Sink sink) {
        progress.phase(Progress.Phase.LOOKING);
        source.read(cells, false, sink);
    }
}
