package org.surprisal.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Derivatives;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Evaluator;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;
import org.surprisal.loss.Total;
import org.surprisal.loss.traits.Intercept;
import org.surprisal.report.LossColumns;
import org.surprisal.table.Batch;
import org.surprisal.table.Cell;
import org.surprisal.table.Column;
import org.surprisal.table.Options;
import org.surprisal.table.Progress;
import org.surprisal.table.Table;

/** A loss for each row of a file: read in batches, totalled exactly, and written row by row if that is wanted. */
final class FileEvaluation {
    private static final List<String> OUTCOMES = List.of("y", "y_true", "outcome", "target", "actual", "label");
    private static final List<String> PREDICTIONS = List.of("p", "z", "y_pred", "prediction", "predicted", "forecast");

    /** So many targets are kept for the best constant; of a longer file none is looked for. */
    private static final int KEPT = 1_000_000;

    private final Console console;
    private final Loss loss;
    private final @Nullable String outcome;
    private final @Nullable String prediction;
    private final @Nullable String where;
    private final @Nullable String encoding;
    private final @Nullable String out;
    private final Total total = new Total();
    private long missing;
    private long outside;
    private double[] targets = new double[1024];
    private int kept;

    FileEvaluation(
            Console console,
            Loss loss,
            @Nullable String outcome,
            @Nullable String prediction,
            @Nullable String where,
            @Nullable String encoding,
            @Nullable String out) {
        this.console = console;
        this.loss = loss;
        this.outcome = outcome;
        this.prediction = prediction;
        this.where = where;
        this.encoding = encoding;
        this.out = out;
    }

    LossColumns of(String path) {
        ProgressBar bar = new ProgressBar(console.err());
        Options options = Options.defaults()
                .withEncoding(encoding)
                .withWhere(where)
                .withInput(console.in())
                .withProgress(console.drawsProgress() ? bar : Progress.NONE);
        try (Table table = Table.open(List.of(path), options)) {
            List<String> ys = columns(table, "--outcome", outcome, loss.target().name(), OUTCOMES);
            List<String> ps = predictions(table);
            int classes = ps.size() - loss.columns().size();
            boolean labels = loss.perClass() && ys.size() == 1 && classes > 1;
            if (!loss.perClass() && (ys.size() > 1 || classes != 1)) {
                throw new WrongCall(
                        loss.columns().isEmpty()
                                ? loss.name() + " is a loss of one value: give one column each."
                                : loss + " takes, in this order, a column each for " + String.join(", ", taken())
                                        + ": name them with --prediction.",
                        "loss");
            }
            if (loss.perClass() && !labels && ys.size() != classes) {
                throw new WrongCall(
                        "A loss over classes takes a column per class for --prediction, and for --outcome as many or "
                                + "the index of the class that happened, counted from 0"
                                + (loss.columns().isEmpty()
                                        ? "."
                                        : "; after those of the classes come " + String.join(", ", loss.columns())
                                                + "."),
                        "loss");
            }
            List<Cell> cells = new ArrayList<>();
            ys.forEach(column -> cells.add(new Cell.Numeric(column)));
            ps.forEach(column -> cells.add(new Cell.Numeric(column)));
            try (RowWriter writer = RowWriter.to(out, results(classes))) {
                Rows rows = new Rows(loss, labels ? 1 : ys.size(), classes, writer);
                table.read(cells, out != null, batch -> {
                    rows.add(batch);
                    return true;
                });
                writer.finish();
            }
            bar.wipe();
            boolean one = !loss.perClass() && loss.columns().isEmpty() && kept <= KEPT;
            double optimum = one ? Intercept.of(loss, targets, kept) : Double.NaN;
            return new LossColumns(
                    loss.toString(), table.files(), ys, ps, total, missing, outside, optimum, meanAt(optimum), out);
        } finally {
            bar.wipe();
        }
    }

    private double meanAt(double optimum) {
        if (Double.isNaN(optimum)) {
            return Double.NaN;
        }
        double[] constant = new double[kept];
        Arrays.fill(constant, optimum);
        return loss.mean(Arrays.copyOf(targets, kept), constant);
    }

    /** What a row is evaluated on beside its target. */
    private List<String> taken() {
        return Stream.concat(Stream.of(loss.prediction().name()), loss.columns().stream())
                .toList();
    }

    /** The columns of the prediction, then those that are predicted or given beside it. */
    private List<String> predictions(Table table) {
        List<String> all = new ArrayList<>(
                columns(table, "--prediction", prediction, loss.prediction().name(), PREDICTIONS));
        if (prediction == null) {
            for (String name : loss.columns()) {
                all.addAll(columns(table, "--prediction", null, name, List.of()));
            }
        }
        return all;
    }

