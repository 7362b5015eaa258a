package org.surprisal.fit.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a model formula.
 *
 * @param kind what it is
 * @param text its text, without the quotes around it
 * @param position where it begins
 */
record Token(Kind kind, String text, int position) {
    /** The kinds of tokens. */
    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    private static final String SYMBOLS = "~+-*/:^(),=.";

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** The token in a sentence. */
    String shown() {
        return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
    }

    /** Cuts a formula into tokens; the last one is its end. */
    static List<Token> of(String formula) {
        if (formula.length() > Limits.LENGTH) {
            throw Place.fault(formula, 0, "the formula has more than " + Limits.LENGTH + " characters, the limit");
        }
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            Token token = next(formula, at);
            tokens.add(token);
            at = end(formula, token);
        }
        tokens.add(new Token(Kind.END, "", formula.length()));
        return tokens;
    }

    private static Token next(String formula, int at) {
        char c = formula.charAt(at);
        if (c == '`' || c == '"' || c == '\'') {
            int close = formula.indexOf(c, at + 1);
            if (close < 0) {
                throw Place.fault(formula, at, "the quote " + c + " is not closed");
            }
            return new Token(c == '`' ? Kind.NAME : Kind.TEXT, formula.substring(at + 1, close), at);
        }
        if (isDigit(c) || (c == '.' && at + 1 < formula.length() && isDigit(formula.charAt(at + 1)))) {
            return new Token(Kind.NUMBER, formula.substring(at, numberEnd(formula, at)), at);
        }
        if (Character.isLetter(c) || c == '_') {
            int end = at + 1;
            while (end < formula.length() && isNamePart(formula.charAt(end))) {
                end++;
            }
            return new Token(Kind.NAME, formula.substring(at, end), at);
        }
        if (formula.startsWith("**", at)) {
            return new Token(Kind.SYMBOL, "**", at);
        }
        if (SYMBOLS.indexOf(c) < 0) {
            throw Place.fault(
                    formula, at, "'" + c + "' means nothing here; a column with such a name goes in backticks: `a b`");
        }
        return new Token(Kind.SYMBOL, String.valueOf(c), at);
    }

    private static int end(String formula, Token token) {
        char c = formula.charAt(token.position);
        boolean quoted = c == '`' || c == '"' || c == '\'';
        return token.position + token.text.length() + (quoted ? 2 : 0);
    }

    private static int numberEnd(String formula, int at) {
        int end = at;
        while (end < formula.length() && (isDigit(formula.charAt(end)) || formula.charAt(end) == '.')) {
            end++;
        }
        if (end < formula.length() && (formula.charAt(end) == 'e' || formula.charAt(end) == 'E')) {
            int sign = end + 1 < formula.length() && "+-".indexOf(formula.charAt(end + 1)) >= 0 ? 1 : 0;
            int digits = end + 1 + sign;
            while (digits < formula.length() && isDigit(formula.charAt(digits))) {
                digits++;
            }
            return digits > end + 1 + sign ? digits : end;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
