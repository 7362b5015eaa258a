package org.surprisal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.Loss;

/**
 * Where a loss is evaluated: {@code y=1,p=0.9}, or with one value per class {@code y=2,p=0.1:0.2:0.7}. The outcome may
 * be called by its name in the formula, {@code y} or {@code y_true}; the prediction by its name, {@code p}, {@code z}
 * or {@code y_pred}.
 *
 * @param outcome one value, or a distribution over the classes
 * @param prediction one value, or one per class
 * @param columns what is predicted or given beside it, one value each
 */
record Assignments(double[] outcome, double[] prediction, Map<String, Double> columns) {
    /** Reads the assignments for a loss. */
    static Assignments of(String text, Loss loss) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw wrong("--at is written like y=1,p=0.9; '" + part.strip() + "' is no assignment.");
            }
            String name = part.substring(0, equals).strip();
            if (values.put(name, numbers(name, part.substring(equals + 1))) != null) {
                throw wrong("--at sets " + name + " twice.");
            }
        }
        String y = loss.target().name();
        String p = loss.prediction().name();
        double[] outcome = take(values, y, List.of(y, "y", "y_true"));
        double[] prediction = take(values, p, List.of(p, "p", "z", "y_pred"));
        Map<String, Double> columns = new LinkedHashMap<>();
        for (String name : loss.columns()) {
            double[] value = take(values, name, List.of(name));
            if (value.length > 1) {
                throw wrong("--at gives " + name + " " + value.length + " values; it is one for each row.");
            }
            columns.put(name, value[0]);
        }
        if (!values.isEmpty()) {
            throw unknown(values.keySet(), loss);
        }
        return new Assignments(outcome, prediction, columns);
    }

    private static WrongCall unknown(Set<String> names, Loss loss) {
        List<String> known = new ArrayList<>(List.of(loss.target().name()));
        known.add(loss.prediction().name());
        known.addAll(loss.columns());
        return wrong("--at sets " + String.join(", ", names) + ", but " + loss.name() + " has only "
                + String.join(", ", known.subList(0, known.size() - 1)) + " and " + known.getLast()
                + "; a parameter is set in the name, such as 'huber(delta=2)'.");
    }

    private static double[] take(Map<String, double[]> values, String title, List<String> names) {
        for (String name : names) {
            double @Nullable [] found = values.remove(name);
            if (found != null) {
                return found;
            }
        }
        throw wrong("--at does not say what " + title + " is; write --at y=1,p=0.9.");
    }

    private static double[] numbers(String name, String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(":", -1)) {
            try {
                numbers.add(Double.valueOf(part.strip()));
            } catch (NumberFormatException e) {
                throw wrong("--at sets " + name + " to '" + part.strip() + "', which is not a number.");
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static WrongCall wrong(String message) {
        return new WrongCall(message, "loss");
    }
}
