package org.surprisal.fit.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Contrast;
import org.surprisal.fit.formula.Factor;
import org.surprisal.fit.formula.ModelFormula;
import org.surprisal.fit.formula.Term;
import org.surprisal.math.DoubleDouble;

/** Makes the columns of a formula for some rows. */
final class DesignBuilder {
    /** A factor of numbers: its columns and their names. */
    private record Variants(List<RowNumber> numbers, List<String> names, boolean polynomial) {}

    private final ModelFormula formula;
    private final List<String> slots;
    private final List<Column> columns;
    private final RowReader reader;

    /** What data said before, or null while they are asked. */
    private final @Nullable DesignFacts recorded;

    private final Map<String, DesignFacts.Levels> levelsFound = new LinkedHashMap<>();
    private final Map<String, OrthogonalPolynomials> polynomialsFound = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<Factor, Variants> numbers = new LinkedHashMap<>();
    private final Map<Factor, Integer> categoryOf = new LinkedHashMap<>();
    private final List<Category> categories = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int cells;

    /** Without an intercept, the first category has a coefficient for each level, and with them the constant. */
    private boolean constantSpanned;

    DesignBuilder(ModelFormula formula, List<String> slots, List<Column> columns, RowReader reader) {
        this(formula, slots, columns, reader, null);
    }

    private DesignBuilder(
            ModelFormula formula,
            List<String> slots,
            List<Column> columns,
            RowReader reader,
            @Nullable DesignFacts recorded) {
        this.recorded = recorded;
        this.formula = formula;
        this.slots = slots;
        this.columns = columns;
        this.reader = reader;
    }

    /** Without data. */
    static DesignBuilder of(ModelFormula formula, DesignFacts facts) {
        List<String> slots = formula.terms().stream()
                .map(Term::factors)
                .flatMap(List::stream)
                .flatMap(Factor::columns)
                .distinct()
                .toList();
        return new DesignBuilder(formula, slots, List.of(), new RowReader(Frame.EMPTY, null, 0), facts);
    }

    Design build() {
        for (Term term : formula.terms()) {
            term.factors().forEach(this::prepare);
        }
        formula.terms().forEach(this::add);
        if (names.isEmpty()) {
            throw new Unfittable("The model has no coefficients: give it a term, or an intercept.");
        }
        DesignFacts facts = new DesignFacts(levelsFound, polynomialsFound);
        return new Design(formula, slots, categories, segments, names, facts, parts);
    }

    private boolean hasNames(String column) {
        if (recorded == null) {
            return columns.get(slots.indexOf(column)) instanceof Column.Codes;
        }
        DesignFacts.Levels levels = recorded.levels().get(column);
        return levels != null && levels.numbers().length == 0;
    }

    private void prepare(Factor factor) {
        if (numbers.containsKey(factor) || categoryOf.containsKey(factor)) {
            return;
        }
        switch (factor) {
            case Factor.Plain plain -> {
                if (hasNames(plain.column())) {
                    category(factor, plain.column());
                } else {
                    number(factor, new Arithmetic.Name(plain.column()));
                }
            }
            case Factor.Category category -> category(factor, category.column());
            case Factor.Computed computed -> number(factor, computed.arithmetic());
            case Factor.Polynomial polynomial -> polynomial(polynomial);
        }
    }

    private RowNumber compiled(Factor factor, Arithmetic arithmetic) {
        if (recorded != null) {
            return RowNumber.of(arithmetic, slots::indexOf);
        }
        arithmetic.columns().forEach(column -> reader.number(column, factor.toString()));
        if (!(arithmetic instanceof Arithmetic.Name)) {
            reader.requireFinite(arithmetic, factor.toString());
        }
        return RowNumber.of(arithmetic, slots::indexOf);
    }

    private void number(Factor factor, Arithmetic arithmetic) {
        numbers.put(factor, new Variants(List.of(compiled(factor, arithmetic)), List.of(factor.toString()), false));
    }

    private void polynomial(Factor.Polynomial factor) {
        RowNumber of = compiled(factor, factor.of());
        List<RowNumber> powers = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        OrthogonalPolynomials basis = factor.raw() ? null : basis(factor, of);
        for (int k = 1; k <= factor.degree(); k++) {
            int degree = k;
            powers.add(
                    basis == null
                            ? (source, i) -> RowNumber.power(of.at(source, i), degree)
                            : (source, i) -> basis.at(degree, of.at(source, i)));
            labels.add(factor + "[" + k + "]");
        }
        numbers.put(factor, new Variants(powers, labels, true));
    }

    private OrthogonalPolynomials basis(Factor.Polynomial factor, RowNumber of) {
        String name = factor.toString();
        OrthogonalPolynomials basis = recorded != null
                ? recorded.polynomials().get(name)
                : OrthogonalPolynomials.of(visitor -> visit(of, visitor), factor.degree(), name);
        if (basis == null || basis.norm().length <= factor.degree() || basis.shift().length < factor.degree()) {
            throw new Unfittable("The model lacks the polynomials of " + name + ": write it anew.");
        }
        polynomialsFound.put(name, basis);
        return basis;
    }

    private void visit(RowNumber of, OrthogonalPolynomials.Visitor visitor) {
        DoubleDouble[] one = new DoubleDouble[1];
        reader.forEach(columns, (source, i) -> {
            one[0] = of.at(source, i);
            visitor.visit(one, 1);
        });
    }

