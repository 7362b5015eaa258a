package org.surprisal.fit.formula;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Arithmetic inside of {@code I(...)} or a function:
 *
 * <pre>{@code
 * sum     = product {("+" | "-") product}
 * product = signed {("*" | "/") signed}
 * signed  = ("+" | "-") signed | power
 * power   = atom [("^" | "**") signed]
 * atom    = number | column | function "(" sum ")" | "(" sum ")"
 * }</pre>
 */
final class ArithmeticParser {
    private final Tokens tokens;

    ArithmeticParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Arithmetic sum() {
        tokens.enter();
        Arithmetic left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = new Arithmetic.Operation(tokens.take().text().charAt(0), left, product());
        }
        tokens.leave();
        return left;
    }

    private Arithmetic product() {
        Arithmetic left = signed();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            left = new Arithmetic.Operation(tokens.take().text().charAt(0), left, signed());
        }
        return left;
    }

    private Arithmetic signed() {
        if (!tokens.peek().is("-") && !tokens.peek().is("+")) {
            return power();
        }
        tokens.enter();
        boolean minus = tokens.take().is("-");
        Arithmetic inner = signed();
        tokens.leave();
        return minus ? new Arithmetic.Negative(inner) : inner;
    }

    private Arithmetic power() {
        Arithmetic base = atom();
        if (!tokens.takeIf("^") && !tokens.takeIf("**")) {
            return base;
        }
        tokens.enter();
        Arithmetic exponent = signed();
        tokens.leave();
        return new Arithmetic.Operation('^', base, exponent);
    }

    private Arithmetic atom() {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NUMBER) {
            tokens.take();
            return number(token);
        }
        if (token.kind() == Token.Kind.NAME && tokens.second().is("(")) {
            return call();
        }
        if (token.kind() == Token.Kind.NAME) {
            return new Arithmetic.Name(tokens.column(tokens.take()));
        }
        if (!tokens.takeIf("(")) {
            throw tokens.expected("a number, a column or '('");
        }
        Arithmetic inner = sum();
        tokens.require(")");
        return inner;
    }

    /** A function and its argument. */
    Arithmetic call() {
        Token name = tokens.take();
        Function function = Function.find(name.text())
                .orElseThrow(() -> tokens.fault(
                        name,
                        "there is no function '" + name.text() + "'; there are "
                                + Arrays.stream(Function.values())
                                        .map(Function::word)
                                        .collect(Collectors.joining(", "))
                                + ", and of terms I, C, poly and offset"));
        tokens.require("(");
        Arithmetic inner = sum();
        tokens.require(")");
        return new Arithmetic.Call(function, inner);
    }

    private Arithmetic number(Token token) {
        try {
            return Arithmetic.Constant.of(token.text());
        } catch (NumberFormatException e) {
            throw tokens.fault(token, "'" + token.text() + "' is not a finite number");
        }
    }
}
