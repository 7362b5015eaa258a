package org.surprisal.fit.design;

import java.util.List;

/**
 * A part of a term: a number per row that goes to one cell, chosen by the categories of the row; a part without
 * categories has one cell. Coefficients are sums over cells and back, by the contrasts.
 *
 * @param numbers what is multiplied; nothing is 1
 * @param categories the places of the categories among those of the design
 * @param codings the coding of each category
 * @param firstCell the first of its cells among those of the design
 * @param first the first of its coefficients
 */
record Segment(List<RowNumber> numbers, int[] categories, List<Coding> codings, int firstCell, int first) {
    /** The number of cells. */
    int cells() {
        return codings.stream().mapToInt(Coding::levels).reduce(1, Math::multiplyExact);
    }

    /** The number of coefficients. */
    int width() {
        return codings.stream().mapToInt(Coding::width).reduce(1, Math::multiplyExact);
    }

    /** The coefficients of a cell; the first category changes fastest, in cells and in coefficients. */
    int[] coefficients(int cell) {
        int[] found = {0};
        int rest = cell;
        int step = 1;
        for (Coding coding : codings) {
            int[] own = coding.coefficients(rest % coding.levels());
            int[] all = new int[found.length * own.length];
            for (int j = 0; j < own.length; j++) {
                for (int i = 0; i < found.length; i++) {
                    all[j * found.length + i] = found[i] + step * own[j];
                }
            }
            found = all;
            rest /= coding.levels();
            step *= coding.width();
        }
        for (int i = 0; i < found.length; i++) {
            found[i] += first;
        }
        return found;
    }

    /** The factor of the coefficients of a cell. */
    double factor(int cell) {
        double factor = 1;
        int rest = cell;
        for (Coding coding : codings) {
            factor *= coding.factor(rest % coding.levels());
            rest /= coding.levels();
        }
        return factor;
    }
}
