package org.surprisal.loss.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.surprisal.loss.expr.FormulaException;

/**
 * A word of a formula.
 *
 * @param kind what it is
 * @param text as it is written; empty at the end
 * @param position the index of its first character in the formula
 */
record Token(Kind kind, String text, int position) {
    /** The kinds of words. */
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    private static final List<String> SYMBOLS =
            List.of("**", "<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "<", ">", "(", ")", ",");

    /** Cuts a formula into words, the last one being the end. */
    static List<Token> of(String formula) {
        if (formula.length() > Limits.LENGTH) {
            throw new FormulaException(
                    "the formula has " + formula.length() + " characters; the limit is " + Limits.LENGTH,
                    FormulaException.NOWHERE);
        }
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            Token token = next(formula, at, c);
            tokens.add(token);
            at += token.text.length();
        }
        tokens.add(new Token(Kind.END, "", formula.length()));
        return tokens;
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** The word in a message. */
    String shown() {
        return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
    }

    private static Token next(String formula, int at, char c) {
        if (digit(c) || (c == '.' && at + 1 < formula.length() && digit(formula.charAt(at + 1)))) {
            return new Token(Kind.NUMBER, formula.substring(at, endOfNumber(formula, at)), at);
        }
        if (Character.isLetter(c) || c == '_') {
            int end = at + 1;
            while (end < formula.length()
                    && (Character.isLetterOrDigit(formula.charAt(end)) || formula.charAt(end) == '_')) {
                end++;
            }
            return new Token(Kind.NAME, formula.substring(at, end), at);
        }
        for (String symbol : SYMBOLS) {
            if (formula.startsWith(symbol, at)) {
                return new Token(Kind.SYMBOL, symbol, at);
            }
        }
        String shown = Character.isISOControl(c) ? String.format(Locale.ROOT, "U+%04X", (int) c) : "'" + c + "'";
        throw Faults.at(formula, at, shown + " has no meaning in a formula");
    }

    private static int endOfNumber(String formula, int from) {
        int end = digits(formula, from);
        if (end < formula.length() && formula.charAt(end) == '.') {
            end = digits(formula, end + 1);
        }
        if (end < formula.length() && (formula.charAt(end) == 'e' || formula.charAt(end) == 'E')) {
            int sign = end + 1;
            if (sign < formula.length() && (formula.charAt(sign) == '+' || formula.charAt(sign) == '-')) {
                sign++;
            }
            int exponent = digits(formula, sign);
            end = exponent > sign ? exponent : end;
        }
        return end;
    }

    private static int digits(String formula, int from) {
        int end = from;
        while (end < formula.length() && digit(formula.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that this word is. */
    double number(String formula) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw Faults.at(formula, position, text + " is greater than the greatest double, " + Double.MAX_VALUE);
        }
        return value;
    }

    FormulaException fault(String formula, String message) {
        return Faults.at(formula, position, message);
    }
}
