package org.surprisal.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The parameters of a loss that are no single number.
 *
 * @param predicted those that a forecast has a value of for each row, in the order of their naming
 * @param given those that are known for each row, likewise
 * @param perClass those that have a number for each class
 */
record Columns(List<String> predicted, List<String> given, Map<String, List<Double>> perClass) {
    /** None. */
    static final Columns NONE = new Columns(List.of(), List.of(), Map.of());

    /** The greatest number of predictions beside the first one: their pairs grow with the square. */
    static final int MOST = 3;

    /** Those whose values come with the rows: the predicted ones, then the given ones. */
    List<String> ofRows() {
        return Stream.concat(predicted.stream(), given.stream()).toList();
    }

    boolean has(String name) {
        return predicted.contains(name) || given.contains(name) || perClass.containsKey(name);
    }

    Columns predicting(String name) {
        Columns others = without(name);
        if (others.predicted.size() == MOST) {
            throw new IllegalArgumentException("a loss has at most " + (MOST + 1) + " predictions");
        }
        return new Columns(with(others.predicted, name), others.given, others.perClass);
    }

    Columns given(String name) {
        Columns others = without(name);
        return new Columns(others.predicted, with(others.given, name), others.perClass);
    }

    Columns perClass(String name, List<Double> values) {
        Columns others = without(name);
        Map<String, List<Double>> all = new LinkedHashMap<>(others.perClass);
        all.put(name, values);
        return new Columns(others.predicted, others.given, all);
    }

    /** The others, for which this one has become a number. */
    Columns without(String name) {
        Map<String, List<Double>> left = new LinkedHashMap<>(perClass);
        left.remove(name);
        return new Columns(without(predicted, name), without(given, name), left);
    }

    private static List<String> with(List<String> names, String name) {
        List<String> all = new ArrayList<>(names);
        all.add(name);
        return List.copyOf(all);
    }

    private static List<String> without(List<String> names, String name) {
        return names.stream().filter(one -> !one.equals(name)).toList();
    }
}