    /** The columns of what is written. */
    private List<String> results(int classes) {
        Derivatives derivatives = loss.derivatives();
        List<String> names = new ArrayList<>();
        for (List<String> variables : written()) {
            String name = derivatives.name(variables);
            if (derivatives.perClass(variables)) {
                IntStream.range(0, classes).forEach(k -> names.add(name + "_" + k));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * The derivatives that are written: all of a row loss, of a class loss those with a closed form for any formula.
     */
    private List<List<String>> written() {
        return loss.derivatives().all().stream()
                .filter(variables -> variables.size() == 1 || !loss.perClass())
                .toList();
    }

    private static List<String> columns(
            Table table, String option, @Nullable String given, String name, List<String> usual) {
        if (given != null) {
            return CommaList.split(given);
        }
        List<String> names = table.columns().stream().map(Column::name).toList();
        List<String> wanted = new ArrayList<>(List.of(name));
        wanted.addAll(usual);
        Optional<String> found = wanted.stream().filter(names::contains).findFirst();
        return List.of(found.orElseThrow(() -> new WrongCall(
                "Say which column is meant with " + option + "; the file has " + String.join(", ", names) + ".",
                "loss")));
    }

    /** Takes batches. */
    private final class Rows {
        private final int outcomes;
        private final int classes;
        private final boolean labels;
        private final Evaluator evaluator;
        private final RowWriter writer;

        Rows(Loss loss, int outcomes, int classes, RowWriter writer) {
            this.outcomes = outcomes;
            this.classes = classes;
            this.labels = classes > outcomes;
            this.evaluator = loss.evaluator();
            this.writer = writer;
        }

        void add(Batch batch) {
            int n = batch.size();
            double[][] y = labels ? oneHot(batch.numbers()[0], n) : shortened(batch, 0, outcomes);
            double[][] p = shortened(batch, outcomes, classes);
            double[][] further =
                    shortened(batch, outcomes + classes, loss.columns().size());
            double[] values = new double[n];
            double[][] derivatives = evaluated(y, p, further, values);
            double[] counted = new double[n];
            int rows = 0;
            for (int i = 0; i < n; i++) {
                boolean absent = absent(batch, i);
                boolean inside = !absent && inside(y, p, further, i);
                missing += absent ? 1 : 0;
                outside += !absent && !inside ? 1 : 0;
                if (inside) {
                    counted[rows++] = values[i];
                    keep(y[0][i]);
                }
                long row = batch.rows().length == 0 ? 0 : batch.rows()[i];
                writer.row(row, inside, values[i], derivatives, i);
            }
            total.add(counted, rows);
        }

        /** The derivatives, in the order in which they are written; none if they are not. */
        private double[][] evaluated(double[][] y, double[][] p, double[][] further, double[] values) {
            org.surprisal.loss.Batch rows = org.surprisal.loss.Batch.of(Input.columns(y), Input.columns(p));
            for (int i = 0; i < further.length; i++) {
                rows = rows.with(loss.columns().get(i), Input.of(further[i]));
            }
            Results wanted = Results.NONE.values(Output.to(values));
            List<double[]> all = new ArrayList<>();
            for (List<String> variables : out == null ? List.<List<String>>of() : written()) {
                boolean wide = loss.derivatives().perClass(variables);
                double[][] to = new double[wide ? classes : 1][values.length];
                all.addAll(List.of(to));
                wanted = variables.size() == 1
                        ? wanted.gradients(variables.getFirst(), Output.columns(to))
                        : wanted.hessians(variables.getFirst(), variables.getLast(), Output.columns(to));
            }
            evaluator.compute(rows, wanted);
            return all.toArray(double[][]::new);
        }

        private double[][] shortened(Batch batch, int from, int count) {
            return Arrays.stream(batch.numbers(), from, from + count)
                    .map(column -> Arrays.copyOf(column, batch.size()))
                    .toArray(double[][]::new);
        }

        private double[][] oneHot(double[] label, int n) {
            double[][] y = new double[classes][n];
            for (int i = 0; i < n; i++) {
                boolean index = label[i] >= 0 && label[i] < classes && label[i] == Math.rint(label[i]);
                for (int k = 0; k < classes; k++) {
                    y[k][i] = index ? (k == (int) label[i] ? 1 : 0) : Double.NaN;
                }
            }
            return y;
        }

        private boolean absent(Batch batch, int i) {
            for (int c = 0; c < outcomes + classes + loss.columns().size(); c++) {
                byte[] flags = batch.flags()[c];
                if (flags.length > 0 && flags[i] != Batch.PRESENT) {
                    return true;
                }
            }
            return false;
        }

        private boolean inside(double[][] y, double[][] p, double[][] further, int i) {
            Domain target = loss.target().domain();
            Domain domain = loss.prediction().domain();
            return Arrays.stream(y).allMatch(column -> target.contains(column[i]))
                    && Arrays.stream(p).allMatch(column -> domain.contains(column[i]))
                    && loss.parameters().stream().allMatch(parameter -> {
                        int column = loss.columns().indexOf(parameter.name());
                        return column < 0 || parameter.domain().contains(further[column][i]);
                    });
        }

        private void keep(double target) {
            if (kept < KEPT) {
                targets = kept == targets.length ? Arrays.copyOf(targets, 2 * kept) : targets;
                targets[kept] = target;
            }
            kept = Math.min(kept, KEPT) + 1;
        }
    }
}