    private void category(Factor factor, String name) {
        DesignFacts.Levels found =
                recorded == null ? levels(name) : recorded.levels().get(name);
        if (found == null || found.names().isEmpty()) {
            throw new Unfittable("The model lacks the levels of " + name + ": write it anew.");
        }
        levelsFound.put(name, found);
        Category category = new Category(name, slots.indexOf(name), found.names(), found.numbers());
        if (category.levels().size() > Design.MOST_COEFFICIENTS) {
            throw new Unfittable(
                    "The column " + name + " has " + category.levels().size()
                            + " levels, more than a model can have coefficients, " + Design.MOST_COEFFICIENTS
                            + ": put rare levels together.");
        }
        categoryOf.put(factor, categories.size());
        categories.add(category);
    }

    private DesignFacts.Levels levels(String name) {
        Column column = columns.get(slots.indexOf(name));
        if (column instanceof Column.Codes codes) {
            boolean[] there = new boolean[codes.levels().size()];
            reader.forEach(List.of(column), (source, i) -> there[source.codes(0)[i]] = true);
            List<String> levels = new ArrayList<>();
            for (int code = 0; code < there.length; code++) {
                if (there[code]) {
                    levels.add(codes.levels().get(code));
                }
            }
            return new DesignFacts.Levels(levels, new double[0]);
        }
        double[] values = reader.numbers(column);
        return new DesignFacts.Levels(
                Arrays.stream(values).mapToObj(Category::number).toList(), values);
    }

    private void add(Term term) {
        List<Variants> numeric = term.factors().stream()
                .filter(numbers::containsKey)
                .map(numbers::get)
                .toList();
        List<Factor> categorical =
                term.factors().stream().filter(categoryOf::containsKey).toList();
        List<Coding> codings =
                categorical.stream().map(factor -> coding(term, factor)).toList();
        int[] places = categorical.stream()
                .mapToInt(factor -> categoryOf.getOrDefault(factor, -1))
                .toArray();
        int variants = numeric.stream().mapToInt(v -> v.numbers().size()).reduce(1, Math::multiplyExact);
        for (int variant = 0; variant < variants; variant++) {
            List<RowNumber> chosen = new ArrayList<>();
            List<Part.Piece> pieces = new ArrayList<>();
            Map<Factor, String> labels = new LinkedHashMap<>();
            int rest = variant;
            for (Factor factor : term.factors()) {
                Variants of = numbers.get(factor);
                if (of != null) {
                    int which = rest % of.numbers().size();
                    chosen.add(of.numbers().get(which));
                    pieces.add(new Part.Piece(factor, of.polynomial() ? which + 1 : 0));
                    labels.put(factor, of.names().get(which));
                    rest /= of.numbers().size();
                }
            }
            requireFew(term, codings);
            Segment segment = new Segment(List.copyOf(chosen), places, codings, cells, names.size());
            for (int j = 0; j < segment.width(); j++) {
                names.add(name(term, labels, codings, j));
            }
            parts.add(new Part(
                    pieces,
                    Arrays.stream(places)
                            .mapToObj(place -> categories.get(place).column())
                            .toList(),
                    cells));
            cells += segment.cells();
            segments.add(segment);
        }
    }

    /** A factor has contrasts where the rest of its term is in the model too, and with it the sum of its levels. */
    private Coding coding(Term term, Factor factor) {
        Category category = categories.get(categoryOf.getOrDefault(factor, -1));
        int levels = category.levels().size();
        Term rest = term.without(factor);
        boolean full = !formula.terms().contains(rest) && !(rest.equals(Term.INTERCEPT) && constantSpanned);
        constantSpanned |= full && rest.equals(Term.INTERCEPT);
        Contrast contrast = factor instanceof Factor.Category c ? c.contrast() : Contrast.TREATMENT;
        int base = contrast == Contrast.SUM ? levels - 1 : 0;
        if (factor instanceof Factor.Category c && !c.base().isEmpty()) {
            base = category.levels().indexOf(c.base());
            if (base < 0) {
                throw new Unfittable("The column " + c.column() + " has no level '" + c.base() + "' to compare with.");
            }
        }
        if (!full && levels < 2) {
            throw new Unfittable("The column " + category.column() + " has one level only, '"
                    + category.levels().get(0) + "', the same as the intercept: leave it out.");
        }
        return new Coding(levels, full, contrast, base);
    }

    private void requireFew(Term term, List<Coding> codings) {
        long width = names.size();
        long grown = 1;
        long combinations = 1;
        for (Coding coding : codings) {
            grown = Math.min(Integer.MAX_VALUE, grown * coding.width());
            combinations = Math.min(Integer.MAX_VALUE, combinations * coding.levels());
        }
        if (width + grown > Design.MOST_COEFFICIENTS || cells + combinations > Design.MOST_CELLS) {
            throw new Unfittable(
                    "The term " + term + " needs " + grown + " coefficients, and with it the model has more" + " than "
                            + Design.MOST_COEFFICIENTS + ", the limit: put rare levels together.");
        }
    }

    private String name(Term term, Map<Factor, String> labels, List<Coding> codings, int coefficient) {
        List<String> parts = new ArrayList<>();
        int rest = coefficient;
        int c = 0;
        for (Factor factor : term.factors()) {
            String label = labels.get(factor);
            if (label == null) {
                Coding coding = codings.get(c++);
                Category category = categories.get(categoryOf.getOrDefault(factor, -1));
                label = factor + "[" + category.levels().get(coding.levelOf(rest % coding.width())) + "]";
                rest /= coding.width();
            }
            parts.add(label);
        }
        return parts.isEmpty() ? "(intercept)" : String.join(":", parts);
    }
}
