package org.surprisal.score;

import java.util.Iterator;
import java.util.List;

/** How what happened is read from a row. */
sealed interface Outcome {
    /**
     * The cells are read as numbers.
     *
     * @param column a column or an expression
     */
    record Numbers(String column) implements Outcome {}

    /**
     * The cells are text that stands for classes.
     *
     * @param column a column or an expression
     * @param spellings the texts that occur
     * @param classes the class of each spelling, {@link #NO_CLASS} for one that is left out and {@link #NAN} for the
     *     number that is none
     * @param names the classes; for a binary outcome the negative and the positive one
     */
    record Values(String column, List<String> spellings, List<Integer> classes, List<String> names) implements Outcome {
        /** Copies the lists. */
        public Values {
            spellings = List.copyOf(spellings);
            classes = List.copyOf(classes);
            names = List.copyOf(names);
        }

        /** The class of each spelling as an array, for loops over rows. */
        int[] codes() {
            return classes.stream().mapToInt(Integer::intValue).toArray();
        }

        /**
         * Classes for all spellings but those of NaN.
         *
         * @param column a column or an expression
         * @param all the texts that occur
         * @param codes the classes of {@link #meaningful} texts, in their order
         * @param names the classes
         */
        static Values of(String column, List<String> all, List<Integer> codes, List<String> names) {
            Iterator<Integer> next = codes.iterator();
            return new Values(
                    column,
                    all,
                    all.stream().map(text -> isNan(text) ? NAN : next.next()).toList(),
                    names);
        }
    }

    /** The texts that may be classes: all but NaN. */
    static List<String> meaningful(String column, List<String> all) {
        List<String> texts = withoutNan(all);
        if (texts.isEmpty()) {
            throw new Unscorable(
                    "\"" + column + "\" holds neither a number nor a class in any row; name another column.");
        }
        return texts;
    }

    /** All texts but NaN; may be empty. */
    static List<String> withoutNan(List<String> all) {
        return all.stream().filter(text -> !isNan(text)).toList();
    }

    private static boolean isNan(String text) {
        return text.strip().equalsIgnoreCase("nan");
    }

    /**
     * One column of 0 and 1 per class.
     *
     * @param columns columns or expressions, in the order of the classes
     */
    record Indicators(List<String> columns) implements Outcome {
        /** Copies the list. */
        public Indicators {
            columns = List.copyOf(columns);
        }
    }

    /** A text that stands for none of the classes. */
    int NO_CLASS = -1;

    /** A text that says that there should be a number and is none. */
    int NAN = -2;
}
