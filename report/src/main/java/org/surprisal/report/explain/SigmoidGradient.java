package org.surprisal.report.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;
import org.surprisal.math.Log;
import org.surprisal.math.Log1p;
import org.surprisal.report.Prose;

/** Why the gradient of the log loss in the score z is p - y, derived now. */
final class SigmoidGradient implements Topic {
    private static final int SHOWN = 6;

    @Override
    public String name() {
        return "sigmoid-gradient";
    }

    @Override
    public List<List<String>> words() {
        return List.of(List.of("sigmoid", "gradient", "pminusy", "logistic", "梯度"));
    }

    @Override
    public Map<String, Object> figures(Example example, Phrases phrases) {
        Loss logit = Catalogue.LOG_LOSS_LOGIT;
        // The sigmoid itself, so that its derivative is derived like any other.
        Loss sigmoid = Loss.named("sigmoid")
                .target("y", Domain.REAL)
                .prediction("z", Domain.REAL)
                .value("sigmoid(z)")
                .build();
        Map<String, Object> figures = new HashMap<>();
        figures.put("file", example.name());
        figures.put("loss", Catalogue.LOG_LOSS.value().toString());
        figures.put("loss_gradient", Catalogue.LOG_LOSS.gradient().toString());
        figures.put("sigmoid", sigmoid.value().toString());
        figures.put("sigmoid_gradient", sigmoid.gradient().toString());
        figures.put("logit_loss", logit.value().toString());
        figures.put("logit_gradient", logit.gradient().toString());
        figures.put("logit_hessian", logit.hessian().toString());
        List<String> head =
                List.of("y", "p", "z = ln(p / (1 - p))", phrases.say("product"), phrases.say("direct"), "p - y");
        figures.put("table", phrases.table(head, "rrrrrr", rows(example, sigmoid)));
        return figures;
    }

    private static List<List<String>> rows(Example example, Loss sigmoid) {
        List<List<String>> rows = new ArrayList<>();
        BinaryForecasts.of(example).read((y, p, n) -> {
            for (int row = 0; row < n && rows.size() < SHOWN; row++) {
                if (p[row] > 0 && p[row] < 1) {
                    rows.add(row(y[row], p[row], sigmoid));
                }
            }
        });
        return rows;
    }

    private static List<String> row(double y, double p, Loss sigmoid) {
        double z = Log.of(p) - Log1p.of(-p);
        double product = Catalogue.LOG_LOSS.gradient(y, p) * sigmoid.gradient(y, z);
        return List.of(
                Prose.number(y),
                Prose.number(p),
                Prose.number(z),
                Prose.decimals(product, 12),
                Prose.decimals(Catalogue.LOG_LOSS_LOGIT.gradient(y, z), 12),
                Prose.decimals(p - y, 12));
    }
}
