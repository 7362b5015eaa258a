package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void theVersion(String verb) {
        assertThat(Run.of(verb)).isEqualTo(new Run(0, "surprisal " + Main.version() + "\n", ""));
    }

    @Test
    void helpForAllAndForEachVerb() {
        assertThat(Run.of().out()).isEqualTo(Run.of("--help").out()).startsWith("How good were these forecasts");
        assertThat(Run.of("help", "score").out())
                .isEqualTo(Run.of("score", "--help").out());
        assertThat(Run.of("loss", "--help").out())
                .isEqualTo(Run.of("loss").out())
                .contains("loss eval");
        assertThat(Run.of("loss", "show", "--help").out())
                .isEqualTo(Run.of("help", "loss").out());
        assertThat(Run.of("explain", "-h").out()).contains("explain 对数损失和交叉熵损失的区别");
        assertThat(Run.in(Map.of("LANG", "zh_CN.UTF-8"), "", "", "--help").out())
                .startsWith("这些预测有多好");
    }

    @ParameterizedTest
    @CsvSource({"score, en", "score, zh", "explain, en", "explain, zh", "loss, en", "loss, zh", "watch, en", "watch, zh"
    })
    void helpNamesEveryOptionAndNoOther(String verb, String language) {
        Console console = new Console(System.in, System.out, System.err, Map.of(), "");
        List<Command> commands = switch (verb) {
            case "score" -> List.of(new ScoreCommand(console));
            case "explain" -> List.of(new ExplainCommand(console));
            case "watch" ->
                List.of(
                        new WatchRunCommand(console, List.of()),
                        new WatchShowCommand(console),
                        new WatchHtmlCommand(console),
                        new WatchClipCommand(console, "gif"),
                        new WatchJsonCommand(console),
                        new WatchProfileCommand(console, List.of()),
                        new WatchDiffCommand(console));
            default ->
                List.of(
                        new LossListCommand(console),
                        new LossShowCommand(console),
                        new LossEvalCommand(console),
                        new LossCheckCommand(console),
                        new LossCodeCommand(console, true),
                        new LossCodeCommand(console, false));
        };
        String help = Run.of(verb, "--help").out();
        if (language.equals("zh")) {
            help = Run.in(Map.of("LANG", "zh"), "", "", verb, "--help").out();
        }
        var known = new TreeSet<String>();
        commands.forEach(command -> known.addAll(command.arguments().options()));
        assertThat(help.lines().allMatch(line -> line.length() <= 90)).isTrue();
        var named = new TreeSet<String>();
        Pattern.compile("--[a-z-]+").matcher(help).results().forEach(match -> named.add(match.group()));
        assertThat(named).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scor x.csv                       | There is no command 'scor': did you mean 'score'?",
                "games.csv                        | Say what to do with 'games.csv': surprisal score games.csv.",
                "--json                           | There is no option '--json' before the verb.",
                "score                            | Missing required parameter: 'FILE'.",
                "score --outcom y x.csv           | There is no option '--outcom': did you mean '--outcome'?",
                "score x.csv --outcome=y --outcome=z | Option --outcome is given twice.",
                "score x.csv --level 95           | --level lies between 0 and 1, such as 0.95, not 95.0.",
                "score x.csv --level high         | Invalid value for option '--level': 'high' is not a number.",
                "score x.csv --threads 0          | --threads is at least 1, not 0.",
                "score x.csv --as logits          | --as is probability, logit, percent, mean, quantile, poisson, normal,"
                        + " laplace, logistic, gamma, lognormal, negative_binomial, logprob; there is no"
                        + " 'logits': did you mean 'logit'?",
                "score x.csv --zero kears         | did you mean 'keras'?",
                "score x.csv --zero clip=2        | there is no 'clip=2'.",
                "score x.csv --zero clip=tiny     | there is no 'clip=tiny'.",
                "score x.csv --lang fr            | --lang is en or zh, not 'fr'.",
                "score x.csv --prediction a,,b    | --prediction has an empty value between its commas: 'a,,b'.",
                "score x.csv --loss hubr          | huber",
                "loss lst                         | There is no 'loss lst': did you mean 'list'?",
                "loss show log_los                | log_loss",
                "loss show a b                    | There is one argument too many: 'b'.",
                "loss eval log_loss               | Say where to evaluate: --at y=1,p=0.9, or a file.",
                "explain entropie                 | There is no topic 'entropie'",
            })
    void aWrongCallIsOneSentenceAndAPointerToHelp(String line, String message) {
        Run run = Run.of(line.split(" +"));
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("surprisal: ").contains(message);
        assertThat(run.err().lines().reduce((first, last) -> last).orElse("")).matches("See surprisal .*--help\\.");
    }

    @Test
    void aDefectIsASentenceAndATraceOnlyOnRequest() {
        Console broken = new Console(System.in, System.out, System.err, Map.of(), "");
        var problem = new IllegalStateException("a\u001b[31m");
        var err = new ByteArrayOutputStream();
        Console console = new Console(
                broken.in(),
                broken.out(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("SURPRISAL_DEBUG", ""),
                "");
        assertThat(Failure.report(problem, new String[0], console)).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("surprisal: This is a defect of Surprisal")
                .doesNotContain("\tat ", "\u001b");
        Console debug = new Console(
                broken.in(),
                broken.out(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("SURPRISAL_DEBUG", "1"),
                "");
        Failure.report(problem, new String[0], debug);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat ");
        assertThat(Failure.report(new OutOfMemoryError("heap"), new String[0], console))
                .isEqualTo(2);
    }

    @Test
    void widthAndColourComeFromTheSurroundings() {
        Console none = new Console(System.in, System.out, System.err, Map.of("COLUMNS", "100"), "");
        assertThat(none.page(none.language()).width()).isEqualTo(100);
        assertThat(none.page(none.language()).colour()).isFalse();
        Console terminal = new Console(System.in, System.out, System.err, Map.of("COLUMNS", "x"), "out err");
        assertThat(terminal.page(terminal.language()).colour()).isTrue();
        assertThat(terminal.page(terminal.language()).width()).isEqualTo(80);
        assertThat(terminal.drawsProgress()).isTrue();
        Console plain = new Console(System.in, System.out, System.err, Map.of("NO_COLOR", "1"), "out");
        assertThat(plain.page(plain.language()).colour()).isFalse();
        assertThat(plain.drawsProgress()).isFalse();
    }

    @Test
    void progressIsDrawnOnlyAfterASecond() throws InterruptedException {
        var err = new ByteArrayOutputStream();
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        ProgressBar bar = new ProgressBar(stream);
        bar.at(0.1, 10);
        assertThat(err.size()).isZero();
        Thread.sleep(1050);
        bar.at(0.5, 12_345);
        bar.wipe();
        bar.wipe();
        String drawn = err.toString(StandardCharsets.UTF_8);
        assertThat(drawn).contains("50%  12,345 rows").endsWith("\r\u001b[K");
        assertThat(ProgressBar.line(Double.NaN, 7)).isEqualTo("  7 rows");
        assertThat(drawn.toLowerCase(Locale.ROOT)).doesNotContain("nan");
    }
}
