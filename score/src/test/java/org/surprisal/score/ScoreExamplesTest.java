package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;

/** The examples of docs/score-java.md. */
class ScoreExamplesTest {
    private static final List<double[]> GAMES = games();

    /** Outcome and forecast of each game of examples/nfl_games.csv (MIT licence). */
    private static List<double[]> games() {
        try (Stream<String> lines = Files.lines(Path.of("../examples/nfl_games.csv"))) {
            List<String> all = lines.toList();
            List<String> head = List.of(all.getFirst().split(","));
            int outcome = head.indexOf("prob1_outcome");
            int forecast = head.indexOf("prob1");
            return all.stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(row -> new double[] {Double.parseDouble(row[outcome]), Double.parseDouble(row[forecast])})
                    .filter(game -> game[0] != 0.5)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] column(int k) {
        return GAMES.stream().mapToDouble(game -> game[k]).toArray();
    }

    @Test
    void oneCall() {
        double[] happened = column(0);
        double[] probability = column(1);
        // one call
        Scorecard card = Score.binary(happened, probability);

        Estimate loss = card.get(Catalogue.LOG_LOSS);
        double mean = loss.value(); // 0.6315
        Interval sure = Objects.requireNonNull(loss.interval()); // 0.6147 to 0.6490
        double gain = Objects.requireNonNull(card.skill().get("brier")).value(); // 0.1087 better than the base rate
        // end
        assertThat(card.scored()).isEqualTo(1882);
        assertThat("%.4f %.4f %.4f %.4f".formatted(mean, sure.low(), sure.high(), gain))
                .isEqualTo("0.6315 0.6147 0.6490 0.1087");
    }

    @Test
    void batches() {
        // batches
        Scoring scoring = Scoring.binary(); // for any number of threads
        GAMES.parallelStream().forEach(game -> scoring.add(new double[] {game[0]}, new double[] {game[1]}));

        Scoring elsewhere = Scoring.binary();
        elsewhere.add(new double[] {1, 0}, new double[] {0.75, 0.4});
        scoring.merge(elsewhere);

        Scorecard card = scoring.card(); // the same bits in whatever order the rows came
        // end
        assertThat(card.scored()).isEqualTo(1884);
    }

    // a build
    /** The build fails when the model is surely worse than it was allowed to be. */
    @Test
    void theModelIsStillGoodEnough() {
        Scorecard card = Score.binary(column(0), column(1));
        Interval loss = Objects.requireNonNull(card.get(Catalogue.LOG_LOSS).interval());
        assertThat(loss.low()).as("log loss, best case").isLessThan(0.64);
        assertThat(card.notes())
                .as("what is wrong with the forecasts")
                .noneMatch(note -> note.severity() == Note.Severity.WARNING);
    }
    // end

    @Test
    void aWorseModelWouldFail() {
        double[] worse = column(1);
        for (int i = 0; i < worse.length; i++) {
            worse[i] = 1 - worse[i];
        }
        Scorecard card = Score.binary(column(0), worse);
        Interval loss = Objects.requireNonNull(card.get(Catalogue.LOG_LOSS).interval());
        assertThatThrownBy(() -> assertThat(loss.low()).isLessThan(0.64)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one call", "batches", "a build"})
    void theDocumentShowsThisExample(String name) throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/surprisal/score/ScoreExamplesTest.java"));
        int at = code.indexOf("// " + name + "\n");
        int from = code.indexOf('\n', at) + 1;
        String shown = code.substring(from, code.indexOf("// end", from))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(Path.of("../docs/score-java.md"))).contains("```java\n" + shown + "\n```");
    }
}
