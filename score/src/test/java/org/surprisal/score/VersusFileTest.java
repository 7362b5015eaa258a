package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Other predictions in a table of their own, joined by key. */
class VersusFileTest {
    private static final int N = 3000;
    private static final Request EVENT =
            Request.automatic().withOutcome("y").withPrediction("p").withThreads(1);

    private final Random random = new Random(11);
    private final double[] y = new double[N];
    private final double[] p = new double[N];
    private final double[] q = new double[N];
    private final String[] id = new String[N];
    private final String[] day = new String[N];

    VersusFileTest() {
        for (int i = 0; i < N; i++) {
            y[i] = random.nextInt(2);
            p[i] = random.nextDouble();
            q[i] = random.nextDouble();
            id[i] = "n" + i / 3;
            day[i] = "d" + i % 3;
        }
    }

    private ArraySource own() {
        return ArraySource.empty().with("y", y).with("p", p).with("id", id).with("day", day);
    }

    /** The other table, its rows in any order, some left out and some more. */
    private ArraySource other(String prediction, int from, int more) {
        Integer[] order = IntStream.range(from, N + more).boxed().toArray(Integer[]::new);
        Collections.shuffle(Arrays.asList(order), new Random(3));
        return ArraySource.empty()
                .with(
                        prediction,
                        Arrays.stream(order)
                                .mapToDouble(i -> i < N ? q[i] : 0.5)
                                .toArray())
                .with(
                        "id",
                        Arrays.stream(order).map(i -> i < N ? id[i] : "m" + i).toArray(String[]::new))
                .with("day", Arrays.stream(order).map(i -> i < N ? day[i] : "d").toArray(String[]::new));
    }

    private static ModelComparison compare(Source source, Request request, Versus versus) {
        return Objects.requireNonNull(Section.of(
                Scorer.score(source, request, Grouping.none(), versus).sections(), ModelComparison.class));
    }

    private static Join join(ModelComparison comparison) {
        return Objects.requireNonNull(comparison.join());
    }

    @Test
    void theSameAsInOneTable() {
        ModelComparison one = compare(own().with("q", q), EVENT, Versus.of("q"));
        for (String name : List.of("p", "probability", "q")) {
            Versus versus = name.equals("q") ? Versus.of("q") : Versus.none();
            ModelComparison two = compare(own(), EVENT, versus.withFile(other(name, 0, 40), "other.csv", "id", "day"));
            assertThat(two.against()).containsExactly("other.csv:" + name);
            assertThat(two.differences()).isEqualTo(one.differences());
            assertThat(two.rows()).isEqualTo(N);
            assertThat(join(two)).isEqualTo(new Join("other.csv", List.of("id", "day"), N, 0, 40, 0, 0, null));
        }
    }

    @Test
    void rowsWithoutAPartnerAreCountedAndLeftOut() {
        double[] some = q.clone();
        Arrays.fill(some, 0, 500, Double.NaN);
        ModelComparison one = compare(own().with("q", some), EVENT, Versus.of("q"));
        ModelComparison two =
                compare(own(), EVENT, Versus.none().withFile(other("p", 500, 7), "other.csv", "id", "day"));
        assertThat(two.differences()).isEqualTo(one.differences());
        assertThat(two.leftOut()).containsEntry("other.csv:p", 500L).containsEntry("p", 0L);
        assertThat(join(two).onlyHere()).isEqualTo(500);
        assertThat(join(two).onlyThere()).isEqualTo(7);
        assertThat(join(two).matched()).isEqualTo(N - 500);
    }

    @Test
    void emptyKeysHaveNoPartner() {
        @Nullable String[] empty = id.clone();
        empty[5] = null;
        empty[6] = " ";
        ArraySource source =
                ArraySource.empty().with("y", y).with("p", p).with("id", empty).with("day", day);
        ModelComparison comparison =
                compare(source, EVENT, Versus.none().withFile(other("p", 0, 0), "other.csv", "id", "day"));
        assertThat(join(comparison).withoutKeyHere()).isEqualTo(2);
        assertThat(join(comparison).onlyThere()).isEqualTo(2);
        ModelComparison turned = compare(
                other("p", 0, 0).with("z", y),
                EVENT.withOutcome("z"),
                Versus.none().withFile(source, "other.csv", "id", "day"));
        assertThat(join(turned).withoutKeyThere()).isEqualTo(2);
    }

