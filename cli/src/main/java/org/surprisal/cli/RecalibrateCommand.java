package org.surprisal.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.report.RecalibrationMapReader;
import org.surprisal.report.Words;
import org.surprisal.score.Recalibrator;
import org.surprisal.table.Options;
import org.surprisal.table.Progress;
import org.surprisal.table.Table;

/** {@code surprisal recalibrate}: the forecasts of a file after a map that {@code score --map} wrote. */
final class RecalibrateCommand implements Command {
    private final Console console;
    private String map = "";
    private final List<String> files = new ArrayList<>();
    private String out = "-";
    private @Nullable String prediction;
    private @Nullable String asColumn;
    private boolean force;
    private int threads = Runtime.getRuntime().availableProcessors();
    private @Nullable String encoding;
    private boolean quiet;

    RecalibrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .argument("MAP", value -> map = value)
                .arguments("FILE", files::add)
                .option("--out", "FILE|-", value -> out = value)
                .option("--prediction", "COL[,COL...]", value -> prediction = value)
                .option("--as-column", "NAME[,NAME...]", value -> asColumn = value)
                .flag("--force", () -> force = true)
                .option("--threads", "N", Integer.class, value -> threads = value)
                .option("--encoding", "NAME", value -> encoding = value)
                .flag("--quiet", () -> quiet = true);
    }

    @Override
    public int run() {
        if (threads < 1) {
            throw wrong("--threads is at least 1, not " + threads + ".");
        }
        Recalibrator recalibrator = read(map);
        List<String> from = columns("--prediction", prediction, recalibrator.prediction(), "");
        List<String> to = columns("--as-column", asColumn, from, "_recalibrated");
        RowFile.form(out);
        ProgressBar bar = new ProgressBar(console.err());
        Options options = Options.defaults()
                .withEncoding(encoding)
                .withThreads(threads)
                .withInput(console.in())
                .withProgress(quiet || !console.drawsProgress() ? Progress.NONE : bar);
        try (Table table = Table.open(files, options)) {
            requireNew(table);
            Recalibrating work = new Recalibrating(table, recalibrator, from, to, prediction != null);
            work.to(out, console);
            bar.wipe();
            if (!quiet) {
                table.remarks()
                        .forEach(remark -> console.err().println("surprisal: " + Words.printable(remark.message())));
                work.refused().forEach(line -> console.err().println("surprisal: " + line));
            }
        } finally {
            bar.wipe();
        }
        return 0;
    }

    /** The columns that an option names, or others with an ending. */
    private static List<String> columns(String option, @Nullable String named, List<String> others, String ending) {
        if (named == null) {
            return others.stream().map(name -> name + ending).toList();
        }
        List<String> names = CommaList.split(named);
        if (names.size() != others.size() || names.contains("")) {
            throw wrong(option + " names " + (others.size() == 1 ? "one column" : others.size() + " columns")
                    + ", as many as the map has forecasts, not '" + named + "'.");
        }
        return names;
    }

    /** Reads a map from a file. */
    private static Recalibrator read(String file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return RecalibrationMapReader.read(in);
        } catch (IOException | InvalidPathException e) {
            throw new Unusable(
                    "There is no map " + file + " that can be read; write one with surprisal score FILE --map " + file
                            + ".",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Unusable(file + ": " + e.getMessage(), e);
        }
    }

    /** Neither what is read nor, unless it is meant so, what exists is written over. */
    private void requireNew(Table table) {
        if (out.equals("-")) {
            return;
        }
        try {
            Path target = Path.of(out);
            if (!Files.exists(target)) {
                NewFile.requireFolder(out);
                return;
            }
            List<String> read = new ArrayList<>(table.files());
            read.add(map);
            for (String file : read) {
                if (!file.equals("-") && Files.isSameFile(target, Path.of(file))) {
                    throw wrong("--out is " + file + ", which is read here; name another file.");
                }
            }
            if (!force) {
                throw wrong(out + " exists; name another file, or say --force to replace it.");
            }
        } catch (IOException | InvalidPathException e) {
            throw new Unwritable(out, e);
        }
    }

    private static WrongCall wrong(String message) {
        return new WrongCall(message, "recalibrate");
    }
}
