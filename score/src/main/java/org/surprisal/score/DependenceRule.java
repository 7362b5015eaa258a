package org.surprisal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.math.ExactSum;

/** What a grouping says about how rows depend on each other, for any part of the rows. */
final class DependenceRule {
    /** Under so many clusters their number is too small for the theory. */
    static final int FEW = 30;

    /** Worth so many equal ones, clusters of any sizes do. */
    private static final int ENOUGH = 100;

    private final Grouping grouping;
    private final Inference inference;
    private final Partition groups;
    private final GroupRule rule;
    private boolean notPositive;

    private DependenceRule(Grouping grouping, Inference inference, Partition groups) {
        this.grouping = grouping;
        this.inference = inference;
        this.groups = groups;
        @Nullable Integer horizon = grouping.horizon();
        if (grouping.time() == null) {
            rule = new GroupRule.Clusters();
        } else if (horizon == null) {
            rule = new GroupRule.Bartlett(GroupRule.Bartlett.usualLag(groups.groups()));
        } else {
            rule = new GroupRule.Horizon(horizon);
        }
    }

    /**
     * The rule of a grouping, or null where rows are independent.
     *
     * @param kept the rows
     * @param source is asked where cells stand that are no time stamps
     */
    static @Nullable DependenceRule of(Grouping grouping, Inference inference, KeptRows kept, Source source) {
        if (!grouping.dependent()) {
            return null;
        }
        List<String> columns = grouping.columns();
        @Nullable String time = grouping.time();
        if (time == null) {
            List<Integer> places =
                    grouping.cluster().stream().map(columns::indexOf).toList();
            return new DependenceRule(grouping, inference, kept.by(places));
        }
        Partition texts = kept.by(List.of(columns.indexOf(time)));
        boolean integers = TimeStamps.integers(texts);
        for (@Nullable String[] key : texts.keys()) {
            if (!TimeStamps.fits(key[0], integers)) {
                throw noStamp(time, integers, source);
            }
        }
        return new DependenceRule(grouping, inference, TimeStamps.inOrder(texts));
    }

    private static Unscorable noStamp(String column, boolean integers, Source source) {
        List<String> where = new ArrayList<>();
        source.read(List.of(new Source.Cell.Text(column)), true, batch -> {
            for (int i = 0; i < batch.size() && where.size() < RowFinder.MOST; i++) {
                @Nullable String text = batch.texts()[0][i];
                if (!TimeStamps.fits(text, integers)) {
                    String place = batch.rows().length == 0
                            ? ""
                            : (batch.file() > 1 ? "file " + batch.file() + " row " : "row ") + batch.rows()[i] + ": ";
                    where.add(place + (text == null ? "empty" : "\"" + text + "\""));
                }
            }
            return where.size() < RowFinder.MOST;
        });
        return new Unscorable("The time column \"" + column + "\" holds "
                + (integers ? "integers" : "dates and timestamps")
                + ", but some cells are none (" + String.join(", ", where)
                + "). Mend them, or leave those rows out with --where; a stamp is an integer, 2024-03-31,"
                + " 2024-03-31T12:00 or the like, all of one kind.");
    }

    /** The findings with errors that allow for the dependence. */
    Findings apply(Findings findings, KeptRows kept) {
        return apply(findings, kept, new GroupSums(kept, groups));
    }

    /** The same for a part of the rows, given by their places. */
    Findings apply(Findings findings, KeptRows part, int[] places, int from, int to) {
        return apply(findings, part, new GroupSums(part, groups.only(places, from, to)));
    }

    private Findings apply(Findings findings, KeptRows kept, GroupSums sums) {
        DependentErrors errors = new DependentErrors(inference, sums, rule);
        Findings other = errors.of(findings, kept);
        notPositive |= errors.notPositive();
        return other;
    }

    /** Scores of rows with errors that allow for the dependence, by what each row contributes. */
    Map<String, Estimate> scores(Map<String, Estimate> scores, Map<String, Influence> influences, KeptRows kept) {
        DependentErrors errors = new DependentErrors(inference, new GroupSums(kept, groups), rule);
        Map<String, Estimate> other = errors.scores(scores, influences);
        notPositive |= errors.notPositive();
        return other;
    }

    /** The same for some of the rows alone, given by their places. */
    DependenceRule only(int[] places) {
        return new DependenceRule(grouping, inference, groups.only(places, 0, places.length));
    }

    /** The clusters or stamps of all rows. */
    Partition groups() {
        return groups;
    }

    /** From sums by group to errors. */
    GroupRule rule() {
        return rule;
    }

    /** What was found about the groups. */
    Dependence describe(KeptRows kept) {
        long[] sizes = new long[groups.groups()];
        long empty = 0;
        for (int i = 0; i < kept.size(); i++) {
            int g = groups.group()[i];
            sizes[g] = Math.addExact(sizes[g], kept.count(i));
            for (@Nullable String text : groups.keys().get(g)) {
                if (text == null) {
                    empty = Math.addExact(empty, kept.count(i));
                    break;
                }
            }
        }
        long largest = 0;
        ExactSum rows = new ExactSum();
        ExactSum squares = new ExactSum();
        for (long size : sizes) {
            largest = Math.max(largest, size);
            rows.add((double) size);
            squares.addProduct((double) size, (double) size);
        }
        double effective = rows.value() / squares.value() * rows.value();
        @Nullable String time = grouping.time();
        return new Dependence(
                time == null ? Dependence.Kind.CLUSTER : Dependence.Kind.TIME,
                time == null ? grouping.cluster() : List.of(time),
                sizes.length,
                largest,
                effective,
                empty,
                lag(),
                grouping.horizon());
    }

    private int lag() {
        return switch (rule) {
            case GroupRule.Clusters none -> 0;
            case GroupRule.Bartlett bartlett -> bartlett.lag();
            case GroupRule.Horizon horizon -> horizon.horizon() - 1;
        };
    }

    /** Whether so few clusters carry the error that the theory for their number does not hold. */
    static boolean isUneven(long groups, double effective) {
        boolean few = effective < FEW && groups >= FEW;
        return few || (effective < ENOUGH && 2 * effective < groups);
    }

    /** Adds what is to be said about the groups. */
    void note(List<Note> notes, Dependence dependence) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("columns", dependence.columns());
        evidence.put("groups", dependence.groups());
        if (dependence.kind() == Dependence.Kind.CLUSTER && dependence.groups() < FEW) {
            notes.add(new Note(Note.Code.FEW_CLUSTERS, Note.Severity.WARNING, 0, List.of(), evidence));
        }
        if (dependence.kind() == Dependence.Kind.CLUSTER && isUneven(dependence.groups(), dependence.effective())) {
            Map<String, Object> sizes = new LinkedHashMap<>(evidence);
            sizes.put("effective", dependence.effective());
            sizes.put("largest", dependence.largest());
            notes.add(new Note(Note.Code.UNEVEN_CLUSTERS, Note.Severity.WARNING, 0, List.of(), sizes));
        }
        if (dependence.kind() == Dependence.Kind.CLUSTER && dependence.empty() > 0) {
            notes.add(new Note(Note.Code.EMPTY_CLUSTER, Note.Severity.INFO, dependence.empty(), List.of(), evidence));
        }
        if (notPositive) {
            Map<String, Object> lag = new LinkedHashMap<>(evidence);
            lag.put("lag", (long) dependence.lag());
            notes.add(new Note(Note.Code.VARIANCE_NOT_POSITIVE, Note.Severity.WARNING, 0, List.of(), lag));
        }
        notes.sort(Gravity.ORDER);
    }
}
