package org.surprisal.report;

import java.io.OutputStream;
import java.util.List;

/**
 * A loss at one point.
 *
 * @param loss what it is called
 * @param at the point as the user wrote it
 * @param value the loss
 * @param derivatives the gradient in each prediction, then the second derivatives; those of the first prediction are
 *     the first of their kind
 */
public record LossPoint(String loss, String at, double value, List<Derivative> derivatives) {
    /** Takes the derivatives. */
    public LossPoint {
        derivatives = List.copyOf(derivatives);
    }

    /**
     * A derivative.
     *
     * @param variables the names of what it is taken in, one or two
     * @param perClass whether it has a value for each class
     * @param values its value, or values
     */
    public record Derivative(List<String> variables, boolean perClass, double[] values) {
        /** Takes them. */
        public Derivative {
            variables = List.copyOf(variables);
        }

        private void put(Json json, String key) {
            if (perClass) {
                json.put(key, values);
            } else {
                json.put(key, values[0]);
            }
        }
    }

    /**
     * Writes {@code {"value", "gradient", "hessian"}}; the derivatives of a loss over classes are arrays. With several
     * predictions there are {@code "derivatives"} too, one for each of them and for each two.
     *
     * @param stream takes UTF-8 and stays open
     */
    public void writeJson(OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null);
            fields(json);
            json.end();
        }
    }

    void fields(Json json) {
        json.put("value", value);
        first(1).put(json, "gradient");
        first(2).put(json, "hessian");
        if (several()) {
            json.put("derivatives", derivatives, (one, derivative) -> {
                one.put("variables", derivative.variables);
                derivative.put(one, "value");
            });
        }
    }

    /** Whether there are several predictions. */
    boolean several() {
        return derivatives.size() > 2;
    }

    private Derivative first(int order) {
        return derivatives.stream()
                .filter(derivative -> derivative.variables.size() == order)
                .findFirst()
                .orElseThrow();
    }
}
