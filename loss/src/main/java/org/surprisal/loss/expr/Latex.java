package org.surprisal.loss.expr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A part of a formula as LaTeX, for the mathematics of a page. How an operation reads is said by its file:
 * {@link Operation#latex}.
 *
 * @param text the LaTeX
 * @param precedence how strongly it binds, as in {@link Notation}
 */
public record Latex(String text, int precedence) {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("alpha", "\\alpha"),
            Map.entry("beta", "\\beta"),
            Map.entry("gamma", "\\gamma"),
            Map.entry("delta", "\\delta"),
            Map.entry("epsilon", "\\varepsilon"),
            Map.entry("kappa", "\\kappa"),
            Map.entry("lambda", "\\lambda"),
            Map.entry("mu", "\\mu"),
            Map.entry("nu", "\\nu"),
            Map.entry("phi", "\\phi"),
            Map.entry("sigma", "\\sigma"),
            Map.entry("tau", "\\tau"),
            Map.entry("theta", "\\theta"),
            Map.entry("df", "\\nu"),
            Map.entry("yhat", "\\hat{y}"),
            Map.entry("y_hat", "\\hat{y}"));

    /** What formulas make of numbers and is one number afterwards. */
    private static final Map<Double, String> CONSTANTS = Map.of(
            Math.PI,
            "\\pi",
            Math.sqrt(2),
            "\\sqrt{2}",
            1 / Math.sqrt(Math.PI),
            "\\frac{1}{\\sqrt{\\pi}}",
            0.6931471805599453,
            "\\log 2",
            0.9189385332046727,
            "\\tfrac{1}{2} \\log\\left(2 \\pi\\right)",
            0.9189385332046728,
            "\\tfrac{1}{2} \\log\\left(2 \\pi\\right)");

    /**
     * An expression as LaTeX.
     *
     * @param expr the expression
     * @return one line, for math mode; parts beyond {@link Printer#LENGTH} characters are dots
     */
    public static String of(Expr expr) {
        Map<Expr, Latex> written = new HashMap<>();
        for (Expr node : expr.nodes()) {
            Latex latex = switch (node) {
                case Num num -> new Latex(number(num.value()), num.value() < 0 ? Notation.SUM : Notation.ATOM);
                case Symbol symbol -> new Latex(name(symbol.name(), symbol.perClass()), Notation.ATOM);
                case Call call ->
                    call.operation()
                            .latex(call.arguments().stream()
                                    .map(argument -> Objects.requireNonNull(written.get(argument)))
                                    .toList());
            };
            boolean tooLong = latex.text.length() > Printer.LENGTH;
            written.put(node, tooLong ? new Latex("\\ldots", Notation.ATOM) : latex);
        }
        return Objects.requireNonNull(written.get(expr)).text;
    }

    /**
     * As part of something that binds.
     *
     * @param least how strongly that binds
     * @return the text, in brackets if it binds less
     */
    public String within(int least) {
        return precedence < least ? bracketed() : text;
    }

    /**
     * In brackets that are as high as it.
     *
     * @return the text
     */
    public String bracketed() {
        return "\\left(" + text + "\\right)";
    }

    /**
     * A function with its arguments in brackets.
     *
     * @param name its name, a command such as {@code \log}
     * @param x the arguments
     * @return the call
     */
    public static Latex function(String name, List<Latex> x) {
        return new Latex(
                name + "\\left(" + String.join(", ", x.stream().map(Latex::text).toList()) + "\\right)", Notation.ATOM);
    }

    /**
     * A product, which nothing stands for but a small space.
     *
     * @param a a factor
     * @param b the other
     * @return the product
     */
    public static Latex product(Latex a, Latex b) {
        return new Latex(a.within(Notation.PRODUCT) + " \\, " + b.within(Notation.PRODUCT), Notation.PRODUCT);
    }

    /**
     * A fraction.
     *
     * @param a what is above
     * @param b what is below
     * @return the fraction
     */
    public static Latex fraction(Latex a, Latex b) {
        return new Latex("\\frac{" + a.text + "}{" + b.text + "}", Notation.PRODUCT);
    }

    /**
     * A power.
     *
     * @param a the base
     * @param exponent the exponent
     * @return the power
     */
    public static Latex power(Latex a, String exponent) {
        String raised = exponent.length() == 1 ? exponent : "{" + exponent + "}";
        return new Latex(a.within(Notation.ATOM) + "^" + raised, Notation.POWER);
    }

    /**
     * The logarithm of one and something.
     *
     * @param a what is added to one
     * @return the logarithm
     */
    public static Latex logOnePlus(Latex a) {
        String sum = a.text.startsWith("-") ? "1 - " + a.text.substring(1) : "1 + " + a.text;
        return function("\\log", List.of(new Latex(sum, Notation.SUM)));
    }

    /**
     * An operator between two arguments.
     *
     * @param symbol the operator
     * @param precedence how strongly it binds
     * @param x the arguments
     * @return the sum, difference or comparison
     */
    public static Latex infix(String symbol, int precedence, List<Latex> x) {
        // What is subtracted is bracketed if it is itself a sum.
        String right = x.get(1).within(symbol.equals("-") ? precedence + 1 : precedence);
        return new Latex(x.get(0).within(precedence) + " " + symbol + " " + right, precedence);
    }

    /** How an operation reads by its notation alone. */
    static Latex plain(String name, Notation notation, List<Latex> x) {
        return switch (notation.form()) {
            case FUNCTION -> function("\\operatorname{" + name.replace("_", "\\_") + "}", x);
            case PREFIX ->
                new Latex(notation.symbol() + x.get(0).within(notation.precedence() + 1), notation.precedence());
            case POSTFIX -> new Latex(x.get(0).within(Notation.ATOM) + notation.symbol(), notation.precedence());
            case INFIX, INFIX_RIGHT -> infix(notation.symbol(), notation.precedence(), x);
        };
    }

    private static String number(double value) {
        String text = Printer.number(value);
        if (Double.isInfinite(value)) {
            return text.replace("inf", "\\infty");
        }
        String constant = CONSTANTS.get(value);
        if (constant != null) {
            return constant;
        }
        int exponent = text.indexOf('E');
        return exponent < 0
                ? text
                : text.substring(0, exponent).replace(".0", "") + " \\cdot 10^{" + text.substring(exponent + 1) + "}";
    }

    /**
     * A name.
     *
     * @param name the name of a symbol
     * @param perClass whether it has one value per class
     * @return a letter, a Greek letter, or letters; what follows an underscore is an index
     */
    public static String name(String name, boolean perClass) {
        int below = NAMES.containsKey(name) ? -1 : name.indexOf('_');
        if (below <= 0) {
            return letters(name) + (perClass ? "_k" : "");
        }
        String tail = "\\mathrm{" + name.substring(below + 1).replace("_", "\\_") + "}";
        return letters(name.substring(0, below)) + "_{" + tail + (perClass ? ",k" : "") + "}";
    }

    private static String letters(String name) {
        return NAMES.getOrDefault(name, name.length() == 1 ? name : "\\mathit{" + name.replace("_", "\\_") + "}");
    }
}
