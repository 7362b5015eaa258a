package org.surprisal.fit.formula;

import org.surprisal.loss.expr.FormulaException;

/** The wording of what is wrong with a formula, with a caret under the place. */
final class Place {
    private static final int SHOWN = 60;

    private Place() {}

    static FormulaException fault(String formula, int position, String message) {
        int from = Math.max(0, position - SHOWN);
        int to = Math.min(formula.length(), position + SHOWN);
        String before = from > 0 ? "…" : "";
        String after = to < formula.length() ? "…" : "";
        String line = before + formula.substring(from, to).replaceAll("\\s", " ") + after;
        String caret = " ".repeat(before.length() + position - from) + "^";
        return new FormulaException(
                message + " (position " + (position + 1) + ")\n  " + line + "\n  " + caret, position);
    }
}
