package org.surprisal.fit.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Factor;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.formula.Term;
import org.surprisal.math.DoubleDouble;

/** Puts a formula and data together: finds the rows, the levels, the columns, and reads what is explained. */
public final class DatasetBuilder {
    private final ModelFormula formula;
    private final Frame frame;
    private final Roles roles;
    private final List<String> slots = new ArrayList<>();
    private final List<Column> columns;

    private DatasetBuilder(ModelFormula formula, Frame frame, Roles roles) {
        this.formula = formula;
        this.frame = frame;
        this.roles = roles;
        formula.terms().stream()
                .map(Term::factors)
                .flatMap(List::stream)
                .flatMap(Factor::columns)
                .forEach(this::use);
        columns = new ArrayList<>(slots.stream().map(frame::column).toList());
    }

    private void use(String column) {
        if (!slots.contains(column)) {
            slots.add(column);
        }
    }

    /**
     * Rows to fit.
     *
     * @param formula the model
     * @param frame the data
     * @param roles the columns beside those of the formula
     * @param missing what becomes of rows with a missing value
     * @return the rows
     * @throws Unfittable if the data do not fit the formula: a number is needed where there are categories, a value is
     *     not finite, no row is left, or there are too many coefficients
     */
    public static Dataset build(ModelFormula formula, Frame frame, Roles roles, Missing missing) {
        return new DatasetBuilder(formula, frame, roles).dataset(missing);
    }

    private Dataset dataset(Missing missing) {
        List<String> all = new ArrayList<>(slots);
        List<String> more = new ArrayList<>(formula.response().columns().toList());
        formula.offsets().stream().flatMap(Arithmetic::columns).forEach(more::add);
        if (roles.weight() != null) {
            more.add(roles.weight());
        }
        if (roles.cluster() != null) {
            more.add(roles.cluster());
        }
        more.stream().filter(name -> !all.contains(name)).distinct().forEach(all::add);
        RowFilter filter = new RowFilter(all, frame, roles.weight(), missing);
        int[] kept = filter.keep(frame.rows());
        int rows = kept == null ? frame.rows() : kept.length;
        requireRows(rows, filter.leftOut());
        RowReader reader = new RowReader(frame, kept, rows);
        Design design = new DesignBuilder(formula, slots, columns, reader).build();
        int width = design.names().size();
        double[] low = (double) rows * width * width <= Dataset.MOST_IN_PAIRS ? new double[rows] : null;
        double[] response = response(reader, low);
        String clustering = roles.cluster();
        int[] cluster = clustering == null ? null : new int[rows];
        int clusters = clustering == null || cluster == null ? 0 : reader.groups(clustering, cluster);
        return new Dataset(
                new ModelMatrix(design, frame, kept, UnknownLevel.REFUSE),
                response,
                low == null || Arrays.stream(low).allMatch(x -> x == 0) ? null : low,
                offset(reader, rows),
                roles.weight() == null ? null : reader.values(new Arithmetic.Name(roles.weight()), "the weight", null),
                cluster,
                clusters,
                filter.leftOut());
    }

    private static void requireRows(int rows, Map<String, Integer> leftOut) {
        if (rows == 0) {
            throw new Unfittable(
                    leftOut.isEmpty()
                            ? "There are no rows to fit."
                            : "No row is left to fit: "
                                    + leftOut.entrySet().stream()
                                            .map(each -> each.getValue()
                                                    + (each.getKey().endsWith(" = 0") ? " with " : " without ")
                                                    + each.getKey())
                                            .collect(Collectors.joining(", "))
                                    + ".");
        }
    }

    private double[] response(RowReader reader, double @Nullable [] low) {
        if (formula.response() instanceof Arithmetic.Name name
                && frame.column(name.column()) instanceof Column.Codes codes) {
            return new TwoLevels(name.column(), codes, roles.positive()).of(reader);
        }
        return reader.values(formula.response(), "the response", low);
    }

    private double @Nullable [] offset(RowReader reader, int rows) {
        if (formula.offsets().isEmpty()) {
            return null;
        }
        DoubleDouble[] sum = new DoubleDouble[rows];
        for (Arithmetic offset : formula.offsets()) {
            double[] low = new double[rows];
            double[] high = reader.values(offset, "the offset", low);
            for (int i = 0; i < rows; i++) {
                DoubleDouble x = new DoubleDouble(high[i], low[i]);
                sum[i] = sum[i] == null ? x : sum[i].plus(x);
            }
        }
        double[] to = new double[rows];
        for (int i = 0; i < rows; i++) {
            to[i] = sum[i].value();
        }
        return to;
    }
}
