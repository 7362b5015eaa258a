package org.surprisal.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A scalar SQL expression over the columns of a table. Names of columns are found in it by us and replaced, so that
 * nothing else in the text can reach a column or a file.
 */
final class Expression {
    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "null",
            "is",
            "in",
            "like",
            "ilike",
            "between",
            "case",
            "when",
            "then",
            "else",
            "end",
            "true",
            "false",
            "cast",
            "try_cast",
            "as",
            "distinct",
            "from",
            "escape",
            "similar",
            "to",
            "interval",
            "collate",
            "at",
            "isnull",
            "notnull",
            "lambda");
    private static final Set<String> QUERIES =
            Set.of("select", "from", "with", "values", "table", "pivot", "unpivot", "summarize", "describe", "show");
    private static final Set<String> CHANGING = Set.of(
            "random",
            "uuid",
            "uuidv4",
            "uuidv7",
            "gen_random_uuid",
            "nextval",
            "currval",
            "setseed",
            "columns",
            "unnest");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<Integer> used = new LinkedHashSet<>();

    private enum Sort {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SIGN
    }

    /** A piece of the text; {@code column} is the column that it names, or -1. */
    private record Token(Sort sort, String text, int column) {}

    private Expression(String text) {
        this.text = text;
    }

    /**
     * Reads an expression.
     *
     * @throws TableException if it is more than one scalar expression, or quotes a name that is no column
     */
    static Expression parse(String text, TableFile file) {
        Expression expression = new Expression(text);
        expression.cut();
        expression.refuseQueries();
        expression.resolve(file);
        return expression;
    }

    /** The expression that is one column. */
    static Expression ofColumn(String name, int column) {
        Expression expression = new Expression(name);
        expression.tokens.add(new Token(Sort.QUOTED, name, column));
        expression.used.add(column);
        return expression;
    }

    /** The columns that occur in it. */
    Set<Integer> used() {
        return used;
    }

    /** The expression as SQL in parentheses, each column replaced. */
    String sql(IntFunction<String> column) {
        StringBuilder sql = new StringBuilder("(");
        for (Token token : tokens) {
            sql.append(token.column < 0 ? token.text : column.apply(token.column))
                    .append(' ');
        }
        return sql.append(')').toString();
    }

    private void cut() {
        Deque<Character> open = new ArrayDeque<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int from = i;
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '\'' || c == '"') {
                i = closing(c, i);
                tokens.add(new Token(c == '"' ? Sort.QUOTED : Sort.STRING, text.substring(from, i), -1));
            } else if (Character.isDigit(c) || (c == '.' && i + 1 < text.length() && digit(i + 1) && !afterName())) {
                i = number(i);
                String digits = text.substring(from, i);
                boolean decimal = digits.indexOf('.') >= 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
                // With an exponent the number is binary from the start, rounded once.
                tokens.add(new Token(Sort.NUMBER, decimal ? digits + "e0" : digits, -1));
            } else if (Character.isUnicodeIdentifierStart(c) || c == '_' || Character.isSurrogate(c)) {
                while (i < text.length()
                        && (Character.isUnicodeIdentifierPart(text.charAt(i))
                                || Character.isSurrogate(text.charAt(i)))) {
                    i++;
                }
                tokens.add(new Token(Sort.WORD, text.substring(from, i), -1));
            } else {
                i = sign(i, open);
            }
        }
        if (!open.isEmpty()) {
            throw refused("the bracket " + open.peek() + " is not closed");
        }
        if (tokens.isEmpty()) {
            throw refused("it is empty");
        }
    }

    private boolean digit(int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private boolean afterName() {
        return !tokens.isEmpty() && (tokens.getLast().sort == Sort.WORD || tokens.getLast().sort == Sort.QUOTED);
    }

    private int closing(char quote, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        throw refused("the quote " + quote + " is not closed");
    }

    private int number(int from) {
        int i = from;
        while (i < text.length() && (digit(i) || text.charAt(i) == '.')) {
            i++;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int exponent = i + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            while (exponent < text.length() && digit(exponent)) {
                exponent++;
                i = exponent;
            }
        }
        return i;
    }

    private int sign(int i, Deque<Character> open) {
        char c = text.charAt(i);
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
            throw refused("it holds a comment");
        }
        switch (c) {
            case ';', '$', '?', '#', '\\', '`', '\0' -> throw refused("the character " + c + " has no place in it");
            case '(', '[', '{' -> open.push(c);
            case ')', ']', '}' -> {
                char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
                if (open.isEmpty() || open.pop() != opening) {
                    throw refused("the bracket " + c + " closes nothing");
                }
            }
            case ',' -> {
                if (open.isEmpty()) {
                    throw refused("it is several expressions with commas between");
                }
            }
            default -> {}
        }
        // Operators of several characters stay together.
        int end = i + 1;
        while (end < text.length() && "<>=!|&:-+*/%^~@".indexOf(c) >= 0 && joins(c, text.charAt(end))) {
            end++;
        }
        tokens.add(new Token(Sort.SIGN, text.substring(i, end), -1));
        return end;
    }

    private static boolean joins(char c, char next) {
        return "<>=|&:~".indexOf(next) >= 0 || (next == c && (c == '*' || c == '/'));
    }

    private void refuseQueries() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.sort != Sort.WORD) {
                continue;
            }
            String word = token.text.toLowerCase(Locale.ROOT);
            boolean first = i == 0 || text(i - 1).equals("(");
            if (word.equals("select") || (first && QUERIES.contains(word))) {
                throw refused("it holds a query; only a value for each row can be computed");
            }
            if (CHANGING.contains(word) && text(i + 1).equals("(")) {
                throw refused("the function " + word + " does not give one and the same value for each row");
            }
            if (word.equals("e") && i + 1 < tokens.size() && tokens.get(i + 1).sort == Sort.STRING) {
                throw refused("texts with escapes (e'...') are not understood");
            }
        }
    }

    private void resolve(TableFile file) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String before = text(i - 1).toLowerCase(Locale.ROOT);
            boolean name = token.sort == Sort.QUOTED || (token.sort == Sort.WORD && isName(i));
            if (!name || before.equals(".") || before.equals("::") || before.equals("as")) {
                continue;
            }
            boolean quoted = token.sort == Sort.QUOTED;
            String word =
                    quoted ? token.text.substring(1, token.text.length() - 1).replace("\"\"", "\"") : token.text;
            int column = find(word, file.columns()).orElse(-1);
            if (column >= 0) {
                used.add(column);
                tokens.set(i, new Token(token.sort, token.text, column));
            } else if (quoted) {
                throw Unknown.column(word, file);
            }
        }
    }

    private boolean isName(int i) {
        String word = tokens.get(i).text.toLowerCase(Locale.ROOT);
        boolean literalFollows = i + 1 < tokens.size() && tokens.get(i + 1).sort == Sort.STRING;
        return !RESERVED.contains(word) && !literalFollows && !text(i + 1).equals("(");
    }

    private String text(int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).sort != Sort.STRING ? tokens.get(i).text : "";
    }

    /** A column by its exact name or, if only one fits, by its name in other cases. */
    private Optional<Integer> find(String word, List<Column> columns) {
        Optional<Integer> loose = Optional.empty();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (name.equals(word)) {
                return Optional.of(i);
            }
            if (name.equalsIgnoreCase(word)) {
                if (loose.isPresent()) {
                    throw refused("the name " + word + " could be more than one column; write it as the file does");
                }
                loose = Optional.of(i);
            }
        }
        return loose;
    }

    private TableException refused(String why) {
        return new TableException("The expression " + text + " cannot be used: " + why + ".");
    }
}
