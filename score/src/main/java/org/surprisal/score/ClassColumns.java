package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that hold one probability per class and say the class in their name: {@code .pred_CLASS}, {@code prob_CLASS},
 * {@code CLASS_prob}, or just {@code CLASS}. Columns such as {@code p0} and {@code p1} may as well be the forecasts of
 * several models, so they must also sum to one.
 */
final class ClassColumns {
    private static final String WORDS = "pred|prediction|predicted|predicted_probability|predicted_prob|predict_proba"
            + "|prob|p|proba|probability|y_prob|y_proba|y_pred|y_score|score|logit|预测概率|概率";
    private static final Pattern BEFORE = Pattern.compile("(?i)\\.?(" + WORDS + ")[_. \\-](.+)");
    private static final Pattern AFTER = Pattern.compile("(?i)(.+)[_. \\-](prob|proba|probability|概率)");
    private static final Pattern NUMBERED = Pattern.compile("(?i)(?:p|prob)(\\d+)");

    private ClassColumns() {}

    /**
     * A column and the class it names.
     *
     * @param column the column's name
     * @param name the class
     */
    record Member(String column, String name) {}

    /** The class that a single column's name says, if any: {@code Yes} for {@code .pred_Yes}. */
    static Optional<String> className(String column) {
        Matcher before = BEFORE.matcher(column);
        return before.matches() ? Optional.of(before.group(2)) : Optional.empty();
    }

    /** Groups of at least two columns that share the word beside the class, in the order of the table. */
    static List<List<Member>> families(List<String> columns) {
        Map<String, List<Member>> groups = new LinkedHashMap<>();
        for (String column : columns) {
            Matcher before = BEFORE.matcher(column);
            Matcher after = AFTER.matcher(column);
            Matcher numbered = NUMBERED.matcher(column);
            if (before.matches()) {
                String key = column.substring(0, before.start(2)).toLowerCase(Locale.ROOT);
                groups.computeIfAbsent(key, word -> new ArrayList<>()).add(new Member(column, before.group(2)));
            } else if (after.matches()) {
                String key = column.substring(after.end(1)).toLowerCase(Locale.ROOT);
                groups.computeIfAbsent(key, word -> new ArrayList<>()).add(new Member(column, after.group(1)));
            } else if (numbered.matches()) {
                String key = column.substring(0, numbered.start(1)).toLowerCase(Locale.ROOT);
                groups.computeIfAbsent(key, word -> new ArrayList<>()).add(new Member(column, numbered.group(1)));
            }
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    /** The names of the classes of given columns: without the word they share, if they share one. */
    static List<String> names(List<String> columns) {
        for (List<Member> family : families(columns)) {
            if (family.size() == columns.size()) {
                return family.stream().map(Member::name).toList();
            }
        }
        return columns;
    }

    /**
     * The columns for the values of an outcome, when each value has one.
     *
     * @param values the distinct values of an outcome
     * @param candidates the columns that may be classes
     * @param columns the table
     * @return the columns and their classes; classes that never happened are among them where the family holds columns
     *     without which the probabilities do not sum to one
     */
    static Optional<List<Member>> forValues(List<String> values, List<String> candidates, Columns columns) {
        for (List<Member> family : families(candidates)) {
            List<Member> matched = matched(values, family);
            if (!matched.isEmpty() && areClasses(matched, columns)) {
                List<Member> wider = family.stream()
                        .filter(member -> matched.contains(member) || mayBeNumbers(member.column(), columns))
                        .toList();
                return Optional.of(wider.size() == matched.size() || sumToOne(matched, columns) ? matched : wider);
            }
        }
        List<Member> bare = candidates.stream()
                .filter(column -> mayBeNumbers(column, columns))
                .map(column -> new Member(column, column))
                .toList();
        List<Member> matched = matched(values, bare);
        return matched.size() > 1 ? Optional.of(matched) : Optional.empty();
    }

    /**
     * A family of at least three columns that the values of an outcome count, from 0 or from 1.
     *
     * @param values the distinct values of an outcome
     * @param candidates the columns that may be classes
     * @param columns the table
     * @return the columns and their classes
     */
    static Optional<List<Member>> forIndices(List<String> values, List<String> candidates, Columns columns) {
        return families(candidates).stream()
                .filter(family -> family.size() > 2)
                .filter(family -> ClassCodes.byIndex(values, family.size()).isPresent())
                .filter(family -> areClasses(family, columns))
                .findFirst();
    }

    private static boolean areClasses(List<Member> members, Columns columns) {
        boolean numbered = NUMBERED.matcher(members.getFirst().column()).matches();
        return !numbered || sumToOne(members, columns);
    }

    /** The members that the values name, in their order; empty unless every value names one. */
    private static List<Member> matched(List<String> values, List<Member> members) {
        List<String> names = members.stream().map(Member::name).toList();
        return values.isEmpty()
                ? List.of()
                : ClassCodes.byName(values, names)
                        .map(codes -> codes.stream()
                                .distinct()
                                .sorted()
                                .map(members::get)
                                .toList())
                        .orElse(List.of());
    }

    private static boolean mayBeNumbers(String column, Columns columns) {
        return columns.kind(column).filter(kind -> kind == Column.Kind.TEXT).isEmpty();
    }

    /** Whether most complete rows of these columns sum to one, so that no class is missing. */
    private static boolean sumToOne(List<Member> members, Columns columns) {
        List<Source.Cell> cells = new ArrayList<>();
        members.forEach(member -> cells.add(new Source.Cell.Numeric(member.column())));
        long[] balance = {0};
        columns.read(cells, batch -> {
            for (int row = 0; row < batch.size(); row++) {
                double sum = 0;
                for (double[] column : batch.numbers()) {
                    sum += column[row];
                }
                boolean whole = Math.abs(sum - 1) <= RowSums.NEAR || Math.abs(sum / 100 - 1) <= RowSums.NEAR;
                balance[0] += whole ? 1 : Double.isNaN(sum) ? 0 : -1;
            }
            return true;
        });
        return balance[0] >= 0;
    }
}