    @Test
    void keysThatOccurTwiceAreNamedWithTheirRows() {
        assertThatThrownBy(() -> compare(own(), EVENT, Versus.none().withFile(own(), "other.csv", "id")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("in other.csv: id = n0 in row 1 and again in row 2");
        ArraySource unique = ArraySource.empty().with("p", 0.1, 0.2).with("id", new String[] {"n7", "n0"});
        assertThatThrownBy(() -> compare(own(), EVENT, Versus.none().withFile(unique, "other.csv", "id")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("in the table that is scored: id = n0 in row 1 and again in row 2");
    }

    @Test
    void partsOfKeysAreNotRunTogether() {
        ArraySource here = ArraySource.empty()
                .with("y", 1, 0)
                .with("p", 0.4, 0.6)
                .with("a", new String[] {"1", "11"})
                .with("b", new String[] {"11", "1"});
        ArraySource there = ArraySource.empty()
                .with("p", 0.3, 0.7)
                .with("a", new String[] {"11", "1"})
                .with("b", new String[] {"1", "11"});
        assertThat(join(compare(here, EVENT, Versus.none().withFile(there, "t", "a", "b")))
                        .matched())
                .isEqualTo(2);
    }

    @Test
    void classesByTheSameColumnsOrAPattern() {
        ArraySource here = ArraySource.empty()
                .with("y", new String[] {"a", "b", "c", "a"})
                .with(".pred_a", 0.8, 0.1, 0.1, 0.3)
                .with(".pred_b", 0.1, 0.8, 0.1, 0.3)
                .with(".pred_c", 0.1, 0.1, 0.8, 0.4)
                .with("id", new String[] {"1", "2", "3", "4"});
        for (String prefix : List.of(".pred_", "m_")) {
            ArraySource there = ArraySource.empty()
                    .with("id", new String[] {"4", "3", "2", "1"})
                    .with(prefix + "a", 0.4, 0.2, 0.2, 0.6)
                    .with(prefix + "b", 0.2, 0.2, 0.6, 0.2)
                    .with(prefix + "c", 0.4, 0.6, 0.2, 0.2);
            Versus versus = prefix.equals("m_") ? Versus.of("m_{class}") : Versus.none();
            ModelComparison comparison = compare(here, Request.automatic(), versus.withFile(there, "t", "id"));
            double expected =
                    (2 * StrictMath.log(0.6 / 0.8) + StrictMath.log(0.6 / 0.8) + StrictMath.log(0.4 / 0.3)) / 4;
            assertThat(Objects.requireNonNull(comparison.differences().get("log_loss"))
                            .estimate()
                            .value())
                    .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-14));
        }
    }

    @Test
    void whatCannotBeFoundIsAsked() {
        ArraySource two = other("first_prob", 0, 0).with("second_prob", q);
        assertThatThrownBy(() -> compare(own(), EVENT, Versus.none().withFile(two, "t", "id", "day")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--versus COL");
        assertThatThrownBy(() -> compare(own(), EVENT, Versus.none().withFile(other("p", 0, 0), "t", "key")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--on");
        assertThatThrownBy(() -> compare(
                        own(),
                        EVENT,
                        Versus.none()
                                .withFile(
                                        ArraySource.empty()
                                                .with("p", 0.5)
                                                .with("id", new String[] {"x"})
                                                .with("day", new String[] {"d"}),
                                        "t",
                                        "id",
                                        "day")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("0 rows found a partner in t");
        assertThatThrownBy(() -> Scorer.score(
                        own(),
                        EVENT,
                        Grouping.none().withMemory(1000),
                        Versus.none().withFile(other("p", 0, 0), "t", "id", "day")))
                .isInstanceOf(Unscorable.class)
                .hasMessageContaining("--memory");
    }

    @Test
    void outcomesOfBothTablesAreCompared() {
        String[] words = new String[N];
        for (int i = 0; i < N; i++) {
            words[i] = i == 8 ? null : y[i] == 1 ? i % 2 == 0 ? "Yes" : "1.0" : " no ";
        }
        ArraySource there =
                ArraySource.empty().with("p", q).with("id", id).with("day", day).with("Y", words);
        Versus versus = Versus.none().withFile(there, "other.csv", "id", "day");
        assertThat(join(compare(own(), EVENT, versus)).outcomes()).isEqualTo(N - 1);
        words[11] = y[11] == 1 ? "no" : "yes";
        words[2000] = y[2000] == 1 ? "0" : "1";
        ArraySource unlike = ArraySource.empty()
                .with("p", reversed(q))
                .with("id", reversed(id))
                .with("day", reversed(day))
                .with("y", reversed(words));
        assertThatThrownBy(() -> compare(own(), EVENT, Versus.none().withFile(unlike, "other.csv", "id", "day")))
                .isInstanceOf(Unscorable.class)
                .hasMessageStartingWith("2 of 2999 rows that the table and other.csv share have different outcomes in"
                        + " \"y\"; the first: \"" + (int) y[11] + "\" in row 12 of the table that is scored and \""
                        + words[11] + "\" in row " + (N - 11) + " of other.csv, for id = n3, day = d2")
                .hasMessageContaining("--where");
    }

    private static double[] reversed(double[] x) {
        return IntStream.range(0, N).mapToDouble(i -> x[N - 1 - i]).toArray();
    }

    private static @Nullable String[] reversed(@Nullable String[] x) {
        return IntStream.range(0, N).mapToObj(i -> x[N - 1 - i]).toArray(String[]::new);
    }

    @Test
    void outcomesAreAlikeByValue() {
        assertThat(OutcomeCheck.alike("1", "true")).isTrue();
        assertThat(OutcomeCheck.alike("是", "YES")).isTrue();
        assertThat(OutcomeCheck.alike("0.50", "0.5")).isTrue();
        assertThat(OutcomeCheck.alike("win", " Win")).isTrue();
        assertThat(OutcomeCheck.alike("1", "0")).isFalse();
        assertThat(OutcomeCheck.alike("win", "1")).isFalse();
    }
}
