package org.surprisal.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.report.Language;
import org.surprisal.report.Provenance;
import org.surprisal.report.ScorecardJson;
import org.surprisal.report.ScorecardPage;
import org.surprisal.report.ScorecardText;
import org.surprisal.report.Words;
import org.surprisal.score.Grouping;
import org.surprisal.score.Policy;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import org.surprisal.score.Versus;
import org.surprisal.table.Options;
import org.surprisal.table.Progress;
import org.surprisal.table.Remark;
import org.surprisal.table.Table;

/** {@code surprisal score}: how good were these forecasts? */
final class ScoreCommand implements Command {
    private static final List<String> ZERO_RULES =
            List.of("infinite", "sklearn", "keras", "torch", "xgboost", "tensorflow-java", "nd4j");

    private final Console console;

    final List<String> files = new ArrayList<>();

    @Nullable
    String outcome;

    @Nullable
    String prediction;

    @Nullable
    String as;

    @Nullable
    String classes;

    @Nullable
    String positive;

    @Nullable
    String where;

    @Nullable
    String weight;

    @Nullable
    String count;

    @Nullable
    String levels;

    @Nullable
    String levelColumn;

    @Nullable
    String spread;

    @Nullable
    String bytes;

    @Nullable
    String shape;

    @Nullable
    String labels;

    String zero = "infinite";
    final List<String> losses = new ArrayList<>();

    @Nullable
    String reference;

    boolean softOutcomes;
    boolean noRanking;
    boolean ordered;

    @Nullable
    String memory;

    @Nullable
    String cluster;

    @Nullable
    String time;

    @Nullable
    Integer horizon;

    final List<String> by = new ArrayList<>();

    @Nullable
    String versus;

    @Nullable
    String versusFile;

    @Nullable
    String on;

    @Nullable
    Double margin;

    @Nullable
    Integer worst;

    @Nullable
    Integer findSegments;

    @Nullable
    Double threshold;

    @Nullable
    String cost;

    boolean recalibrate;

    @Nullable
    String map;

    @Nullable
    String method;

    double level = 0.95;
    int threads = Runtime.getRuntime().availableProcessors();

    @Nullable
    String encoding;

    @Nullable
    String lang;

    @Nullable
    String json;

    @Nullable
    String html;

    boolean noRows;
    boolean open;

    boolean quiet;

    ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Arguments arguments() {
        return new Arguments()
                .arguments("FILE", files::add)
                .option("--outcome", "COL", value -> outcome = value)
                .option("--prediction", "COL[,COL...]", value -> prediction = value)
                .option("--as", "SCALE", value -> as = value)
                .option("--levels", "A,B,C", value -> levels = value)
                .option("--quantile", "LEVEL_COL", value -> levelColumn = value)
                .option("--scale", "COL", value -> spread = value)
                .option("--bytes", "COL", value -> bytes = value)
                .option("--shape", "COL", value -> shape = value)
                .option("--labels", "A,B,C", value -> labels = value)
                .option("--classes", "A,B,C", value -> classes = value)
                .option("--positive", "VALUE", value -> positive = value)
                .option("--where", "EXPR", value -> where = value)
                .option("--weight", "COL", value -> weight = value)
                .option("--count", "COL", value -> count = value)
                .option("--zero", "RULE", value -> zero = value)
                .repeated("--loss", "NAME|FORMULA", losses::add)
                .option("--reference", "VALUE|COL", value -> reference = value)
                .flag("--ordered", () -> ordered = true)
                .flag("--soft-outcomes", () -> softOutcomes = true)
                .flag("--no-ranking", () -> noRanking = true)
                .option("--cluster", "COL[,COL...]", value -> cluster = value)
                .option("--time", "COL", value -> time = value)
                .option("--horizon", "STAMPS", Integer.class, value -> horizon = value)
                .repeated("--by", "COL[,COL...]", by::add)
                .option("--versus", "COL[,COL...]", value -> versus = value)
                .option("--versus-file", "FILE", value -> versusFile = value)
                .option("--on", "KEY[,KEY...]", value -> on = value)
                .option("--margin", "D", Double.class, value -> margin = value)
                .option("--find-segments", "N", Integer.class, value -> findSegments = value)
                .flag("--recalibrate", () -> recalibrate = true)
                .option("--map", "FILE", value -> map = value)
                .option("--method", "NAME", value -> method = value)
                .option("--worst", "N", Integer.class, value -> worst = value)
                .option("--threshold", "P", Double.class, value -> threshold = value)
                .option("--cost", "fp=A,fn=B", value -> cost = value)
                .option("--memory", "SIZE", value -> memory = value)
                .option("--level", "LEVEL", Double.class, value -> level = value)
                .option("--threads", "N", Integer.class, value -> threads = value)
                .option("--encoding", "NAME", value -> encoding = value)
                .option("--lang", "en|zh", value -> lang = value)
                .option("--json", "FILE|-", value -> json = value)
                .option("--html", "FILE", value -> html = value)
                .flag("--no-rows", () -> noRows = true)
                .flag("--open", () -> open = true)
                .flag("--quiet", () -> quiet = true);
    }

