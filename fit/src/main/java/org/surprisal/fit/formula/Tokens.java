package org.surprisal.fit.formula;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.parse.Faults;

/** The tokens of a formula, read from left to right, and the columns that its names may mean. */
final class Tokens {
    final String formula;
    final TreeSet<String> columns;
    private final List<Token> tokens;
    private int next;
    private int level;

    Tokens(String formula, Collection<String> columns) {
        this.formula = formula;
        this.columns = new TreeSet<>(columns);
        this.tokens = Token.of(formula);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token second() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean takeIf(String symbol) {
        boolean there = peek().is(symbol);
        if (there) {
            take();
        }
        return there;
    }

    void require(String symbol) {
        if (!takeIf(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    boolean has(String symbol) {
        return tokens.stream().anyMatch(token -> token.is(symbol));
    }

    void enter() {
        if (++level > Limits.LEVELS) {
            throw fault(peek(), "more than " + Limits.LEVELS + " levels of nesting, the limit");
        }
    }

    void leave() {
        level--;
    }

    /** The name of a column. */
    String column(Token token) {
        if (!columns.contains(token.text())) {
            String hint = Faults.nearest(token.text(), columns)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("there are " + some());
            throw fault(token, "there is no column '" + token.text() + "'; " + hint);
        }
        return token.text();
    }

    private String some() {
        int most = 12;
        String first = String.join(", ", columns.stream().limit(most).toList());
        return columns.size() > most ? first + " and " + (columns.size() - most) + " more" : first;
    }

    FormulaException fault(Token token, String message) {
        return Place.fault(formula, token.position(), message);
    }

    FormulaException expected(String what) {
        return fault(peek(), "expected " + what + ", but got " + peek().shown());
    }
}
