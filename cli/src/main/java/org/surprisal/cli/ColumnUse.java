package org.surprisal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.design.Roles;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Factor;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.formula.Term;

/** What a model takes a column for. */
enum ColumnUse {
    /** Its cells are names, whatever they look like. */
    NAMES,
    /** Its cells are categories or groups: those of numbers in the order of the numbers. */
    CATEGORY,
    /** Numbers if its cells are, otherwise categories. */
    EITHER,
    /** Nothing but numbers will do. */
    NUMBER;

    /**
     * The columns that are read to fit a model.
     *
     * @param formula the model
     * @param roles the columns beside it
     * @return their uses by name
     */
    static Map<String, ColumnUse> toFit(ModelFormula formula, Roles roles) {
        Map<String, ColumnUse> uses = toPredict(formula);
        if (formula.response() instanceof Arithmetic.Name response) {
            add(uses, response.column(), roles.positive() == null ? EITHER : NAMES);
        } else {
            addAll(uses, formula.response().columns(), NUMBER);
        }
        add(uses, roles.weight(), NUMBER);
        add(uses, roles.cluster(), CATEGORY);
        return uses;
    }

    /**
     * The columns that are read to predict.
     *
     * @param formula the model
     * @return their uses by name
     */
    static Map<String, ColumnUse> toPredict(ModelFormula formula) {
        Map<String, ColumnUse> uses = new LinkedHashMap<>();
        for (Term term : formula.terms()) {
            for (Factor factor : term.factors()) {
                switch (factor) {
                    case Factor.Plain plain -> add(uses, plain.column(), EITHER);
                    case Factor.Category category -> add(uses, category.column(), CATEGORY);
                    case Factor.Computed _, Factor.Polynomial _ -> addAll(uses, factor.columns(), NUMBER);
                }
            }
        }
        formula.offsets().forEach(offset -> addAll(uses, offset.columns(), NUMBER));
        return uses;
    }

    private static void addAll(Map<String, ColumnUse> uses, Stream<String> columns, ColumnUse use) {
        columns.forEach(column -> add(uses, column, use));
    }

    private static void add(Map<String, ColumnUse> uses, @Nullable String column, ColumnUse use) {
        if (column != null) {
            uses.merge(column, use, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }
}
