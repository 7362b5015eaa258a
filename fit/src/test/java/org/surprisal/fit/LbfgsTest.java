package org.surprisal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.SparseRows;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** Steps from changes of the gradient lead to where Newton's steps lead. */
final class LbfgsTest {
    private static final int ROWS = 3_000;

    private static Frame frame(int rows, int users, long seed) {
        Random random = new Random(seed);
        double[] x = new double[rows];
        double[] large = new double[rows];
        double[] w = new double[rows];
        double[] event = new double[rows];
        double[] count = new double[rows];
        double[] size = new double[rows];
        int[] user = new int[rows];
        double[] effect = random.doubles(users, -0.5, 0.5).toArray();
        for (int i = 0; i < rows; i++) {
            user[i] = i % users;
            x[i] = random.nextGaussian();
            large[i] = 1e6 * random.nextGaussian();
            w[i] = 1 + random.nextInt(3);
            double z = 0.4 * x[i] + 1e-7 * large[i] + effect[user[i]];
            event[i] = i < 2 * users ? i / users : random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            count[i] = i < users ? 1 : Math.floor(-Math.log(random.nextDouble()) * Math.exp(z));
            size[i] = -Math.log(random.nextDouble()) * Math.exp(z) + 0.01;
        }
        return Frame.EMPTY
                .with("x", x)
                .with("large", large)
                .with("w", w)
                .with("event", event)
                .with("count", count)
                .with("size", size)
                .with(
                        "user",
                        Column.categories(
                                user,
                                IntStream.range(0, users).mapToObj(i -> "u" + i).toList()));
    }

    private static Fit of(String family, String terms) {
        return switch (family) {
            case "gaussian" -> Fit.leastSquares("size ~ " + terms);
            case "binomial" -> Fit.glm("event ~ " + terms, Family.BINOMIAL);
            case "probit" -> Fit.glm("event ~ " + terms, Family.BINOMIAL).link(Link.PROBIT);
            case "poisson" -> Fit.glm("count ~ " + terms, Family.POISSON);
            case "gamma" -> Fit.glm("size ~ " + terms, Family.GAMMA).link(Link.LOG);
            case "negative" -> Fit.glm("count ~ " + terms, Family.negativeBinomial(2));
            case "huber" -> Fit.of("size ~ " + terms, Catalogue.HUBER.with("delta", 1));
            case "custom" -> Fit.of("size ~ " + terms, Loss.of("(y - yhat)^2 / (1 + 0.02 * (y - yhat)^2)"));
            default -> throw new IllegalArgumentException(family);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "binomial", "probit", "poisson", "gamma", "negative", "huber", "custom"})
    void agreesWithNewton(String family) {
        Frame frame = frame(ROWS, 30, 7);
        for (double l2 : new double[] {0, 1.5}) {
            Fit fit = of(family, "x + large + user").weight("w").l2(l2);
            Fitted newton = fit.to(frame);
            Fitted lbfgs = fit.method(Method.LBFGS).to(frame);
            assertThat(lbfgs.convergence().converged())
                    .as(family + " " + lbfgs.convergence())
                    .isTrue();
            for (int j = 0; j < newton.estimates().length; j++) {
                double scale = j == 2 ? 1e-6 : 1;
                assertThat(lbfgs.estimates()[j])
                        .as(family + " " + lbfgs.design().names().get(j))
                        .isCloseTo(newton.estimates()[j], within(1e-7 * scale));
            }
            assertThat(lbfgs.objective()).isCloseTo(newton.objective(), within(1e-13 * Math.abs(newton.objective())));
            assertThat(lbfgs.notes()).contains(Note.of(Note.Code.NO_ERRORS_BY_LBFGS));
            assertThat(lbfgs.coefficients().getFirst().se()).isNaN();
        }
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        Frame frame = frame(40_000, 300, 11);
        Fit fit = of("poisson", "x + user").method(Method.LBFGS);
        Fitted one = fit.to(frame);
        for (int threads : new int[] {2, 3}) {
            Fitted more = fit.threads(threads).to(frame);
            assertThat(more.estimates()).containsExactly(one.estimates());
            assertThat(more.convergence()).isEqualTo(one.convergence());
        }
    }

