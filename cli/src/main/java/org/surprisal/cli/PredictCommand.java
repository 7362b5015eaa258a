package org.surprisal.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.fit.model.KeptModel;
import org.surprisal.fit.model.ModelJava;
import org.surprisal.fit.model.ModelSql;
import org.surprisal.fit.model.SqlDialect;
import org.surprisal.report.Words;
import org.surprisal.report.fit.ModelReader;
import org.surprisal.table.Column;
import org.surprisal.table.Options;
import org.surprisal.table.Progress;
import org.surprisal.table.Table;

/** {@code surprisal predict}: what a model says of new rows, or the model itself as SQL or Java. */
final class PredictCommand implements Command {
    private final Console console;
    private String model = "";
    private final List<String> files = new ArrayList<>();
    private @Nullable String out;
    private String unknown = "refuse";
    private boolean interval;
    private double level = 0.95;
    private @Nullable String keep;
    private @Nullable String as;
    private String dialect = "duckdb";
    private String className = "Model";
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable String encoding;
    private boolean quiet;

    PredictCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("MODEL", value -> model = value)
                .optionalArguments("FILE", files::add)
                .option("--out", "FILE|-", value -> out = value)
                .option("--unknown", "refuse|missing|base", value -> unknown = value)
                .flag("--interval", () -> interval = true)
                .option("--level", "LEVEL", Double.class, value -> level = value)
                .option("--keep", "COL[,COL...]", value -> keep = value)
                .option("--as", "sql|java", value -> as = value)
                .option("--dialect", "duckdb|postgresql|spark", value -> dialect = value)
                .option("--class-name", "NAME", value -> className = value)
                .option("--threads", "N", Integer.class, value -> threads = value)
                .option("--encoding", "NAME", value -> encoding = value)
                .flag("--quiet", () -> quiet = true);
    }

    @Override
    public int run() {
        UnknownLevel rule = rule();
        KeptModel fitted = read(model);
        if (as != null) {
            return write(fitted, rule);
        }
        if (files.isEmpty()) {
            throw wrong("A prediction needs a file with the columns " + String.join(", ", fitted.columns())
                    + ", or --as sql or --as java.");
        }
        if (!(level > 0 && level < 1)) {
            throw wrong("--level lies between 0 and 1, such as 0.95, not " + level + ".");
        }
        if (threads < 1) {
            throw wrong("--threads is at least 1, not " + threads + ".");
        }
        if (interval && !(fitted instanceof FittedModel)) {
            throw wrong("A model of several classes has no intervals of its predictions: leave --interval out.");
        }
        if (interval && fitted instanceof FittedModel one && !one.hasCovariance()) {
            throw new Unusable("The model has no covariance, so its predictions have no intervals: leave --interval"
                    + " out, or fit without a penalty and with at most 1,000 coefficients.");
        }
        ProgressBar bar = new ProgressBar(console.err());
        Progress progress = quiet || !console.drawsProgress() ? Progress.NONE : bar;
        Options options = Options.defaults()
                .withEncoding(encoding)
                .withThreads(threads)
                .withInput(console.in())
                .withProgress(progress);
        try (Table table = Table.open(files, options)) {
            List<String> kept = keep == null ? List.of() : CommaList.split(keep);
            requireColumns(kept, table.columns(), fitted.predictions());
            long missing = new Predicting(table, fitted, rule, interval ? level : Double.NaN, kept)
                    .to(out == null ? "-" : out, console);
            bar.wipe();
            if (!quiet) {
                table.remarks()
                        .forEach(remark -> console.err().println("surprisal: " + Words.printable(remark.message())));
                if (missing > 0) {
                    console.err()
                            .println("surprisal: " + missing + (missing == 1 ? " row has" : " rows have")
                                    + " no prediction, because a value is missing.");
                }
            }
        } finally {
            bar.wipe();
        }
        return 0;
    }

    private UnknownLevel rule() {
        return switch (unknown) {
            case "refuse" -> UnknownLevel.REFUSE;
            case "missing" -> UnknownLevel.MISSING;
            case "base" -> UnknownLevel.BASE;
            default -> throw wrong("--unknown is refuse, missing or base, not '" + unknown + "'.");
        };
    }

    /** Reads a model from a file. */
    private static KeptModel read(String file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return ModelReader.read(in);
        } catch (IOException | InvalidPathException e) {
            throw new Unusable(
                    "There is no model " + file + " that can be read; write one with surprisal fit --out.", e);
        } catch (IllegalArgumentException e) {
            throw new Unusable(file + ": " + e.getMessage(), e);
        }
    }

    private int write(KeptModel fitted, UnknownLevel rule) {
        String text = switch (String.valueOf(as).toLowerCase(Locale.ROOT)) {
            case "sql" -> ModelSql.of(fitted, sql(), rule) + "\n";
            case "java" -> ModelJava.of(fitted, className(), rule);
            default -> throw wrong("--as is sql or java, not '" + as + "'.");
        };
        if (out == null || out.equals("-")) {
            console.out().print(text);
            return 0;
        }
        try (NewFile file = NewFile.at(out)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            file.finish();
        } catch (IOException e) {
            throw new Unwritable(out, e);
        }
        return 0;
    }

    private SqlDialect sql() {
        return SqlDialect.of(dialect)
                .orElseThrow(() -> wrong("--dialect is " + String.join(", ", SqlDialect.labels()) + ", not '" + dialect
                        + "'" + DidYouMean.end(dialect, SqlDialect.labels())));
    }

    private String className() {
        if (!className.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw wrong("--class-name is made of letters, digits and underscores, unlike '" + className + "'.");
        }
        return className;
    }

    private static void requireColumns(List<String> kept, List<Column> columns, List<String> predictions) {
        List<String> names = columns.stream().map(Column::name).toList();
        for (String name : kept) {
            if (!names.contains(name)) {
                throw wrong("--keep names no column: there is no '" + name + "'" + DidYouMean.end(name, names));
            }
            if (predictions.contains(name) || kept.indexOf(name) != kept.lastIndexOf(name)) {
                throw wrong("--keep cannot keep '" + name + "': the result would have two columns of that name.");
            }
        }
    }

    private static WrongCall wrong(String message) {
        return new WrongCall(message, "predict");
    }
}