    @Override
    public int run() {
        Language language = Main.language(lang, console);
        if (html != null) {
            NewFile.requireFolder(html);
        } else if (open || noRows) {
            throw new WrongCall(
                    "--open and --no-rows are about the page of --html; name its file, such as --html report.html.",
                    "score");
        }
        Request request = request();
        Grouping grouping = grouping();
        Versus comparison = versus();
        MapOutput mapped = MapOutput.of(map, method);
        ProgressBar bar = new ProgressBar(console.err());
        Progress progress = quiet || !console.drawsProgress() ? Progress.NONE : bar;
        try (Table table = Table.open(files, options(progress));
                Closing other = other()) {
            Versus against = other.in(comparison);
            Scorecard card = Scorer.score(new TableSource(table), request, grouping, against);
            bar.wipe();
            if (!quiet) {
                remarks(table.remarks());
                other.table().ifPresent(each -> remarks(each.remarks()));
            }
            print(card, table.files(), language);
            if (mapped != null) {
                mapped.write(card, provenance(card, table.files()), quiet ? null : console);
            }
        } finally {
            bar.wipe();
        }
        return 0;
    }

    private Request request() {
        if (!(level > 0 && level < 1)) {
            throw new WrongCall("--level lies between 0 and 1, such as 0.95, not " + level + ".", "score");
        }
        if (threads < 1) {
            throw new WrongCall("--threads is at least 1, not " + threads + ".", "score");
        }
        if (worst != null && worst < 1) {
            throw new WrongCall("--worst lists at least 1 row, not " + worst + ".", "score");
        }
        List<Loss> more = new ArrayList<>(
                losses.stream().map(ScoreCommand::ofOnePrediction).toList());
        if (ordered && !more.contains(Catalogue.RANKED_PROBABILITY)) {
            more.add(Catalogue.RANKED_PROBABILITY);
        }
        return Request.automatic()
                .withOutcome(list("--outcome", outcome))
                .withPrediction(list("--prediction", prediction))
                .withScale(scale())
                .withClasses(list("--classes", classes))
                .withPositive(positive)
                .withWeight(weight)
                .withCount(count)
                .withZero(zeroRule())
                .withLosses(more)
                .withReference(reference)
                .withSoftOutcomes(softOutcomes)
                .withLevel(level)
                .withThreads(threads)
                .withRankingMemory(rankingMemory())
                .withRecalibration(recalibrate || map != null)
                .withWorst(worst == null ? 0 : worst)
                .withLevels(levels())
                .withLevelColumn(levelColumn)
                .withOn(levelColumn == null ? List.of() : list("--on", on))
                .withBytes(bytes)
                .withSpread(spread())
                .withLabels(list("--labels", labels))
                .withPolicy(policy());
    }

    /** The second parameter of a distribution is a scale or a shape, as its family has it. */
    private @Nullable String spread() {
        @Nullable Scale family = scale();
        if (shape != null && (family == null || !family.hasShape())) {
            throw new WrongCall("--shape goes with --as gamma or --as negative_binomial.", "score");
        }
        if (spread != null && family != null && family.hasShape()) {
            throw new WrongCall(
                    "--as " + as + " has a shape in place of a scale; name its column with --shape.", "score");
        }
        return shape != null ? shape : spread;
    }

    private List<Double> levels() {
        List<Double> all = new ArrayList<>();
        for (String text : list("--levels", levels)) {
            try {
                all.add(Double.valueOf(text.strip()));
            } catch (NumberFormatException e) {
                throw new WrongCall(
                        "--levels are numbers between 0 and 1, such as 0.1,0.5,0.9, not '" + text + "'.", "score");
            }
        }
        return all;
    }

    private Policy policy() {
        if (threshold == null && cost == null) {
            return Policy.NONE;
        }
        if (noRanking) {
            throw new WrongCall(
                    "--threshold and --cost need the ranking of the rows; leave out --no-ranking.", "score");
        }
        if (threshold != null && !(threshold > 0 && threshold < 1)) {
            throw new WrongCall("--threshold lies between 0 and 1, such as 0.2, not " + threshold + ".", "score");
        }
        return new Policy(threshold, cost == null ? null : CostArgument.parse(cost));
    }

    /** Half of the heap, unless something else is said. */
    private long rankingMemory() {
        long bytes = memory == null ? Runtime.getRuntime().maxMemory() / 2 : MemorySize.of(memory, "score");
        return noRanking ? 0 : bytes;
    }

    private Grouping grouping() {
        if (cluster != null && time != null) {
            throw new WrongCall("--cluster and --time both say how rows depend on each other; choose one.", "score");
        }
        if (horizon != null && (time == null || horizon < 1)) {
            throw new WrongCall(
                    "--horizon is at least 1 and counts the stamps of --time COL, not " + horizon + ".", "score");
        }
        if (findSegments != null && findSegments < 1) {
            throw new WrongCall("--find-segments finds at least 1 segment, not " + findSegments + ".", "score");
        }
        long bytes = memory == null ? Runtime.getRuntime().maxMemory() / 2 : MemorySize.of(memory, "score");
        List<List<String>> segments =
                by.stream().map(columns -> list("--by", columns)).toList();
        return new Grouping(
                list("--cluster", cluster), time, horizon, segments, findSegments == null ? 0 : findSegments, bytes);
    }