    /** More coefficients than a matrix has room for, of two large categories. */
    @Test
    void manyCoefficients() {
        int rows = 60_000;
        Frame frame = frame(rows, 3_000, 13);
        int[] region =
                IntStream.range(0, rows).map(i -> (i * 31 + i / 7) % 2_500).toArray();
        frame = frame.with(
                "region",
                Column.categories(
                        region, IntStream.range(0, 2_500).mapToObj(i -> "r" + i).toList()));
        Fit fit = of("binomial", "x + user + region").l2(1).threads(2);
        Fitted newton = fit.to(frame);
        Fitted lbfgs = fit.method(Method.LBFGS).to(frame);
        assertThat(lbfgs.convergence().converged()).isTrue();
        assertThat(lbfgs.estimates()).hasSize(5_500).containsExactly(newton.estimates(), within(1e-7));
    }

    @Test
    void sparseRows() {
        Random random = new Random(3);
        int n = 4_000;
        int width = 200;
        int[] starts = IntStream.rangeClosed(0, n).map(i -> 5 * i).toArray();
        int[] columns = random.ints(5L * n, 0, width).toArray();
        double[] values = random.doubles(5L * n, -1, 1).toArray();
        double[] event = random.ints(n, 0, 2).asDoubleStream().toArray();
        SparseRows rows = new SparseRows(width, starts, columns, values);
        SparseFit fit = SparseFit.of(Family.BINOMIAL).l2(0.5);
        SparseFitted newton = fit.to(rows, event);
        SparseFitted lbfgs = fit.method(Method.LBFGS).to(rows, event);
        assertThat(lbfgs.convergence().converged()).isTrue();
        assertThat(lbfgs.coefficients()).containsExactly(newton.coefficients(), within(1e-8));
    }

    /** A loss that flattens far out has several places where its gradient is 0; one of them is found. */
    @Test
    void aLossThatIsNotConvex() {
        Frame frame = frame(ROWS, 5, 17);
        Loss welsch = Loss.of("1 - exp(-(y - yhat)^2)");
        Fitted fitted = Fit.of("size ~ x", welsch).method(Method.LBFGS).to(frame);
        assertThat(fitted.convergence().converged()).isTrue();
        assertThat(fitted.convergence().gradient()).isLessThan(1e-6);
    }

    @Test
    void separatedOutcomesAreNamed() {
        double[] x = new Random(5).doubles(400, -1, 1).toArray();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] > 0 ? 1 : 0;
        }
        Frame frame = Frame.EMPTY.with("x", x).with("y", y);
        Fit fit = Fit.glm("y ~ x", Family.BINOMIAL).method(Method.LBFGS);
        assertThat(fit.to(frame).notes()).contains(Note.of(Note.Code.MAY_BE_SEPARATED));
        assertThat(fit.l2(1).to(frame).notes()).doesNotContain(Note.of(Note.Code.MAY_BE_SEPARATED));
    }

    @Test
    void itIsForSmoothLosses() {
        Frame frame = frame(300, 5, 19);
        for (Fit fit : List.of(
                of("gaussian", "x").l1(1),
                of("binomial", "x").firth(),
                Fit.of("size ~ x", Catalogue.PINBALL.with("tau", 0.3)),
                Fit.negativeBinomial("count ~ x"))) {
            assertThatThrownBy(() -> fit.method(Method.LBFGS).to(frame))
                    .isInstanceOf(Unfittable.class)
                    .hasMessageStartingWith("L-BFGS is for smooth losses with no penalty or l2, not for ");
        }
    }

    @Test
    void itCanBeWatchedAndStopped() {
        Frame frame = frame(ROWS, 30, 23);
        List<Step> steps = new ArrayList<>();
        Fit fit = of("poisson", "x + user").method(Method.LBFGS);
        Fitted fitted = fit.watched(new Watcher() {
                    @Override
                    public void step(Step step) {
                        steps.add(step);
                    }
                })
                .to(frame);
        assertThat(steps).isEqualTo(fitted.convergence().steps());
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).objective())
                    .isLessThanOrEqualTo(steps.get(i - 1).objective() * (1 + 1e-13));
        }
        Fitted early = fit.iterations(1).to(frame);
        assertThat(early.convergence().iterations())
                .isEqualTo(Math.min(20, fitted.convergence().iterations()));
        Watcher stop = new Watcher() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> fit.watched(stop).to(frame)).isInstanceOf(CancellationException.class);
    }
}
