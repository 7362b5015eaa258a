package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** The source code of {@code loss code} for libraries of Python, run where the machine has them. */
class LossPythonTest {
    private static final Optional<Python> NUMPY = Python.with("numpy");
    private static final Optional<Python> TORCH = Python.with("torch, numpy");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.surprisal.cli.HardRows#losses")
    void numPySaysTheSame(String text) throws IOException {
        Needed.have(NUMPY.isPresent(), "Python with NumPy: install Debian's package python3-numpy, or the like");
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        write(text, "numpy");
        String program = """
                answers = [getattr(made, name)(y, p) for name in ("fn", "gradient", "hessian") if hasattr(made, name)]
                assert all(answer.shape[0] == len(y) for answer in answers)
                one = made.fn(y[0], p[0])
                assert one == answers[0][0] or (one != one and answers[0][0] != answers[0][0])
                """;
        rows.check(loss, NUMPY.orElseThrow().answers(folder, folder, rows, loss.perClass(), program), "NumPy");
    }

    /** Also that the gradient is the one of the formula, under autograd. A start of PyTorch takes seconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "log_loss",
                "cross_entropy_logit",
                "huber(delta=2)",
                "erf(p) - log_ndtr(y * p) + lgamma(abs(y) + 1)",
                "sum(cumsum(p - y)^2) / (K - 1)"
            })
    void torchSaysTheSame(String text) throws IOException {
        Assumptions.assumeTrue(TORCH.isPresent(), "no Python here with PyTorch and NumPy, such as python3-torch");
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        write(text, "torch");
        String program = """
                import torch
                target = torch.tensor(y, dtype=torch.float64)
                prediction = torch.tensor(p, dtype=torch.float64, requires_grad=True)
                value = made.fn(target, prediction)
                value.sum().backward()
                answers = [value.detach().numpy(), prediction.grad.numpy()]
                """;
        rows.check(loss, TORCH.orElseThrow().answers(folder, folder, rows, loss.perClass(), program), "PyTorch");
    }

    /**
     * Keras is large and not on every machine. The functions of it that are used stand here on NumPy, by its
     * documentation; that Keras itself agrees is left to whoever has it.
     */
    @ParameterizedTest
    @MethodSource("org.surprisal.cli.HardRows#losses")
    void kerasSaysTheSameByItsDocumentation(String text) throws IOException, URISyntaxException {
        Needed.have(NUMPY.isPresent(), "Python with NumPy: install Debian's package python3-numpy, or the like");
        Loss loss = Catalogue.parse(text);
        HardRows rows = HardRows.of(loss);
        write(text, "keras");
        Path keras = Path.of(Objects.requireNonNull(LossPythonTest.class.getResource("/keras-on-numpy"))
                .toURI());
        String program = """
                from keras import ops
                with np.errstate(all="ignore"):
                    value = made.fn(y, p)
                    backward = ops.last_backward
                    answers = [value, backward(np.ones(len(y))), backward(upstream=np.ones(len(y)))][:2]
                """;
        rows.check(loss, NUMPY.orElseThrow().answers(folder, keras, rows, loss.perClass(), program), "Keras");
    }

    private void write(String loss, String host) {
        Run run = Run.of(
                "loss",
                "code",
                loss,
                "--for",
                host,
                "--out",
                folder.resolve("made.py").toString());
        assertThat(run).isEqualTo(new Run(0, "", ""));
    }
}
