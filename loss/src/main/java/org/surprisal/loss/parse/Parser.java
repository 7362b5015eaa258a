package org.surprisal.loss.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.FormulaException;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Operation;
import org.surprisal.loss.expr.OverClasses;
import org.surprisal.loss.op.Operations;

/**
 * From text to an expression, by recursive descent:
 *
 * <pre>{@code
 * expression = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
 * sum        = product {("+" | "-") product}
 * product    = signed {("*" | "/") signed}
 * signed     = ("+" | "-") signed | power
 * power      = atom [("^" | "**") signed]
 * atom       = number | name | name "(" expression {"," expression} ")" | "(" expression ")"
 * }</pre>
 */
public final class Parser {
    private static final List<String> COMPARISONS = List.of("<=", ">=", "==", "!=", "<", ">");

    private final String formula;
    private final Graph graph;
    private final Map<String, Expr> names;
    private final Set<String> hints;
    private final List<Token> tokens;
    private int next;
    private int level;
    private boolean classes;

    /**
     * Prepares to read a formula.
     *
     * @param formula the text
     * @param graph the graph to write in
     * @param names what each name stands for
     * @param hints names that a mistyped one may have been meant to be, beside those
     * @throws FormulaException if the text is too long or has characters that mean nothing
     */
    public Parser(String formula, Graph graph, Map<String, ? extends Expr> names, Set<String> hints) {
        this.formula = formula;
        this.graph = graph;
        this.names = new TreeMap<>(names);
        this.hints = new TreeSet<>(hints);
        this.tokens = Token.of(formula);
    }

    /**
     * The names that a formula uses, those of functions included.
     *
     * @param formula the text
     * @return the names
     * @throws FormulaException if the text is too long or has characters that mean nothing
     */
    public static Set<String> names(String formula) {
        return Token.of(formula).stream()
                .filter(token -> token.kind() == Token.Kind.NAME)
                .map(Token::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads the formula.
     *
     * @return its expression
     * @throws FormulaException with the place and what was expected there
     */
    public Expr parse() {
        Expr whole = expression();
        if (peek().kind() != Token.Kind.END) {
            throw expected("an operator or the end of the formula");
        }
        return whole;
    }

    /**
     * Whether the formula, once read, used an operation over the classes of a row.
     *
     * @return true if target and prediction must have one value per class
     */
    public boolean usesClasses() {
        return classes;
    }

    private Expr expression() {
        enter();
        Expr left = sum();
        if (COMPARISONS.stream().anyMatch(peek()::is)) {
            String symbol = take().text();
            left = operator(symbol, left, sum());
        }
        level--;
        return left;
    }

    private Expr sum() {
        Expr left = product();
        while (peek().is("+") || peek().is("-")) {
            String symbol = take().text();
            left = operator(symbol, left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = signed();
        while (peek().is("*") || peek().is("/")) {
            String symbol = take().text();
            left = operator(symbol, left, signed());
        }
        return left;
    }

    private Expr signed() {
        if (!peek().is("-") && !peek().is("+")) {
            return power();
        }
        enter();
        boolean minus = take().is("-");
        Expr inner = signed();
        level--;
        return minus ? operator("-", inner) : inner;
    }

    private Expr power() {
        Expr base = atom();
        if (!peek().is("^") && !peek().is("**")) {
            return base;
        }
        enter();
        take();
        Expr exponent = signed();
        level--;
        return operator("^", base, exponent);
    }

    private Expr atom() {
        Token token = take();
        return switch (token.kind()) {
            case NUMBER -> graph.num(token.number(formula));
            case NAME -> peek().is("(") ? call(token) : name(token);
            case SYMBOL -> {
                if (!token.is("(")) {
                    next--;
                    throw expected("a number, a name or '('");
                }
                Expr inner = expression();
                close();
                yield inner;
            }
            case END -> {
                next--;
                throw expected("a number, a name or '('");
            }
        };
    }

    private Expr name(Token token) {
        Expr known = names.get(token.text());
        if (known != null) {
            classes |= token.text().equals("K");
            return known;
        }
        if (!Operations.functions(token.text()).isEmpty()) {
            throw token.fault(formula, token.text() + " is a function: write " + token.text() + "(...)");
        }
        TreeSet<String> all = new TreeSet<>(names.keySet());
        all.addAll(hints);
        throw unknown(token, "name", all);
    }

    private Expr call(Token function) {
        List<Operation> known = Operations.functions(function.text());
        if (known.isEmpty()) {
            if (names.containsKey(function.text())) {
                throw function.fault(
                        formula, function.text() + " is not a function: write " + function.text() + " * (...)");
            }
            TreeSet<String> functions = new TreeSet<>(List.of("pow"));
            Operations.all().stream()
                    .map(Operation::name)
                    .filter(name -> Character.isLetter(name.charAt(0)))
                    .forEach(functions::add);
            throw unknown(function, "function", functions);
        }
        take();
        List<Expr> arguments = new ArrayList<>(List.of(expression()));
        while (peek().is(",")) {
            take();
            arguments.add(expression());
        }
        close();
        Optional<Operation> fitting = known.stream()
                .filter(operation -> operation.arity() == arguments.size())
                .findFirst();
        Operation operation = fitting.orElseThrow(() -> function.fault(
                formula,
                function.text() + " takes "
                        + known.stream().map(one -> count(one.arity())).collect(Collectors.joining(" or "))
                        + ", but got " + arguments.size()));
        classes |= operation instanceof OverClasses;
        return graph.call(operation, arguments.toArray(Expr[]::new));
    }

    private static String count(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }

    private Expr operator(String symbol, Expr... arguments) {
        return graph.call(Operations.operator(symbol, arguments.length).orElseThrow(), arguments);
    }

    private void close() {
        if (!peek().is(")")) {
            throw expected("an operator, ',' or ')'");
        }
        take();
    }

    private void enter() {
        if (++level > Limits.LEVELS) {
            throw peek().fault(formula, "more than " + Limits.LEVELS + " levels of nesting, the limit");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private FormulaException expected(String what) {
        return peek().fault(formula, "expected " + what + ", but got " + peek().shown());
    }

    private FormulaException unknown(Token token, String kind, Set<String> known) {
        // Of one letter everything else is as near.
        String hint = Faults.nearest(token.text(), known)
                .filter(near -> token.text().length() > 1 || near.equalsIgnoreCase(token.text()))
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known are " + String.join(", ", known)
                        + (kind.equals("name")
                                ? ", and a parameter of your own is set after the formula: ; " + token.text() + "=1"
                                : ""));
        return token.fault(formula, "unknown " + kind + " '" + token.text() + "'" + hint);
    }
}
