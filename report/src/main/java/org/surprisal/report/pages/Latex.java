package org.surprisal.report.pages;

import java.util.List;
import java.util.Map;
import org.surprisal.loss.Loss;
import org.surprisal.loss.expr.Call;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Num;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.expr.Symbol;

/** An expression as LaTeX. */
final class Latex {
    private static final Map<String, String> GREEK = Map.ofEntries(
            Map.entry("tau", "\\tau"),
            Map.entry("sigma", "\\sigma"),
            Map.entry("delta", "\\delta"),
            Map.entry("gamma", "\\gamma"),
            Map.entry("alpha", "\\alpha"),
            Map.entry("epsilon", "\\varepsilon"),
            Map.entry("df", "\\nu"));

    /** Functions with a name of their own in LaTeX, or a symbol. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("log", "\\log"),
            Map.entry("exp", "\\exp"),
            Map.entry("tanh", "\\tanh"),
            Map.entry("max", "\\max"),
            Map.entry("min", "\\min"),
            Map.entry("ndtr", "\\Phi"),
            Map.entry("normpdf", "\\varphi"),
            Map.entry("digamma", "\\psi"),
            Map.entry("lgamma", "\\log\\Gamma"),
            Map.entry("lbeta", "\\log\\mathrm{B}"));

    /** What formulas make of numbers and is one number afterwards. */
    private static final Map<Double, String> CONSTANTS = Map.of(
            Math.sqrt(2),
            "\\sqrt{2}",
            1 / Math.sqrt(Math.PI),
            "\\frac{1}{\\sqrt{\\pi}}",
            Loss.of("log(2) + 0 * p").value(0, 0),
            "\\log 2",
            Loss.of("0.5 * log(2 * pi) + 0 * p").value(0, 0),
            "\\tfrac{1}{2} \\log\\left(2 \\pi\\right)");

    private static final Map<String, String> COMPARISONS = Map.of("<=", "\\le", ">=", "\\ge", "==", "=", "!=", "\\ne");

    private Latex() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Num num -> number(num.value());
            case Symbol symbol -> symbol(symbol);
            case Call call -> call(call);
        };
    }

    private static String number(double value) {
        String text = Printer.number(value);
        if (text.equals("inf")) {
            return "\\infty";
        }
        if (value == Math.PI) {
            return "\\pi";
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

    private static String symbol(Symbol symbol) {
        String name = symbol.name().length() == 1
                ? symbol.name()
                : GREEK.getOrDefault(symbol.name(), "\\mathit{" + symbol.name() + "}");
        return symbol.perClass() ? name + "_k" : name;
    }

    private static String call(Call call) {
        List<Expr> x = call.arguments();
        return switch (call.operation().name()) {
            case "xlogy" -> product(x.get(0), "\\log\\left(" + of(x.get(1)) + "\\right)");
            case "xlog1py" -> product(x.get(0), onePlus(x.get(1)));
            case "log1p" -> onePlus(x.get(0));
            case "xlogdiv" -> product(x.get(0), "\\log\\frac{" + of(x.get(0)) + "}{" + of(x.get(1)) + "}");
            case "/", "wdiv" -> "\\frac{" + of(x.get(0)) + "}{" + of(x.get(1)) + "}";
            case "*", "wmul", "smul" -> within(call, x.get(0)) + " \\, " + within(call, x.get(1));
            case "^" -> base(x.get(0)) + "^{" + of(x.get(1)) + "}";
            case "square" -> base(x.get(0)) + "^2";
            case "sqrt" -> "\\sqrt{" + of(x.get(0)) + "}";
            case "abs" -> "\\left|" + of(x.get(0)) + "\\right|";
            case "sum" -> "\\sum_k " + (precedence(x.get(0)) < Notation.PRODUCT ? bracketed(x.get(0)) : of(x.get(0)));
            case "where" ->
                "\\begin{cases} " + of(x.get(1)) + " & \\text{if } " + of(x.get(0)) + " \\\\ " + of(x.get(2))
                        + " & \\text{otherwise} \\end{cases}";
            default -> call.operation().notation().equals(Notation.FUNCTION) ? function(call) : operator(call);
        };
    }

    private static String function(Call call) {
        String name = call.operation().name();
        String shown = FUNCTIONS.getOrDefault(name, "\\operatorname{" + name.replace("_", "\\_") + "}");
        return shown + "\\left("
                + String.join(", ", call.arguments().stream().map(Latex::of).toList()) + "\\right)";
    }

    private static String operator(Call call) {
        String symbol = call.operation().notation().symbol();
        if (call.arguments().size() == 1) {
            Expr negated = call.argument(0);
            return symbol + (precedence(negated) <= Notation.SUM ? bracketed(negated) : of(negated));
        }
        // What is subtracted is bracketed if it is itself a sum.
        Expr right = call.argument(1);
        boolean sum = symbol.equals("-") && precedence(right) <= Notation.SUM;
        return within(call, call.argument(0)) + " " + COMPARISONS.getOrDefault(symbol, symbol) + " "
                + (sum ? bracketed(right) : within(call, right));
    }

    private static String onePlus(Expr expr) {
        String text = of(expr);
        return "\\log\\left(1 " + (text.startsWith("-") ? "- " + text.substring(1) : "+ " + text) + "\\right)";
    }

    private static String product(Expr factor, String other) {
        return (precedence(factor) < Notation.PRODUCT ? bracketed(factor) : of(factor)) + " \\, " + other;
    }

    private static String within(Call call, Expr argument) {
        return precedence(argument) < precedence(call) ? bracketed(argument) : of(argument);
    }

    private static String base(Expr expr) {
        return precedence(expr) < Notation.ATOM || isNegative(expr) ? bracketed(expr) : of(expr);
    }

    private static String bracketed(Expr expr) {
        return "\\left(" + of(expr) + "\\right)";
    }

    private static boolean isNegative(Expr expr) {
        return expr instanceof Num num && num.value() < 0;
    }

    private static int precedence(Expr expr) {
        if (!(expr instanceof Call call)) {
            return isNegative(expr) ? Notation.SUM : Notation.ATOM;
        }
        return switch (call.operation().name()) {
            case "wmul", "smul", "sum", "xlogy", "xlog1py", "xlogdiv" -> Notation.PRODUCT;
            case "square" -> Notation.POWER;
            default -> call.operation().notation().precedence();
        };
    }
}
