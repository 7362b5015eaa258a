package org.surprisal.report.fit;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.Errors;
import org.surprisal.fit.Link;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.OrthogonalPolynomials;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.model.FittedClassModel;
import org.surprisal.fit.model.FittedModel;
import org.surprisal.fit.model.KeptModel;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.report.JsonValue;

/** Reads what {@link ModelJson} wrote. */
public final class ModelReader {
    private final Map<String, Object> fields;

    private ModelReader(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads a model.
     *
     * @param stream UTF-8, which stays open
     * @return the model, whose predictions have the bits of the one that was written
     * @throws IllegalArgumentException if this is no model, or one of a later version; the message is a sentence
     */
    public static KeptModel read(InputStream stream) {
        if (!(JsonValue.read(stream) instanceof Map<?, ?> map) || !map.containsKey("surprisal_model")) {
            throw new IllegalArgumentException(
                    "This is no model of Surprisal: write one with surprisal fit --out model.json.");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, of) -> fields.put(String.valueOf(key), of));
        return new ModelReader(fields).model();
    }

    private KeptModel model() {
        int version = (int) number("surprisal_model");
        if (version != ModelJson.MODEL) {
            throw new IllegalArgumentException("The model has the version " + version + ", but this Surprisal reads "
                    + ModelJson.MODEL + ": use the one that wrote it, or a later one.");
        }
        try {
            TreeSet<String> columns = new TreeSet<>(texts("columns"));
            columns.addAll(texts("response_columns"));
            Design design = Design.of(ModelFormula.parse(text("formula"), columns), facts());
            if (!design.names().equals(texts("terms"))) {
                throw broken("terms");
            }
            return fields.containsKey("classes") ? several(design) : one(design);
        } catch (ClassCastException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("The model is damaged: write it anew.", e);
        } catch (FormulaException | Unfittable e) {
            throw new IllegalArgumentException("The model is damaged: " + e.getMessage(), e);
        }
    }

    private FittedModel one(Design design) {
        return new FittedModel(
                design,
                text("loss"),
                (String) fields.get("family"),
                constant(Link.class, text("link")),
                numbers("coefficients"),
                told(),
                matrix("covariance", design.names().size()),
                fields.get("errors") == null ? Errors.MODEL : constant(Errors.class, text("errors")),
                fields.get("t_degrees_of_freedom") == null ? Double.POSITIVE_INFINITY : number("t_degrees_of_freedom"),
                fields.get("dispersion") == null ? Double.NaN : number("dispersion"),
                texts("outcomes"),
                (long) number("rows"),
                counts("left_out"),
                Boolean.TRUE.equals(fields.get("converged")));
    }

    private FittedClassModel several(Design design) {
        List<?> heads = (List<?>) field("coefficients");
        return new FittedClassModel(
                design,
                constant(ClassModel.class, text("model")),
                texts("classes"),
                heads.stream().map(head -> numbers((List<?>) head)).toArray(double[][]::new),
                numbers("cuts"),
                told(),
                (long) number("rows"),
                counts("left_out"),
                Boolean.TRUE.equals(fields.get("converged")));
    }

    private boolean[] told() {
        double[] told = numbers("told");
        boolean[] known = new boolean[told.length];
        for (int j = 0; j < told.length; j++) {
            known[j] = told[j] != 0;
        }
        return known;
    }

    private DesignFacts facts() {
        Map<String, DesignFacts.Levels> levels = new LinkedHashMap<>();
        for (ModelReader each : objects("levels")) {
            levels.put(each.text("column"), new DesignFacts.Levels(each.texts("names"), each.numbers("numbers")));
        }
        Map<String, OrthogonalPolynomials> polynomials = new LinkedHashMap<>();
        for (ModelReader each : objects("polynomials")) {
            polynomials.put(
                    each.text("factor"),
                    new OrthogonalPolynomials(each.numbers("shift"), each.numbers("ratio"), each.numbers("norm")));
        }
        return new DesignFacts(levels, polynomials);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "The model has the " + type.getSimpleName().toLowerCase(Locale.ROOT) + " '" + name
                        + "', which this Surprisal does not know: use the one that wrote it, or a later one.");
    }

    private Object field(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw broken(name);
        }
        return value;
    }

    private static IllegalArgumentException broken(String name) {
        return new IllegalArgumentException("The model is damaged at '" + name + "': write it anew.");
    }

    private String text(String name) {
        return (String) field(name);
    }

    private double number(String name) {
        return (Double) field(name);
    }

    private List<String> texts(String name) {
        return ((List<?>) field(name)).stream().map(String.class::cast).toList();
    }

    private double[] numbers(String name) {
        return numbers((List<?>) field(name));
    }

    private static double[] numbers(List<?> values) {
        // What is no number is written as a text: NaN, of a covariance that cannot be told.
        return values.stream()
                .mapToDouble(value -> value instanceof Double number ? number : Double.parseDouble((String) value))
                .toArray();
    }

    private double[][] matrix(String name, int width) {
        List<?> rows = (List<?>) field(name);
        double[][] to = rows.stream().map(row -> numbers((List<?>) row)).toArray(double[][]::new);
        for (double[] row : to) {
            if (row.length != width || to.length != width) {
                throw broken(name);
            }
        }
        return to;
    }

    private Map<String, Integer> counts(String name) {
        Map<String, Integer> to = new LinkedHashMap<>();
        ((Map<?, ?>) field(name)).forEach((key, value) -> to.put((String) key, ((Double) value).intValue()));
        return to;
    }

    private List<ModelReader> objects(String name) {
        List<ModelReader> all = new ArrayList<>();
        for (Object each : (List<?>) field(name)) {
            Map<String, Object> own = new LinkedHashMap<>();
            ((Map<?, ?>) each).forEach((key, value) -> own.put((String) key, value));
            all.add(new ModelReader(own));
        }
        return all;
    }
}
