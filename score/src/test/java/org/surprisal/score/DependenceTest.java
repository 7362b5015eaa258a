package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Loss;

/** Errors that allow for rows that depend on each other. Oracles are the formulas of docs/definitions.md in NumPy. */
class DependenceTest {
    private static final Offset<Double> CLOSE = within(1e-11);
    private static final Grouping NONE = Grouping.none();

    private static Scorecard nfl(Grouping grouping) {
        return Scorer.score(
                SharedData.csv("nfl_games.csv"),
                Request.automatic().withOutcome("prob1_outcome").withPrediction("prob1"),
                grouping);
    }

    @ParameterizedTest
    @CsvSource({
        "log_loss, 0.006128312008053612",
        "brier, 0.0027660321959365654",
        "accuracy, 0.009813796957669775",
        "base_rate, 0.013801437307977348",
        "auc, 0.010447807604041784",
        "calibration_slope, 0.047476137527046686",
        "calibration_intercept, 0.05338015572256385",
        "calibration_in_the_large, 0.011330449965611555",
    })
    void clustersOfNumPy(String score, double se) {
        Scorecard card = nfl(NONE.withCluster("season"));
        assertThat(estimate(card, score).se()).isCloseTo(se, CLOSE);
        assertThat(estimate(card, score).method()).isEqualTo("cluster_t");
    }

    /** The influence function of average precision against numeric derivatives by the weight of each cluster. */
    @Test
    void averagePrecisionAndSkill() {
        Scorecard card = nfl(NONE.withCluster("season"));
        assertThat(estimate(card, "average_precision").se()).isCloseTo(0.010774989175083523, within(1e-9));
        assertThat(of(card.skill(), "log_loss").se()).isCloseTo(0.009559653637297546, CLOSE);
        assertThat(of(card.reference(), "log_loss").se()).isCloseTo(0.002618512947569699, CLOSE);
        Decomposition parts = Objects.requireNonNull(card.decomposition().get("log_loss"));
        Estimate uncertainty = parts.uncertainty();
        assertThat(uncertainty.se()).isCloseTo(0.002618512947569699, CLOSE);
        assertThat(uncertainty.better()).isEqualTo(Estimate.Better.NEITHER);
        assertThat(parts.chance()).isNull();
    }

    @Test
    void theDegreesOfFreedomAreThoseOfTheClusters() {
        Scorecard card = nfl(NONE.withCluster("season"));
        Dependence dependence = card.dependence();
        assertThat(dependence)
                .isEqualTo(new Dependence(
                        Dependence.Kind.CLUSTER, List.of("season"), 7, 284, 6.9961996112700096, 0, 0, null));
        Estimate loss = estimate(card, "log_loss");
        // Student's t with 6 degrees of freedom: 2.446911851.
        assertThat(Objects.requireNonNull(loss.interval()).high() - loss.value())
                .isCloseTo(2.446911851144979 * se(loss), CLOSE);
        assertThat(codes(card)).contains(Note.Code.FEW_CLUSTERS);
        assertThat(estimate(card, "spiegelhalter_z").reason()).isEqualTo(Reasons.INDEPENDENT_ROWS);
        assertThat(estimate(card, "perplexity").method()).isEqualTo("cluster_t");
    }

