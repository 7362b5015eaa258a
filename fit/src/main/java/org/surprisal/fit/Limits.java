package org.surprisal.fit;

import java.util.ArrayList;
import java.util.List;

/** Columns whose coefficients are infinite, with the end that each goes to as JSON writes it. */
final class Limits {
    private final List<String> columns = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();

    void add(String column, boolean rises) {
        columns.add(column);
        limits.add(rises ? "Infinity" : "-Infinity");
    }

    int size() {
        return columns.size();
    }

    /** The first, as errors name it. */
    String first() {
        return columns.getFirst() + (limits.getFirst().equals("Infinity") ? " (+∞)" : " (-∞)");
    }

    List<String> columns() {
        return List.copyOf(columns);
    }

    List<String> limits() {
        return List.copyOf(limits);
    }
}
