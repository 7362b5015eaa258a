package org.surprisal.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.report.Language;
import org.surprisal.report.Provenance;
import org.surprisal.report.ScorecardJson;
import org.surprisal.report.ScorecardText;
import org.surprisal.report.Words;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorecard;
import org.surprisal.score.Scorer;
import org.surprisal.table.Options;
import org.surprisal.table.Progress;
import org.surprisal.table.Remark;
import org.surprisal.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code surprisal score}: how good were these forecasts? */
@Command(name = "score")
final class ScoreCommand implements Callable<Integer> {
    private static final List<String> ZERO_RULES =
            List.of("infinite", "sklearn", "keras", "torch", "xgboost", "tensorflow-java", "nd4j");

    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    List<String> files = List.of();

    @Option(names = "--outcome", paramLabel = "COL")
    @Nullable
    String outcome;

    @Option(names = "--prediction", paramLabel = "COL[,COL...]")
    @Nullable
    String prediction;

    @Option(names = "--as", paramLabel = "SCALE")
    @Nullable
    String as;

    @Option(names = "--classes", paramLabel = "A,B,C")
    @Nullable
    String classes;

    @Option(names = "--positive", paramLabel = "VALUE")
    @Nullable
    String positive;

    @Option(names = "--where", paramLabel = "EXPR")
    @Nullable
    String where;

    @Option(names = "--weight", paramLabel = "COL")
    @Nullable
    String weight;

    @Option(names = "--count", paramLabel = "COL")
    @Nullable
    String count;

    @Option(names = "--zero", paramLabel = "RULE")
    String zero = "infinite";

    @Option(names = "--loss", paramLabel = "NAME|FORMULA")
    List<String> losses = new ArrayList<>();

    @Option(names = "--reference", paramLabel = "VALUE|COL")
    @Nullable
    String reference;

    @Option(names = "--soft-outcomes")
    boolean softOutcomes;

    @Option(names = "--level", paramLabel = "LEVEL")
    double level = 0.95;

    @Option(names = "--threads", paramLabel = "N")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--encoding", paramLabel = "NAME")
    @Nullable
    String encoding;

    @Option(names = "--lang", paramLabel = "en|zh")
    @Nullable
    String lang;

    @Option(names = "--json", paramLabel = "FILE|-")
    @Nullable
    String json;

    @Option(names = "--quiet")
    boolean quiet;

    ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Language language = Main.language(lang, console);
        Request request = request();
        ProgressBar bar = new ProgressBar(console.err());
        Progress progress = quiet || !console.drawsProgress() ? Progress.NONE : bar;
        try (Table table = Table.open(files, options(progress))) {
            Scorecard card = Scorer.score(new TableSource(table), request);
            bar.wipe();
            if (!quiet) {
                remarks(table.remarks());
            }
            print(card, table.files(), language);
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
        List<Loss> more =
                losses.stream().map(text -> LossArgument.parse(text, "score")).toList();
        return new Request(
                list("--outcome", outcome),
                list("--prediction", prediction),
                scale(),
                list("--classes", classes),
                positive,
                weight,
                count,
                zeroRule(),
                more,
                reference,
                softOutcomes,
                level,
                threads);
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
        List<String> scales = List.of("probability", "logit", "percent", "mean");
        throw new WrongCall(
                "--as is probability, logit, percent or mean; there is no '" + as + "'" + DidYouMean.end(as, scales),
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

    private void print(Scorecard card, List<String> read, Language language) {
        String command = FullCommand.of(this, card);
        if (json != null) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Provenance provenance = new Provenance(Main.version(), read, now, command);
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
