package org.surprisal.fit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.surprisal.fit.design.Design;

/** A fitted model without the rows that it was fitted to: of one prediction for a row, or one for each class. */
public sealed interface KeptModel permits FittedModel, FittedClassModel {
    /**
     * The columns of the model.
     *
     * @return the design
     */
    Design design();

    /**
     * What its predictions are called.
     *
     * @return {@code prediction}, or {@code p_CLASS} for each class
     */
    List<String> predictions();

    /**
     * The rows that were fitted.
     *
     * @return at least 1
     */
    long rows();

    /**
     * The rows that were not fitted.
     *
     * @return how many, by reason
     */
    Map<String, Integer> leftOut();

    /**
     * Whether the estimates are those asked for.
     *
     * @return false if the fit did not converge
     */
    boolean converged();

    /**
     * The columns that new rows need.
     *
     * @return their names, those of offsets last
     */
    default List<String> columns() {
        List<String> all = new ArrayList<>(design().columns());
        design().formula().offsets().stream()
                .flatMap(offset -> offset.columns())
                .filter(column -> !all.contains(column))
                .distinct()
                .forEach(all::add);
        return all;
    }
}
