package org.surprisal.fit.design;

import java.util.List;
import java.util.Map;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.ModelFormula;

/**
 * The columns of a model: what a formula means once the data have said which columns are categories, which levels occur
 * and where a polynomial is centred. It serves the rows it was made of and new ones. Immutable.
 */
public final class Design {
    /** The most coefficients whose second derivatives make a matrix. */
    public static final int MOST_DENSE = 4_000;

    /** The most coefficients of a model. */
    public static final int MOST_COEFFICIENTS = 2_000_000;

    /** The most combinations of levels of all categories. */
    public static final int MOST_CELLS = 4_000_000;

    private final ModelFormula formula;
    private final List<String> slots;
    private final List<Category> categories;
    private final List<Segment> segments;
    private final List<String> names;
    private final Expansion expansion;
    private final DesignFacts facts;
    private final List<Part> parts;

    Design(
            ModelFormula formula,
            List<String> slots,
            List<Category> categories,
            List<Segment> segments,
            List<String> names) {
        this(formula, slots, categories, segments, names, new DesignFacts(Map.of(), Map.of()), List.of());
    }

    Design(
            ModelFormula formula,
            List<String> slots,
            List<Category> categories,
            List<Segment> segments,
            List<String> names,
            DesignFacts facts,
            List<Part> parts) {
        this.facts = facts;
        this.parts = List.copyOf(parts);
        this.formula = formula;
        this.slots = List.copyOf(slots);
        this.categories = List.copyOf(categories);
        this.segments = List.copyOf(segments);
        this.names = List.copyOf(names);
        this.expansion = new Expansion(segments, names.size());
    }

    /**
     * The design of a formula when the data have spoken already.
     *
     * @param formula the formula
     * @param facts what they said
     * @return the same design as that which said so
     * @throws Unfittable if the formula needs what is not among the facts
     */
    public static Design of(ModelFormula formula, DesignFacts facts) {
        return DesignBuilder.of(formula, facts).build();
    }

    /**
     * What the data said.
     *
     * @return with the formula, all that makes the design
     */
    public DesignFacts facts() {
        return facts;
    }

    /**
     * The linear predictor, but for offsets, part by part.
     *
     * @return the parts, in the order of the cells
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * The columns that the terms use.
     *
     * @return their names, in the order of the formula
     */
    public List<String> columns() {
        return slots;
    }

    /**
     * The formula, written out.
     *
     * @return what the design was made of
     */
    public ModelFormula formula() {
        return formula;
    }

    /**
     * The names of the coefficients.
     *
     * @return such as {@code (intercept)}, {@code x}, {@code region[north]}, {@code poly(age, 2)[1]}, {@code a:b}
     */
    public List<String> names() {
        return names;
    }

    /**
     * From coefficients to cells.
     *
     * @return the contrasts
     */
    public Expansion expansion() {
        return expansion;
    }

    /**
     * The intercept.
     *
     * @return the place of its coefficient, or -1 if there is none
     */
    public int intercept() {
        return formula.hasIntercept() ? 0 : -1;
    }

    /**
     * The design of new rows.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with levels that did not occur
     * @return the rows, all of them; one with a missing value has a NaN
     * @throws Unfittable if a column is missing or of another kind
     */
    public ModelMatrix of(Frame frame, UnknownLevel unknown) {
        return new ModelMatrix(this, frame, null, unknown);
    }

    /**
     * The offsets of new rows.
     *
     * @param frame columns of the names that the offsets use
     * @return a sum per row; NaN where a value is missing
     * @throws Unfittable if a column is missing or has categories
     */
    public double[] offsets(Frame frame) {
        RowReader reader = new RowReader(frame, null, frame.rows());
        double[] sum = new double[frame.rows()];
        for (Arithmetic offset : formula.offsets()) {
            double[] part = reader.numbers(offset, "the offset");
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }

    /** An intercept alone. */
    Design constant() {
        Segment one = new Segment(List.of(), new int[0], List.of(), 0, 0);
        return new Design(formula, List.of(), List.of(), List.of(one), List.of("(intercept)"));
    }

    List<String> slots() {
        return slots;
    }

    List<Category> categories() {
        return categories;
    }

    List<Segment> segments() {
        return segments;
    }
}
