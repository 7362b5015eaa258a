package org.surprisal.watch.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.surprisal.watch.Value;

/** Reads an expression. Precedence from weak to strong: or, and, not, comparisons, sums, products, signs. */
final class Parser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>\\d+(?<fraction>\\.\\d+)?(?<power>[eE][+-]?\\d+)?[LlFfDd]?)"
                    + "|(?<name>[\\p{L}_$][\\p{L}\\p{Nd}_$]*)"
                    + "|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
                    + "|(?<sign><=|>=|==|!=|<>|&&|\\|\\||[-+*/%<>=!()\\[\\].,]))");
    private static final Map<String, Integer> FUNCTIONS =
            Map.of("abs", 1, "len", 1, "isnan", 1, "isinf", 1, "min", 2, "max", 2, "sum", 1, "sorted", 1);
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=", "is", "=", "<>");

    private record Token(String kind, String text, int at) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private Parser(String text) {
        this.text = text;
    }

    static Node parse(String text) {
        Parser parser = new Parser(text);
        parser.split();
        Node node = parser.or();
        if (!parser.peek().kind.equals("end")) {
            throw parser.unexpected("an operator");
        }
        return node;
    }

    private void split() {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        String rest = text.stripTrailing();
        while (at < rest.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new QuestionException("This cannot be read.", text, at);
            }
            for (String kind : List.of("number", "name", "text", "sign")) {
                if (matcher.group(kind) != null) {
                    boolean real = matcher.group("fraction") != null || matcher.group("power") != null;
                    tokens.add(new Token(real ? "real" : kind, matcher.group(kind), matcher.start(kind)));
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token("end", "", text.length()));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean take(String... words) {
        for (String word : words) {
            Token token = peek();
            if (token.text.equals(word) && (token.kind.equals("sign") || token.kind.equals("name"))) {
                next++;
                return true;
            }
        }
        return false;
    }

    private void need(String sign) {
        if (!take(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private QuestionException unexpected(String wanted) {
        Token token = peek();
        String found = token.kind.equals("end") ? "The expression ends" : "There is '" + token.text + "'";
        return new QuestionException(found + " where " + wanted + " is needed.", text, token.at);
    }

    private Node or() {
        Node node = and();
        while (take("or", "||")) {
            node = new Node.Binary("or", node, and());
        }
        return node;
    }

    private Node and() {
        Node node = not();
        while (take("and", "&&")) {
            node = new Node.Binary("and", node, not());
        }
        return node;
    }

    private Node not() {
        return take("not", "!") ? new Node.Unary("not", not()) : comparison();
    }

    private Node comparison() {
        List<Node> operands = new ArrayList<>(List.of(sum()));
        List<String> operators = new ArrayList<>();
        while (COMPARISONS.contains(peek().text) && !peek().kind.equals("text")) {
            String operator = peek().text;
            next++;
            operators.add(
                    switch (operator) {
                        case "=" -> "==";
                        case "<>" -> "!=";
                        case "is" -> take("not") ? "!=" : "==";
                        default -> operator;
                    });
            operands.add(sum());
        }
        return operators.isEmpty() ? operands.getFirst() : new Node.Chain(operands, operators);
    }

    private Node sum() {
        Node node = product();
        while (true) {
            String sign = peek().text;
            if (!take("+", "-")) {
                return node;
            }
            node = new Node.Binary(sign, node, product());
        }
    }

    private Node product() {
        Node node = sign();
        while (true) {
            String sign = peek().text;
            if (!take("*", "/", "%")) {
                return node;
            }
            node = new Node.Binary(sign, node, sign());
        }
    }

    private Node sign() {
        if (take("-")) {
            return new Node.Unary("-", sign());
        }
        return take("+") ? sign() : part();
    }

    private Node part() {
        Node node = atom();
        while (true) {
            if (take("[")) {
                node = new Node.Element(node, or());
                need("]");
            } else if (take(".")) {
                Token name = peek();
                if (!name.kind.equals("name")) {
                    throw unexpected("the name of a field");
                }
                next++;
                node = new Node.Member(node, name.text);
                if (take("(")) {
                    need(")");
                }
            } else {
                return node;
            }
        }
    }

    private Node atom() {
        Token token = peek();
        next++;
        return switch (token.kind) {
            case "number" -> new Node.Constant(number(token));
            case "real" -> new Node.Constant(new Value.Real(Double.parseDouble(token.text)));
            case "text" -> new Node.Constant(quoted(token));
            case "name" -> named(token);
            default -> inParentheses(token);
        };
    }

    private static Value quoted(Token token) {
        String inner = token.text.substring(1, token.text.length() - 1).translateEscapes();
        boolean letter = token.text.startsWith("'") && inner.length() == 1;
        return letter ? new Value.Letter(inner.charAt(0)) : new Value.Text(inner, inner.length());
    }

    private Node inParentheses(Token token) {
        if (!token.text.equals("(")) {
            next--;
            throw unexpected("a variable or a number");
        }
        Node node = or();
        need(")");
        return node;
    }

    private Value number(Token token) {
        char last = token.text.charAt(token.text.length() - 1);
        try {
            return Character.isDigit(last)
                    ? new Value.Whole(Long.parseLong(token.text))
                    : last == 'L' || last == 'l'
                            ? new Value.Whole(Long.parseLong(token.text.substring(0, token.text.length() - 1)))
                            : new Value.Real(Double.parseDouble(token.text));
        } catch (NumberFormatException e) {
            throw new QuestionException("This whole number is too large.", text, token.at);
        }
    }

    private Node named(Token token) {
        if (peek().text.equals("(") && FUNCTIONS.containsKey(token.text)) {
            next++;
            List<Node> arguments = new ArrayList<>(List.of(or()));
            while (take(",")) {
                arguments.add(or());
            }
            need(")");
            if (arguments.size() != FUNCTIONS.get(token.text)) {
                throw new QuestionException(
                        token.text + " takes " + FUNCTIONS.get(token.text) + ", not " + arguments.size() + ".",
                        text,
                        token.at);
            }
            return new Node.Call(token.text, arguments);
        }
        if (peek().text.equals("(")) {
            throw new QuestionException(
                    "There is no function '" + token.text
                            + "'; there are abs, len, isnan, isinf, min, max, sum, sorted.",
                    text,
                    token.at);
        }
        return switch (token.text) {
            case "true" -> new Node.Constant(new Value.Truth(true));
            case "false" -> new Node.Constant(new Value.Truth(false));
            case "null" -> new Node.Constant(new Value.Null());
            case "NaN" -> new Node.Constant(new Value.Real(Double.NaN));
            case "Infinity" -> new Node.Constant(new Value.Real(Double.POSITIVE_INFINITY));
            default -> new Node.Variable(token.text);
        };
    }
}
