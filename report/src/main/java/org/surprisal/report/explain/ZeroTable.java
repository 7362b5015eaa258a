package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;
import org.surprisal.report.Prose;
import org.surprisal.score.ArraySource;
import org.surprisal.score.Estimate;
import org.surprisal.score.Request;
import org.surprisal.score.Scale;
import org.surprisal.score.Scorer;

/** What well-known libraries answer for one row with outcome 1 and probability 0, each computed by its own rule. */
final class ZeroTable {
    private ZeroTable() {}

    /**
     * A library.
     *
     * @param name what it is called
     * @param phrase what it does, as a key of the messages
     * @param constant with what number
     * @param rule its rule of {@code score}, or an empty text
     * @param formula without a rule: what it computes when the outcome is 1
     */
    private record Library(String name, String phrase, String constant, String rule, String formula) {
        double loss() {
            return rule.isEmpty() ? Loss.of(formula).value(1, 0) : scored(rule);
        }
    }

    private static final List<Library> LIBRARIES = List.of(
            new Library("DJL", "forgets", "1e-12", "", "log(p + 1e-12)"),
            new Library("ND4J", "clips", "1e-5", "nd4j", ""),
            new Library("TensorFlow-Java", "clips_and_adds", "1e-7", "tensorflow-java", ""),
            new Library("Keras 3", "clips", "1e-7", "keras", ""),
            new Library("Spark, H2O, LightGBM", "clips", "1e-15", "clip=1e-15", ""),
            new Library("scikit-learn", "clips", "2.2e-16", "sklearn", ""),
            new Library("Flux", "adds", "2.2e-16", "", "-log(p + 2.220446049250313e-16)"),
            new Library("XGBoost", "clips", "1e-16", "xgboost", ""),
            new Library("PyTorch", "caps", "100", "torch", ""),
            new Library("Smile, Surprisal", "nothing", "", "infinite", ""));

    /** The rows of the table. */
    static List<String> lines(Phrases phrases) {
        List<List<String>> rows = new ArrayList<>();
        for (Library library : LIBRARIES) {
            String constant = library.constant();
            rows.add(List.of(
                    library.name(),
                    phrases.say(library.phrase(), "eps", constant, "cap", constant),
                    Prose.number(library.loss()),
                    library.rule()));
        }
        List<String> head = List.of(phrases.say("library"), phrases.say("rule"), phrases.say("loss"), "--zero");
        return phrases.table(head, "llrl", rows);
    }

    /** The log loss of the row as {@code score} computes it. */
    private static double scored(String zero) {
        Request request = Request.automatic()
                .withOutcome("y")
                .withPrediction("p")
                .withScale(Scale.PROBABILITY)
                .withClasses("0", "1")
                .withPositive("1")
                .withZero(zero)
                .withRankingMemory(0);
        @Nullable
        Estimate loss = Scorer.score(ArraySource.empty().with("y", 1.0).with("p", 0.0), request)
                .scores()
                .get("log_loss");
        return loss == null ? Double.NaN : loss.value();
    }
}
