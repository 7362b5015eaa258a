package org.surprisal.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.expr.FormulaException;

/** The catalogue and custom losses, seen from outside. */
class LossTest {
    static List<Loss> losses() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLossSaysWhatItIs(Loss loss) {
        assertThat(loss.name()).matches("[a-z_]+");
        assertThat(loss.formula()).isNotBlank();
        assertThat(loss.about().elicits()).isNotBlank();
        assertThat(loss.about().source()).isNotBlank();
        assertThat(loss.about().link()).isNotBlank();
        assertThat(loss.about().note()).isNotNull();
        assertThat(loss.target().name()).isEqualTo("y");
        assertThat(Catalogue.find(loss.name())).containsSame(loss);
        assertThat(Catalogue.parse(loss.toString()).toString()).isEqualTo(loss.toString());
        for (String alias : loss.about().aliases()) {
            assertThat(Catalogue.find(alias)).as(alias).containsSame(loss);
        }
        for (String other : loss.about().otherNames().values()) {
            assertThat(Catalogue.find(other)).as(other).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bce, log_loss",
        "BCELoss, log_loss",
        "binary_cross_entropy, log_loss",
        "Log_Loss, log_loss",
        "MSE, squared",
        "CrossEntropyLoss, cross_entropy_logit",
        "'huber(delta=2)', 'huber(delta=2)'",
        "' huber( delta = 0.5 ) ', 'huber(delta=0.5)'",
        "'huber(inf)', 'huber(delta=inf)'",
        "'quantile(0.9)', 'pinball(tau=0.9)'",
        "'log_loss()', log_loss",
        "(y - p)^2, (y - p)^2",
        "abs(y-p), abs(y-p)",
        "'where(y == 1, p, -p)', 'where(y == 1, p, -p)'",
    })
    void findsAndParses(String text, String name) {
        assertThat(Catalogue.parse(text)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log_los | there is no loss called 'log_los'; did you mean log_loss?",
                "qwertzuiop | there is no loss called 'qwertzuiop'; the catalogue has log_loss, log_loss_logit",
                "hubr(delta=1) | there is no loss called 'hubr'; did you mean huber?",
                "huber(delt=1) | huber has no parameter 'delt'; did you mean delta?",
                "log_loss(eps=1) | log_loss has no parameter 'eps'; it has none",
                "huber(delta=-1) | the parameter delta of huber must be in (0, ∞], but got -1.0",
                "pinball(2) | the parameter tau of pinball must be in (0, 1), but got 2.0",
                "huber(delta=x) | cannot read 'x': write huber(delta=1)",
                "huber(a b) | cannot read 'a b': write huber(delta=1)",
                "log_loss(3) | cannot read '3': write log_loss, which has no parameters",
                "y + 1 | the formula has no prediction: call it p, z, y_pred",
                "y_true + y - p | the target has two names in the formula, y and y_true: use one of them",
                "y + p - z | the prediction has two names in the formula, p and z: use one of them",
                "y_perd + y_true | unknown name 'y_perd'; did you mean y_pred?",
                "softmax(z) | the formula has one value per class, but a loss has one per row: write sum(...)"
                        + " around it",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Catalogue.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void parametersChangeCopies() {
        Loss wide = Catalogue.HUBER.with("delta", 10);
        assertThat(wide.value(0, 4)).isEqualTo(8);
        assertThat(Catalogue.HUBER.value(0, 4)).isEqualTo(3.5);
        assertThat(wide.parameters()).containsExactly(new Parameter("delta", 10, Domain.POSITIVE_OR_INFINITE));
        assertThat(wide.toString()).isEqualTo("huber(delta=10)");
    }

    @Test
    void aLossWrittenInJava() {
        Loss loss = Loss.named("scaled")
                .target("t", Domain.REAL)
                .prediction("f", Domain.REAL)
                .parameter("scale", 2, Domain.POSITIVE)
                .value("((t - f) / scale)^2")
                .gradient("2 * (f - t) / scale^2")
                .hessian("2 / scale^2")
                .link("identity")
                .elicits("mean")
                .note("none")
                .alias("sc")
                .alias("elsewhere", "Scaled")
                .source("here")
                .build();
        assertThat(loss.value(1, 5)).isEqualTo(4);
        assertThat(loss.gradient(1, 5)).isEqualTo(2);
        assertThat(loss.hessian(1, 5)).isEqualTo(0.5);
        assertThat(loss.gradient(new double[] {1, 5}, new double[] {5, 5})).containsExactly(2, 0);
        assertThat(loss.hessian(new double[] {1, 5}, new double[] {5, 5})).containsExactly(0.5, 0.5);
        assertThat(loss.about().otherNames()).containsEntry("elsewhere", "Scaled");
        assertThat(loss.formulas().derivedGradient()).isNotSameAs(loss.computedGradient());
        assertThatThrownBy(() -> Loss.named(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Loss.named("a").build()).hasMessageContaining("needs a formula");
        assertThatThrownBy(() -> Loss.named("a").parameter("b", -1, Domain.POSITIVE))
                .hasMessage("the default -1.0 of b is not in (0, ∞)");
    }

    @Test
    void evaluatorsRefuseWhatDoesNotFit() {
        Evaluator row = Catalogue.LOG_LOSS.evaluator();
        Evaluator classes = Catalogue.CROSS_ENTROPY.evaluator();
        double[] three = new double[3];
        double[][] columns = {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}};
        assertThatThrownBy(() -> row.values(three, three, 4, new double[4]))
                .hasMessage("the prediction has a column of 3 values, but 4 rows are asked for");
        assertThatThrownBy(() -> row.values(three, three, 3, new double[2])).hasMessageStartingWith("the result");
        assertThatThrownBy(() -> row.values(new int[3], columns, 3, three))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("log_loss is a loss of one prediction per row: give one column");
        assertThatThrownBy(() -> classes.values(three, three, 3, three))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("cross_entropy is a loss of several classes: give a column for each class");
        assertThatThrownBy(() -> classes.values(new int[] {0, 2, 1}, columns, 3, three))
                .hasMessage("a label must be from 0 to 1, the classes, but row 2 has 2");
        assertThatThrownBy(() -> classes.values(new int[] {0, -1, 1}, columns, 3, three))
                .hasMessageContaining("row 2 has -1");
        assertThatThrownBy(() -> classes.values(new int[2], columns, 3, three))
                .hasMessage("there are 2 labels for 3 rows");
        assertThatThrownBy(() -> classes.values(new double[3][3], columns, 3, three))
                .hasMessage("the target needs 2 columns, but has 3");
        assertThatThrownBy(() -> classes.values(new double[0][], new double[0][], 3, three))
                .hasMessageStartingWith("the prediction needs 1 columns");
        assertThatThrownBy(() -> Catalogue.LOG_LOSS.values(three, new double[2]))
                .hasMessage("the arrays must have one length, but have 3 and 2 values");
    }

    @Test
    void labelsAndDistributionsAgree() {
        double[][] z = {{1, 2, -1}, {0, 2, 3}, {5, -2, 0.5}};
        int[] label = {2, 0, 1};
        double[][] y = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
        double[] byLabel = new double[3];
        double[] byDistribution = new double[3];
        double[][] gradient = new double[3][3];
        double[][] other = new double[3][3];
        for (Loss loss : List.of(Catalogue.CROSS_ENTROPY_LOGIT, Catalogue.BRIER_CLASSES)) {
            loss.evaluator().classes(label, z, 3, byLabel, gradient, null);
            loss.evaluator().classes(y, z, 3, byDistribution, other, null);
            assertThat(byLabel).isEqualTo(byDistribution);
            assertThat(gradient).isDeepEqualTo(other);
        }
        // The number of classes may change from call to call.
        Evaluator evaluator = Catalogue.CROSS_ENTROPY_LOGIT.evaluator();
        evaluator.values(label, z, 3, byLabel);
        evaluator.values(new int[] {1}, new double[][] {{0}, {0}}, 1, byDistribution);
        assertThat(byDistribution[0]).isEqualTo(StrictMath.log(2));
        evaluator.values(label, z, 3, byDistribution);
        assertThat(byDistribution).isEqualTo(byLabel);
    }

    /** Custom losses come from strangers, and many of them: each goes with its graph. */
    @Test
    void manyCustomLossesLeaveNothing() {
        double sum = 0;
        for (int i = 0; i < 500; i++) {
            sum += Loss.of("(y - p)^2 * " + i).gradient(1, 0);
        }
        assertThat(sum).isEqualTo(-500.0 * 499);
        StringBuilder many = new StringBuilder("y");
        for (int i = 1; i < 500; i++) {
            many.append(" + tanh(p^").append(i).append(")");
        }
        Loss tooMany = Loss.of(many.toString());
        assertThatThrownBy(tooMany::hessian)
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining("more than 10000 operations");
        assertThat(Loss.of("exp(".repeat(60) + "p" + ")".repeat(60)).hessian().toString())
                .contains("…");
    }

    @Test
    void severalThreadsShareALoss() throws InterruptedException {
        Loss loss = Loss.of("softplus(p) - y * p");
        double expected = Loss.of("softplus(p) - y * p").value(1, 0.5);
        double[] seen = new double[8];
        Thread[] threads = new Thread[seen.length];
        for (int i = 0; i < threads.length; i++) {
            int at = i;
            threads[i] = new Thread(() -> seen[at] = loss.value(1, 0.5) + 0 * loss.hessian(1, 0.5));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen).containsOnly(expected);
    }
}