    /** One cluster of 100 rows and 39 of one: worth 139²/(100² + 39) = 1.92 equal ones. */
    @Test
    void aFewLargeClustersAreWorthFewEqualOnes() {
        int n = 139;
        double[] y = new double[n];
        double[] p = new double[n];
        double[] cluster = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 3 == 0 ? 1 : 0;
            p[i] = 0.2 + (i % 7) / 20.0;
            cluster[i] = Math.max(0, i - 99);
        }
        ArraySource source = ArraySource.empty().with("y", y).with("p", p).with("c", cluster);
        Request request = Request.automatic().withOutcome("y").withPrediction("p");
        Scorecard uneven = Scorer.score(source, request, NONE.withCluster("c"));
        assertThat(codes(uneven)).contains(Note.Code.UNEVEN_CLUSTERS);
        assertThat(dependence(uneven).effective()).isCloseTo(139.0 * 139 / (100 * 100 + 39), CLOSE);
        for (int i = 0; i < n; i++) {
            cluster[i] = Math.floorDiv(i, 3);
        }
        Scorecard even = Scorer.score(
                ArraySource.empty().with("y", y).with("p", p).with("c", cluster), request, NONE.withCluster("c"));
        assertThat(codes(even)).doesNotContain(Note.Code.UNEVEN_CLUSTERS, Note.Code.FEW_CLUSTERS);
    }

    @Test
    void timeOfNumPy() {
        Scorecard card = nfl(NONE.withTime("date"));
        assertThat(card.dependence())
                .isEqualTo(
                        new Dependence(Dependence.Kind.TIME, List.of("date"), 401, 16, 175.9699920508744, 0, 5, null));
        assertThat(estimate(card, "log_loss").se()).isCloseTo(0.008691102890213418, CLOSE);
        Scorecard ahead = nfl(NONE.withTime("date").withHorizon(3));
        assertThat(estimate(ahead, "log_loss").se()).isCloseTo(0.00886196959035393, CLOSE);
        assertThat(estimate(ahead, "log_loss").method()).isEqualTo("harvey_leybourne_newbold");
        assertThat(dependence(ahead).lag()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "10, 2", "50, 3", "100, 4", "272, 4", "273, 5", "1000, 6", "5000, 9"})
    void theUsualLag(long stamps, int lag) {
        assertThat(GroupRule.Bartlett.usualLag(stamps)).isEqualTo(lag);
    }

    /** With a stamp or cluster for each row nothing is left of the dependence but n - 1. */
    @Test
    void rowsOnTheirOwnHaveTheUsualErrors() {
        int n = 200;
        ArraySource table =
                binary(n, 3).with("id", IntStream.range(0, n).asDoubleStream().toArray());
        Request request = Request.automatic().withOutcome("y").withPrediction("p");
        Scorecard plain = Scorer.score(table, request);
        for (Grouping each : List.of(NONE.withCluster("id"), NONE.withTime("id").withHorizon(1))) {
            Scorecard grouped = Scorer.score(table, request, each);
            for (String score : List.of("log_loss", "brier", "accuracy", "calibration_in_the_large")) {
                assertThat(estimate(grouped, score).se())
                        .as(score)
                        .isCloseTo(se(estimate(plain, score)), within(1e-12));
            }
        }
    }

    private static ArraySource classes() {
        int n = 60;
        double[][] p = new double[3][n];
        String[] happened = new String[n];
        String[] cluster = new String[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            p[1][i] = (1 + (i * 3) % 4) / 16.0;
            p[2][i] = (1 + (i * 11) % 7) / 16.0;
            p[0][i] = 1 - p[1][i] - p[2][i];
            happened[i] = "abc".substring((i * i + i / 3) % 3, (i * i + i / 3) % 3 + 1);
            cluster[i] = "k" + (i * 5) % 9;
            weight[i] = 1 + (i % 4) / 2.0;
        }
        return ArraySource.empty()
                .with("what", happened)
                .with("a", p[0])
                .with("b", p[1])
                .with("c", p[2])
                .with("cluster", cluster)
                .with("w", weight);
    }

    @Test
    void classesOfNumPy() {
        Request request = Request.automatic()
                .withOutcome("what")
                .withPrediction("a", "b", "c")
                .withClasses("a", "b", "c");
        Scorecard card = Scorer.score(classes(), request, NONE.withCluster("cluster"));
        assertThat(estimate(card, "log_loss").se()).isCloseTo(0.21304599612593617, CLOSE);
        assertThat(estimate(card, "brier").se()).isCloseTo(0.13291685628528682, CLOSE);
        assertThat(estimate(card, "accuracy").se()).isCloseTo(0.13226394066411298, CLOSE);
        assertThat(of(card.skill(), "log_loss").se()).isCloseTo(0.21015969685724278, CLOSE);
        assertThat(of(card.skill(), "brier").se()).isCloseTo(0.21651589592601928, CLOSE);
        assertThat(of(card.reference(), "log_loss").se()).isCloseTo(0.014436835605188412, CLOSE);
        Scorecard weighted = Scorer.score(classes(), request.withWeight("w"), NONE.withCluster("cluster"));
        assertThat(estimate(weighted, "log_loss").se()).isCloseTo(0.19964002867195288, CLOSE);
        assertThat(estimate(weighted, "brier").se()).isCloseTo(0.12652111531949878, CLOSE);
        assertThat(estimate(weighted, "accuracy").se()).isCloseTo(0.12734159224051858, CLOSE);
    }

    @Test
    void numbersOfNumPy() {
        int n = 60;
        double[] y = new double[n];
        double[] p = new double[n];
        String[] cluster = new String[n];
        for (int i = 0; i < n; i++) {
            y[i] = ((i * 37) % 23) / 4.0;
            p[i] = y[i] + ((i * 17) % 11 - 5) / 8.0;
            cluster[i] = "k" + (i * 5) % 9;
        }
        ArraySource table = ArraySource.empty().with("y", y).with("p", p).with("cluster", cluster);
        Request request =
                Request.automatic().withOutcome("y").withPrediction("p").withScale(Scale.MEAN);
        Scorecard card = Scorer.score(table, request, NONE.withCluster("cluster"));
        assertThat(estimate(card, "mse").se()).isCloseTo(0.024054844286561412, CLOSE);
        assertThat(estimate(card, "rmse").se()).isCloseTo(0.030301245434532574, CLOSE);
        assertThat(estimate(card, "mae").se()).isCloseTo(0.03532943454560942, CLOSE);
        assertThat(estimate(card, "r2").se()).isCloseTo(0.010243847998884677, CLOSE);
        assertThat(of(card.skill(), "mse").se()).isCloseTo(0.010243847998884677, CLOSE);
        assertThat(of(card.reference(), "mse").se()).isCloseTo(0.23293949445313364, CLOSE);
        Scorecard given = Scorer.score(table, request.withReference("3"), NONE.withCluster("cluster"));
        assertThat(estimate(given, "r2").se()).isCloseTo(0.010243847998884677, CLOSE);
        assertThat(of(given.skill(), "mae").se()).isPositive();
    }

    @Test
    void labelsHaveClusters() {
        String[] was = {"a", "b", "a", "b", "a", "a"};
        String[] said = {"a", "b", "b", "b", "b", "a"};
        ArraySource table = ArraySource.empty()
                .with("was", was)
                .with("said", said)
                .with("g", new String[] {"1", "1", "2", "2", "3", "3"});
        Scorecard card = Scorer.score(
                table, Request.automatic().withOutcome("was").withPrediction("said"), NONE.withCluster("g"));
        // Residuals 2/3, -1/3, -1/3 over 6 rows: sqrt(3/2 * (4 + 1 + 1)/9) / 6 = 1/6.
        assertThat(estimate(card, "accuracy").se()).isCloseTo(1.0 / 6, CLOSE);
    }

    @Test
    void furtherLossesAndGivenReferencesHaveClusters() {
        int n = 300;
        ArraySource table = binary(n, 5);
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withLosses(Loss.of("(y - p)^4"))
                .withReference("0.4");
        Scorecard card = Scorer.score(table, request, NONE.withCluster("g", "h"));
        assertThat(dependence(card).groups()).isEqualTo(20);
        for (Estimate each : List.of(
                estimate(card, Loss.of("(y - p)^4").toString()),
                of(card.skill(), "log_loss"),
                of(card.reference(), "log_loss"),
                of(card.reference(), "brier"))) {
            assertThat(each.method()).isEqualTo("cluster_t");
            assertThat(each.se()).isPositive();
        }
    }

    @Test
    void anEmptyCellIsAClusterOfItsOwn() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1, 1, 0, 0)
                .with("p", 0.5, 0.25, 0.75, 0.5, 0.125, 0.5)
                .with("g", new @Nullable String[] {"a", null, "a", "", "b", "b"});
        Scorecard card = score(table, NONE.withCluster("g"));
        assertThat(dependence(card).groups()).isEqualTo(3);
        assertThat(dependence(card).empty()).isEqualTo(2);
        assertThat(card.notes().stream()
                        .filter(note -> note.code() == Note.Code.EMPTY_CLUSTER)
                        .map(Note::count))
                .containsExactly(2L);
    }

    @Test
    void oneClusterHasNoInterval() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1)
                .with("p", 0.5, 0.25, 0.75)
                .with("g", 1, 1, 1);
        Scorecard card = score(table, NONE.withCluster("g"));
        assertThat(estimate(card, "log_loss").interval()).isNull();
        assertThat(estimate(card, "log_loss").se()).isNull();
        assertThat(estimate(card, "log_loss").reason()).isEqualTo(Reasons.ONE_GROUP);
    }

    @Test
    void clustersThatAllLoseTheSameShowNoSpread() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1, 0)
                .with("p", 0.5, 0.5, 0.5, 0.5)
                .with("g", 1, 1, 2, 2);
        assertThat(estimate(score(table, NONE.withCluster("g")), "log_loss").reason())
                .isEqualTo(Reasons.ALIKE_GROUPS);
    }

    @Test
    void infiniteLossesStayInfiniteAndTheRestHasClusters() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1, 1, 0, 1, 0)
                .with("p", 0, 0.25, 0.75, 0.5, 0.125, 0.5, 0.5)
                .with("g", 1, 1, 2, 2, 3, 3, 3);
        Scorecard card = score(table, NONE.withCluster("g"));
        assertThat(estimate(card, "log_loss").kind()).isEqualTo(Estimate.Kind.INFINITE);
        assertThat(estimate(card, "log_loss_of_finite_rows").method()).isEqualTo("cluster_t");
        assertThat(estimate(card, "infinite_share").method()).isEqualTo("cluster_t");
        assertThat(Objects.requireNonNull(estimate(card, "infinite_share").interval())
                        .low())
                .isGreaterThanOrEqualTo(0);
    }

    @Test
    void aNegativeVarianceIsANote() {
        // Brier scores 0.0625 and 0.5625 in turn: neighbours are opposite, so that a horizon of 2 leaves less than
        // nothing.
        int n = 40;
        double[] y = new double[n];
        double[] p = new double[n];
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = (i / 2) % 2;
            p[i] = i % 2 == 0 ? Math.abs(y[i] - 0.25) : Math.abs(y[i] - 0.75);
            t[i] = i;
        }
        ArraySource table = ArraySource.empty().with("y", y).with("p", p).with("t", t);
        Scorecard card = score(table, NONE.withTime("t").withHorizon(2));
        assertThat(estimate(card, "brier").reason()).isEqualTo(Reasons.NOT_POSITIVE);
        assertThat(codes(card)).contains(Note.Code.VARIANCE_NOT_POSITIVE);
        Scorecard tooFar = score(table, NONE.withTime("t").withHorizon(40));
        assertThat(estimate(tooFar, "brier").reason()).isEqualTo(Reasons.NOT_POSITIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-31, 2024-03-31T00:00Z",
        "2024-03-31T12:30, 2024-03-31T12:30:00Z",
        "2024-03-31 12:30:15.25, 2024-03-31T12:30:15.250Z",
        "2024-03-31 12:30:15+02, 2024-03-31T10:30:15Z",
        "2024-03-31T12:30:15+0200, 2024-03-31T10:30:15Z",
        "2024-03, 2024-03-01T00:00Z",
        "17, 1970-01-01T00:00:17Z",
        "17.0, 1970-01-01T00:00:17Z",
        "-1, 1969-12-31T23:59:59Z",
    })
    void stamps(String text, String moment) {
        assertThat(TimeStamps.parse(text))
                .contains(java.time.OffsetDateTime.parse(moment).toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"monday", "2024-13-01", "31.12.2024", "", "1e3"})
    void noStamps(String text) {
        assertThat(TimeStamps.parse(text)).isEmpty();
    }

    @Test
    void cellsThatAreNoStampAreNamed() {
        ArraySource table = ArraySource.empty()
                .with("y", 1, 0, 1, 1)
                .with("p", 0.5, 0.25, 0.75, 0.5)
                .with("t", new @Nullable String[] {"2024-01-01", "soon", null, "2024-01-02"});
        assertThatThrownBy(() -> score(table, NONE.withTime("t")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("row 2: \"soon\", row 3: empty")
                .hasMessageContaining("--where");
    }

    @Test
    void whatDoesNotFitTogetherIsSaid() {
        ArraySource table = binary(10, 1);
        assertThatThrownBy(() -> score(table, NONE.withCluster("g").withTime("h")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("choose one");
        assertThatThrownBy(() -> score(table, NONE.withHorizon(2)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--time");
        assertThatThrownBy(() -> score(table, NONE.withTime("h").withHorizon(0)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> score(table, NONE.withCluster("gg")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("There is no column \"gg\" for --cluster");
        assertThatThrownBy(() -> score(binary(1000, 1), NONE.withCluster("g").withMemory(10_000)))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("20 bytes each")
                .hasMessageContaining("--memory");
    }

    /** Shuffled rows, batches of another size and more threads: the same bits, weights and counts included. */
    @ParameterizedTest
    @ValueSource(strings = {"cluster", "time"})
    void orderDoesNotMatter(String kind) {
        int n = 900;
        ArraySource table = binary(n, 8);
        Grouping grouping = kind.equals("cluster") ? NONE.withCluster("g", "h") : NONE.withTime("h");
        for (Request request : List.of(
                Request.automatic().withOutcome("y").withPrediction("p"),
                Request.automatic().withOutcome("y").withPrediction("p").withWeight("w"),
                Request.automatic().withOutcome("y").withPrediction("p").withCount("c"))) {
            Scorecard expected = Scorer.score(table, request, grouping);
            for (int seed = 1; seed <= 3; seed++) {
                ArraySource other = shuffled(n, 8, seed).inBatchesOf(17 * seed);
                Scorecard card = Scorer.score(other, request.withThreads(seed), grouping);
                assertThat(card.scores()).isEqualTo(expected.scores());
                assertThat(card.reference()).isEqualTo(expected.reference());
                assertThat(card.skill()).isEqualTo(expected.skill());
                assertThat(card.decomposition()).isEqualTo(expected.decomposition());
                assertThat(card.dependence()).isEqualTo(expected.dependence());
            }
        }
    }

    /** A row with a count is that many equal rows. */
    @Test
    void countsRepeatRows() {
        ArraySource counted = ArraySource.empty()
                .with("y", 1, 0, 1, 0)
                .with("p", 0.5, 0.25, 0.75, 0.625)
                .with("c", 2, 1, 3, 0)
                .with("g", 1, 1, 2, 2);
        ArraySource repeated = ArraySource.empty()
                .with("y", 1, 1, 0, 1, 1, 1)
                .with("p", 0.5, 0.5, 0.25, 0.75, 0.75, 0.75)
                .with("g", 1, 1, 1, 2, 2, 2);
        Request request = Request.automatic().withOutcome("y").withPrediction("p");
        Scorecard with = Scorer.score(counted, request.withCount("c"), NONE.withCluster("g"));
        Scorecard without = Scorer.score(repeated, request, NONE.withCluster("g"));
        assertThat(with.scores()).isEqualTo(without.scores());
    }

    @Test
    void rowsThatPairUpSuggestClusters() {
        int n = 120;
        double[] y = new double[2 * n];
        double[] p = new double[2 * n];
        double[] match = new double[2 * n];
        for (int i = 0; i < n; i++) {
            p[i] = (i + 1) / (n + 10.0);
            y[i] = i % 3 == 0 ? 1 : 0;
            p[n + i] = 1 - p[i];
            y[n + i] = 1 - y[i];
            match[i] = i;
            match[n + i] = i;
        }
        ArraySource table = ArraySource.empty().with("y", y).with("p", p).with("match", match);
        Scorecard card = score(table, NONE);
        assertThat(card.notes().stream()
                        .filter(note -> note.code() == Note.Code.CLUSTERS_SUGGESTED)
                        .map(note -> note.evidence().get("share")))
                .containsExactly(1.0);
        Scorecard clustered = score(table, NONE.withCluster("match"));
        assertThat(codes(clustered)).doesNotContain(Note.Code.CLUSTERS_SUGGESTED);
        // Both rows of a pair lose the same, so the error is that of half the rows.
        assertThat(se(estimate(clustered, "brier")) / se(estimate(card, "brier")))
                .isCloseTo(Math.sqrt(2 * (2 * n - 1) / (2.0 * (n - 1))), within(1e-9));
        assertThat(codes(score(binary(500, 2), NONE))).doesNotContain(Note.Code.CLUSTERS_SUGGESTED);
    }

    /** A million clusters: within the memory that is granted, and the error of rows on their own. */
    @Test
    void aMillionClusters() {
        int n = 1_000_000;
        double[] y = new double[n];
        double[] p = new double[n];
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 3 == 0 ? 1 : 0;
            p[i] = (1 + i % 7) / 16.0;
            g[i] = i;
        }
        ArraySource table = ArraySource.empty().with("y", y).with("p", p).with("g", g);
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withRankingMemory(0)
                .withThreads(2);
        Scorecard card = Scorer.score(table, request, NONE.withCluster("g").withMemory(32L << 20));
        assertThat(dependence(card).groups()).isEqualTo(n);
        assertThat(estimate(card, "log_loss").se())
                .isCloseTo(se(estimate(Scorer.score(table, request), "log_loss")), within(1e-14));
    }

    static ArraySource binary(int n, long seed) {
        return table(n, seed, IntStream.range(0, n).boxed().toList());
    }

    private static ArraySource shuffled(int n, long seed, long how) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, new Random(how));
        return table(n, seed, order);
    }

    private static ArraySource table(int n, long seed, List<Integer> order) {
        Random random = new Random(seed);
        double[][] columns = new double[6][n];
        for (int i = 0; i < n; i++) {
            int at = order.get(i);
            columns[1][at] = (1 + random.nextInt(19)) / 20.0;
            columns[0][at] = random.nextDouble() < columns[1][at] ? 1 : 0;
            columns[2][at] = random.nextInt(4);
            columns[3][at] = random.nextInt(5);
            columns[4][at] = random.nextInt(1, 30) / 10.0;
            columns[5][at] = random.nextInt(3);
        }
        return ArraySource.empty()
                .with("y", columns[0])
                .with("p", columns[1])
                .with("g", columns[2])
                .with("h", columns[3])
                .with("w", columns[4])
                .with("c", columns[5]);
    }

    private static Scorecard score(ArraySource table, Grouping grouping) {
        return Scorer.score(table, Request.automatic().withOutcome("y").withPrediction("p"), grouping);
    }

    static Estimate estimate(Scorecard card, String name) {
        return of(card.scores(), name);
    }

    private static Estimate of(Map<String, Estimate> estimates, String name) {
        return Objects.requireNonNull(estimates.get(name), name);
    }

    private static double se(Estimate estimate) {
        return Objects.requireNonNull(estimate.se());
    }

    private static Dependence dependence(Scorecard card) {
        return Objects.requireNonNull(card.dependence());
    }

    private static List<Note.Code> codes(Scorecard card) {
        return card.notes().stream().map(Note::code).toList();
    }
}
