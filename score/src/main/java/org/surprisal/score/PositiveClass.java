package org.surprisal.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.surprisal.score.Unscorable.Choice;

/**
 * Which of two values of an outcome the probability is for. A request says it, or the name of the prediction column
 * ({@code .pred_Yes}), or the values are words whose meaning is known; the alphabet says nothing.
 */
final class PositiveClass {
    /** Each known positive word and its opposite. */
    private static final Map<String, String> OPPOSITE = Map.of("1", "0", "true", "false", "yes", "no", "是", "否");

    private PositiveClass() {}

    /**
     * Two classes and the class of each value.
     *
     * @param names the negative and the positive class
     * @param codes per value 0 or 1
     */
    record Sides(List<String> names, List<Integer> codes) {}

    /**
     * Finds the sides.
     *
     * @param values the distinct values of the outcome
     * @param asked the positive class of the request, or null
     * @param roles the columns, for messages and for a class named by the prediction column
     * @return the sides
     * @throws Unscorable when it is not known which value is positive, or there are more than two
     */
    static Sides find(List<String> values, @Nullable String asked, Roles roles) {
        String column = roles.outcome().getFirst();
        List<String> distinct =
                values.stream().map(ClassCodes::canonical).distinct().toList();
        if (asked != null) {
            String positive = ClassCodes.canonical(asked);
            if (distinct.size() == 2 && !distinct.contains(positive)) {
                throw demand("\"" + asked + "\" is no value of \"" + column + "\";", distinct, roles);
            }
            return sides(values, distinct, positive, column);
        }
        Optional<String> named = ClassColumns.className(roles.prediction().getFirst())
                .map(ClassCodes::canonical)
                .filter(distinct::contains);
        if (named.isPresent() && distinct.size() <= 2) {
            return sides(values, distinct, named.get(), column);
        }
        return known(values, distinct).orElseGet(() -> {
            if (distinct.size() > 2) {
                throw tooMany(distinct, column);
            }
            throw demand("", distinct, roles);
        });
    }

    /**
     * Which side of a column of 0 and 1 is positive.
     *
     * @param positive the positive class
     * @param truth whether 0 and 1 stand for false and true
     * @return 0 or 1, or empty when the positive class is neither
     */
    static Optional<Integer> zeroOrOne(String positive, boolean truth) {
        return switch (ClassCodes.canonical(positive).toLowerCase(Locale.ROOT)) {
            case "1" -> Optional.of(1);
            case "0" -> Optional.of(0);
            case "true" -> truth ? Optional.of(1) : Optional.empty();
            case "false" -> truth ? Optional.of(0) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Sides sides(List<String> values, List<String> distinct, String positive, String column) {
        List<String> others =
                distinct.stream().filter(value -> !value.equals(positive)).toList();
        if (others.size() > 1) {
            throw tooMany(distinct, column);
        }
        String negative = others.isEmpty() ? opposite(positive) : others.getFirst();
        return new Sides(
                List.of(negative, positive),
                values.stream()
                        .map(value -> ClassCodes.canonical(value).equals(positive) ? 1 : 0)
                        .toList());
    }

    /** Every value must be a word that is known, in any case; -1 goes with 1. */
    private static Optional<Sides> known(List<String> values, List<String> distinct) {
        List<Integer> codes = new ArrayList<>();
        for (String value : values) {
            String word = ClassCodes.canonical(value).toLowerCase(Locale.ROOT).strip();
            boolean negative = OPPOSITE.containsValue(word) || word.equals("-1");
            if (!negative && !OPPOSITE.containsKey(word)) {
                return Optional.empty();
            }
            codes.add(negative ? 0 : 1);
        }
        if (codes.isEmpty() || (distinct.contains("-1") && distinct.contains("0"))) {
            return Optional.empty();
        }
        Optional<String> positive = first(values, codes, 1);
        Optional<String> negative = first(values, codes, 0);
        String yes = positive.orElseGet(() -> positiveOf(negative.orElseThrow()));
        return Optional.of(new Sides(List.of(negative.orElseGet(() -> opposite(yes)), yes), codes));
    }

    /** Of a known word in lower case its side, 0 or 1 as text; empty for any other word. */
    static Optional<String> sideOf(String word) {
        return OPPOSITE.containsKey(word)
                ? Optional.of("1")
                : OPPOSITE.containsValue(word) ? Optional.of("0") : Optional.empty();
    }

    private static Optional<String> first(List<String> values, List<Integer> codes, int side) {
        int place = codes.indexOf(side);
        return place < 0 ? Optional.empty() : Optional.of(ClassCodes.canonical(values.get(place)));
    }

    private static String opposite(String positive) {
        String known = OPPOSITE.get(positive.toLowerCase(Locale.ROOT));
        return known == null ? "not " + positive : known;
    }

    private static String positiveOf(String negative) {
        String word = negative.toLowerCase(Locale.ROOT).strip();
        return OPPOSITE.entrySet().stream()
                .filter(entry -> entry.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("1");
    }

    private static Unscorable demand(String before, List<String> distinct, Roles roles) {
        String column = roles.outcome().getFirst();
        List<Choice> choices = distinct.stream()
                .map(value -> new Choice(roles.outcome(), roles.prediction(), List.of("--positive", value)))
                .toList();
        String start = before.isEmpty() ? "" : before + " ";
        return new Unscorable(
                start + "\"" + column + "\" holds " + Columns.listed(distinct)
                        + ": say with --positive which one the probability is for.",
                choices);
    }

    private static Unscorable tooMany(List<String> distinct, String column) {
        return new Unscorable("\"" + column + "\" holds " + distinct.size() + " values (" + Columns.listed(distinct)
                + "), but one column of probabilities needs two: name one prediction column per class, or make two of"
                + " them with an expression such as --outcome \"" + column + " = '" + distinct.getFirst() + "'\".");
    }
}
