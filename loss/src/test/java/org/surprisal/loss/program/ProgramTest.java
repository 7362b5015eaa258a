package org.surprisal.loss.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.parse.Parser;

class ProgramTest {
    @Test
    void sharedPartsAreComputedOnce() {
        Loss loss = Loss.of("exp(y - p)^2 + log(exp(y - p) + 1) + exp(y - p)");
        Program program = Program.of(List.of(loss.value(), loss.computedGradient()));
        assertThat(program.steps().stream()
                        .filter(step -> step.operation().name().equals("exp")))
                .hasSize(1);
    }

    @Test
    void registersAreUsedAgain() {
        StringBuilder formula = new StringBuilder("p");
        for (int i = 0; i < 100; i++) {
            formula.insert(0, i % 2 == 0 ? "exp(" : "tanh(").append(" + y)");
        }
        Program program = Program.of(List.of(Loss.of(formula.toString()).value()));
        assertThat(program.steps()).hasSize(200);
        assertThat(program.registers()).hasSizeLessThanOrEqualTo(5);
        Program logLoss = Program.of(List.of(Catalogue.LOG_LOSS.value()));
        assertThat(logLoss.steps()).hasSize(6);
        assertThat(logLoss.registers()).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void aStepNeverWritesWhatItReads() {
        for (Loss loss : Catalogue.all()) {
            Program program = Program.of(
                    loss == Catalogue.RANKED_PROBABILITY
                            ? List.of(loss.value(), loss.computedGradient())
                            : List.of(loss.value(), loss.computedGradient(), loss.computedHessian()));
            for (Program.Step step : program.steps()) {
                boolean inPlace = step.operation() instanceof OverClasses over && over.inPlace();
                for (int i = inPlace ? 1 : 0; i < step.arguments().length; i++) {
                    assertThat(step.arguments()[i]).isNotEqualTo(step.result());
                }
            }
        }
    }

    /** The same for all classes, though it came from an operation over classes: the one column is every class's. */
    @Test
    void aRowLevelArgumentIsTheSameForAllClasses() {
        Graph graph = new Graph();
        Map<String, Expr> names = Map.of(
                "p",
                graph.symbol("p", Symbol.Role.PREDICTION, true),
                "K",
                graph.symbol("K", Symbol.Role.CLASSES, false));
        Expr expr = new Parser("sum(cumsum(K) * p)", graph, names, Set.of()).parse();
        Machine machine = new Machine(Program.of(List.of(expr)));
        machine.prepare(3, 1);
        machine.bind(Symbol.Role.PREDICTION, new double[] {1, 10, 100});
        machine.run(1);
        assertThat(machine.output(0)[0]).isEqualTo(3 + 60 + 900);
        assertThat(machine.perClass(0)).isFalse();
    }
}
