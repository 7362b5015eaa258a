package org.surprisal.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Which class each value of an outcome means: by its name, or as an index of the class columns. */
final class ClassCodes {
    private ClassCodes() {}

    /**
     * By name: spelled alike, or alike apart from case, or alike after R has made syntactic names. Numbers are alike
     * when they are equal.
     *
     * @param values the distinct values
     * @param names the classes
     * @return the class of each value, or empty when a value has none or a name stands for two classes
     */
    static Optional<List<Integer>> byName(List<String> values, List<String> names) {
        List<UnaryOperator<String>> spellings = List.of(
                ClassCodes::canonical,
                value -> canonical(value).toLowerCase(Locale.ROOT),
                value -> canonical(value).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "."));
        for (UnaryOperator<String> spelling : spellings) {
            Map<String, Integer> index = new HashMap<>();
            for (int code = 0; code < names.size(); code++) {
                if (index.put(spelling.apply(names.get(code)), code) != null) {
                    return Optional.empty();
                }
            }
            List<Integer> codes = values.stream()
                    .map(value -> index.getOrDefault(spelling.apply(value), Outcome.NO_CLASS))
                    .toList();
            if (!codes.contains(Outcome.NO_CLASS)) {
                return Optional.of(codes);
            }
        }
        return Optional.empty();
    }

    /**
     * As an index: counted from 0 or from 1, which the values of all rows must decide.
     *
     * @param values the distinct values
     * @param count the number of classes
     * @return the class of each value, or empty when they are no indices or when both ways of counting fit
     */
    static Optional<List<Integer>> byIndex(List<String> values, int count) {
        List<Integer> numbers = new ArrayList<>();
        for (String value : values) {
            OptionalDouble number = NumericText.parse(value);
            if (number.isEmpty()
                    || number.getAsDouble() != Math.rint(number.getAsDouble())
                    || Math.abs(number.getAsDouble()) > count) {
                return Optional.empty();
            }
            numbers.add((int) number.getAsDouble());
        }
        boolean fromZero = fits(numbers, 0, count - 1);
        boolean fromOne = fits(numbers, 1, count);
        if (fromZero == fromOne) {
            return Optional.empty();
        }
        int first = fromZero ? 0 : 1;
        return Optional.of(numbers.stream().map(number -> number - first).toList());
    }

    /** Whether indices counted from 0 and from 1 both fit, so that nothing in the data decides. */
    static boolean undecided(List<String> values, int count) {
        List<Double> numbers = values.stream()
                .map(NumericText::parse)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        return !values.isEmpty()
                && numbers.size() == values.size()
                && numbers.stream().allMatch(x -> x == Math.rint(x) && x >= 1 && x <= count - 1);
    }

    /** The spelling by which equal classes are equal: numbers as {@link NumericText#name} writes them. */
    static String canonical(String value) {
        OptionalDouble number = NumericText.parse(value);
        return number.isPresent() ? NumericText.name(number.getAsDouble()) : value;
    }

    private static boolean fits(List<Integer> numbers, int low, int high) {
        return numbers.stream().allMatch(number -> number >= low && number <= high);
    }
}