    private Versus versus() {
        if (versusFile != null && levelColumn != null) {
            throw new WrongCall(
                    "--versus-file joins rows one to one, but with --quantile several rows are one forecast; put the"
                            + " quantiles into columns, or score each model.",
                    "score");
        }
        if (levelColumn == null && (versusFile == null) != (on == null)) {
            throw new WrongCall(
                    "--versus-file FILE and --on KEY go together: the key tells which rows are the same.", "score");
        }
        if (margin != null
                && ((versus == null && versusFile == null) || !(margin > 0 && margin < Double.POSITIVE_INFINITY))) {
            throw new WrongCall(
                    "--margin is a difference above 0 to plan for and goes with --versus COL, not " + margin + ".",
                    "score");
        }
        return new Versus(list("--versus", versus), margin);
    }

    /** The file of the other model, if any, to be closed. */
    private record Closing(Optional<Table> table, String name, List<String> on) implements AutoCloseable {
        Versus in(Versus versus) {
            return table.map(each -> versus.withFile(new TableSource(each), name, on.toArray(String[]::new)))
                    .orElse(versus);
        }

        @Override
        public void close() {
            table.ifPresent(Table::close);
        }
    }

    /** Conditions of --where are about the rows that are scored. */
    private Closing other() {
        if (versusFile == null) {
            return new Closing(Optional.empty(), "", List.of());
        }
        Options plain = options(Progress.NONE).withWhere(null);
        Table table = Table.open(List.of(versusFile), plain);
        return new Closing(Optional.of(table), Path.of(versusFile).getFileName().toString(), list("--on", on));
    }

    private static Loss ofOnePrediction(String text) {
        Loss loss = LossArgument.parse(text, "score");
        if (!loss.columns().isEmpty()) {
            throw new WrongCall(
                    "A score is of one prediction, but " + loss + " takes " + String.join(", ", loss.columns())
                            + " from each row too: set it to a number, or use surprisal loss eval LOSS FILE.",
                    "score");
        }
        return loss;
    }

    private Options options(Progress progress) {
        return Options.defaults()
                .withEncoding(encoding)
                .withWhere(where)
                .withThreads(threads)
                .withInput(console.in())
                .withProgress(progress);
    }

    private static List<String> list(String option, @Nullable String text) {
        List<String> values = text == null ? List.of() : CommaList.split(text);
        if (values.contains("")) {
            throw new WrongCall(option + " has an empty value between its commas: '" + text + "'.", "score");
        }
        return values;
    }

    private @Nullable Scale scale() {
        if (as == null) {
            return null;
        }
        for (Scale scale : Scale.values()) {
            if (scale.name().toLowerCase(Locale.ROOT).equals(as)) {
                return scale;
            }
        }
        List<String> scales = Arrays.stream(Scale.values())
                .map(scale -> scale.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new WrongCall(
                "--as is " + String.join(", ", scales) + "; there is no '" + as + "'" + DidYouMean.end(as, scales),
                "score");
    }

    private String zeroRule() {
        if (!ZERO_RULES.contains(zero) && !isClip(zero)) {
            throw new WrongCall(
                    "--zero is " + String.join(", ", ZERO_RULES)
                            + " or clip=EPS with EPS between 0 and 0.5; there is no '" + zero + "'"
                            + DidYouMean.end(zero, ZERO_RULES),
                    "score");
        }
        return zero;
    }

    private static boolean isClip(String rule) {
        try {
            double eps = rule.startsWith("clip=") ? Double.parseDouble(rule.substring(5)) : Double.NaN;
            return eps > 0 && eps < 0.5;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void remarks(List<Remark> remarks) {
        for (Remark remark : remarks) {
            console.err().println("surprisal: " + Words.printable(remark.message()));
        }
    }

    private Provenance provenance(Scorecard card, List<String> read) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Provenance(Main.version(), read, now, FullCommand.of(this, card));
    }

    private void print(Scorecard card, List<String> read, Language language) {
        String command = FullCommand.of(this, card);
        if (html != null) {
            Provenance provenance = provenance(card, read);
            @Nullable Language first = lang == null ? null : language;
            Scorecard shown = noRows ? card.withoutRows() : card;
            HtmlTarget.write(html, out -> ScorecardPage.write(shown, provenance, first, out));
            if (open) {
                Opening.of(html, console);
            }
        }
        if (json != null) {
            Provenance provenance = provenance(card, read);
            // A program that reads messages should not depend on its user's locale.
            Language messages = lang == null ? Language.EN : language;
            JsonTarget.write(json, console, out -> ScorecardJson.write(card, provenance, messages, out));
            if (JsonTarget.isStandardOutput(json)) {
                return;
            }
        }
        if (!quiet) {
            boolean found = outcome == null || prediction == null;
            console.out().print(ScorecardText.of(card, read, found ? command : null, console.page(language)));
        } else if (json == null) {
            console.out().print(ScorecardText.headline(card, console.page(language)));
        }
    }
}
