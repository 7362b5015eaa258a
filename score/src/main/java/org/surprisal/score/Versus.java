package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other predictions of the same rows to compare with.
 *
 * @param models for each model its column or expression, read on the scale of the prediction; with several classes the
 *     names of its columns as one pattern in which {@code {class}} stands for the class, such as {@code m2_{class}}
 * @param margin a difference whose detection is planned for, above 0, or null
 * @param file another table that has these predictions, or null where the same has; with one, no models mean that they
 *     are to be found
 */
public record Versus(
        List<String> models,
        @Nullable Double margin,
        @Nullable OtherFile file) {
    /** What stands for the class in a pattern. */
    static final String CLASS = "{class}";

    /** What stands for the level of a quantile. */
    static final String LEVEL = "{level}";

    /** Copies the list. */
    public Versus {
        models = List.copyOf(models);
    }

    /** Other predictions in the same table; the arguments are those of the record. */
    public Versus(List<String> models, @Nullable Double margin) {
        this(models, margin, null);
    }

    /** Nothing to compare with. */
    public static Versus none() {
        return new Versus(List.of(), null);
    }

    /** These models. */
    public static Versus of(String... models) {
        return new Versus(List.of(models), null);
    }

    /** The same with a difference to plan for. */
    public Versus withMargin(double difference) {
        return new Versus(models, difference, file);
    }

    /** The same in another table, whose rows have the same values in some columns. */
    public Versus withFile(Source source, String name, String... on) {
        return new Versus(models, margin, new OtherFile(source, name, List.of(on)));
    }

    /** Whether anything is to be compared. */
    boolean any() {
        return !models.isEmpty() || file != null;
    }

    /** Says what is wrong before anything is read. */
    void check() {
        if (margin != null && !(margin > 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new Unscorable("--margin is a difference above 0, such as 0.01, not " + margin + ".");
        }
        if (margin != null && !any()) {
            throw new Unscorable("--margin plans for a comparison; name other predictions with --versus.");
        }
        if (models.stream().distinct().count() < models.size()) {
            throw new Unscorable("--versus names the same predictions twice: " + String.join(", ", models) + ".");
        }
    }

    private static List<String> quantiles(String model, Reading reading) {
        if (!model.contains(LEVEL)) {
            throw new Unscorable("--versus " + model + " is one column, but there are "
                    + reading.levels().size() + " levels; write the names of the other model's columns with {level} in"
                    + " place of the level, such as --versus '" + model + "_q{level}'.");
        }
        return reading.levels().stream()
                .map(level -> model.replace(LEVEL, NumericText.name(level)))
                .toList();
    }

    /**
     * The columns of each model.
     *
     * @throws Unscorable when a model does not suit the task or has no such columns
     */
    List<List<String>> columns(Reading reading, Columns columns) {
        if (reading.task() == Task.LABELS) {
            throw new Unscorable("--versus compares probabilities or numbers, but the predictions are hard labels;"
                    + " name probabilities with --prediction.");
        }
        List<List<String>> all = new ArrayList<>();
        for (String model : models) {
            List<String> names = new ArrayList<>();
            if (reading.task() == Task.QUANTILES) {
                names.addAll(quantiles(model, reading));
            } else if (reading.scale().hasSpread()) {
                throw new Unscorable("--versus takes one column per model, but a distribution here has two; compare by"
                        + " scoring each model.");
            } else if (reading.task() != Task.CLASSES) {
                names.add(model);
            } else if (model.contains(CLASS)) {
                reading.classes().forEach(name -> names.add(model.replace(CLASS, name)));
            } else {
                throw new Unscorable("--versus " + model + " is one column, but there are "
                        + reading.classes().size() + " classes (" + Columns.listed(reading.classes())
                        + "); write the names of the other model's columns with {class} in place of the class, such"
                        + " as --versus '" + model + "_{class}'.");
            }
            all.add(names.stream()
                    .map(name -> columns.resolve(name, "--versus"))
                    .toList());
        }
        return all;
    }
}
