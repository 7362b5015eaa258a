package org.surprisal.loss.expr;

import java.math.BigDecimal;

/** Writes an expression in infix notation with no more parentheses than needed. */
public final class Printer {
    /**
     * The greatest length of a printed expression; shared parts are written out, so a small graph can have a long text.
     */
    public static final int LENGTH = 20_000;

    /** The greatest depth that is printed. */
    static final int DEPTH = 400;

    private final StringBuilder text = new StringBuilder();

    private Printer() {}

    static String print(Expr expr) {
        Printer printer = new Printer();
        printer.write(expr, Notation.COMPARISON, 0);
        return printer.text.toString();
    }

    /**
     * Writes a number as a formula would: {@code 2}, {@code 0.5}, {@code pi}, {@code inf}.
     *
     * @param value the number
     * @return its text
     */
    public static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.PI) {
            return "pi";
        }
        boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15);
        return plain
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /**
     * Writes an expression that stands where only what binds at least as strongly as {@code least} needs no
     * parentheses.
     */
    private void write(Expr expr, int least, int depth) {
        if (text.length() > LENGTH || depth > DEPTH) {
            text.append("…");
            return;
        }
        switch (expr) {
            case Num num -> enclosed(num.value() < 0 ? Notation.SUM : Notation.ATOM, least, number(num.value()));
            case Symbol symbol -> text.append(symbol.name());
            case Call call -> call(call, least, depth + 1);
        }
    }

    private void enclosed(int precedence, int least, String body) {
        text.append(precedence < least ? "(" + body + ")" : body);
    }

    private void call(Call call, int least, int depth) {
        Notation notation = call.operation().notation();
        int own = notation.precedence();
        boolean enclose = own < least;
        if (enclose) {
            text.append('(');
        }
        switch (notation.form()) {
            case FUNCTION -> function(call, depth);
            case PREFIX -> {
                text.append(notation.symbol());
                write(call.argument(0), own + 1, depth);
            }
            case INFIX -> {
                write(call.argument(0), own, depth);
                text.append(' ').append(notation.symbol()).append(' ');
                write(call.argument(1), own + 1, depth);
            }
            case INFIX_RIGHT -> {
                write(call.argument(0), own + 1, depth);
                text.append(notation.symbol());
                write(call.argument(1), own, depth);
            }
            case POSTFIX -> {
                write(call.argument(0), own + 1, depth);
                text.append(notation.symbol());
            }
        }
        if (enclose) {
            text.append(')');
        }
    }

    private void function(Call call, int depth) {
        text.append(call.operation().name()).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            text.append(i > 0 ? ", " : "");
            write(call.argument(i), Notation.COMPARISON, depth);
        }
        text.append(')');
    }
}
