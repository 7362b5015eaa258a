package org.surprisal.fit.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.Link;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Part;
import org.surprisal.fit.design.UnknownLevel;
import org.surprisal.fit.formula.Arithmetic;
import org.surprisal.fit.formula.Function;

/**
 * A model as a Java class that needs nothing but Java 9: {@code predict} of the columns of a row, within a few units in
 * the last place of {@link FittedModel#predict}, or of several classes their probabilities; NaN where a value is
 * missing.
 */
public final class ModelJava extends Script {
    /** The entries of a table that one method fills: a method has at most 64 kB. */
    private static final int ENTRIES = 500;

    /** The words of Java, and what the class calls its own numbers. */
    private static final Set<String> TAKEN = new TreeSet<>(List.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long"
                            + " native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while z sum")
                    .split(" ", -1)));

    /** exp(z) over the sum of all classes, each over the largest. */
    private static final String SHARES = """

                private static double[] shares(double[] z) {
                    double most = z[0];
                    for (double each : z) {
                        most = Math.max(most, each);
                    }
                    double sum = 0;
                    for (int k = 0; k < z.length; k++) {
                        z[k] = Math.exp(z[k] - most);
                        sum += z[k];
                    }
                    for (int k = 0; k < z.length; k++) {
                        z[k] /= sum;
                    }
                    return z;
                }
            """;

    /** What lies between the cut points; @ is the distribution function, # the probability from b to a. */
    private static final String BETWEEN = """

                private static double[] between(double z, double... cuts) {
                    int last = cuts.length;
                    double[] to = new double[last + 1];
                    to[0] = @(cuts[0] - z);
                    to[last] = @(z - cuts[last - 1]);
                    for (int k = 1; k < last; k++) {
                        double a = cuts[k] - z;
                        double b = cuts[k - 1] - z;
                        to[k] = #;
                    }
                    return to;
                }
            """;

    private final KeptModel model;
    private final UnknownLevel unknown;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final StringBuilder tables = new StringBuilder();

    private ModelJava(KeptModel model, UnknownLevel unknown) {
        this.model = model;
        this.unknown = unknown;
        TreeSet<String> taken = new TreeSet<>();
        for (String column : model.columns()) {
            String name = identifier(column);
            while (!taken.add(name)) {
                name += "_";
            }
            parameters.put(column, name);
        }
    }

    /**
     * Writes a model.
     *
     * @param model the model
     * @param className a name for the class, without a package
     * @param unknown what becomes of levels that were not there: {@link UnknownLevel#BASE}, or otherwise NaN
     * @return the source of a class; of several classes {@code predict} gives a probability for each
     */
    public static String of(KeptModel model, String className, UnknownLevel unknown) {
        return new ModelJava(model, unknown).write(className);
    }

    private String write(String className) {
        StringBuilder documented = new StringBuilder();
        parameters.forEach((column, name) -> documented
                .append("     * @param ")
                .append(name)
                .append(" the column ")
                .append(plain(column))
                .append('\n'));
        String formula = plain(model.design().formula().toString());
        String body = switch (model) {
            case FittedModel one -> one(one, documented.toString());
            case FittedClassModel several -> several(several, documented.toString());
        };
        return "/** The model " + formula + ", written by Surprisal. */\npublic final class " + className
                + " {\n    private " + className + "() {}\n\n" + body
                + "    private static void add(double[] sum, double x, double b) {\n"
                + "        double p = x * b;\n        double s = sum[0] + p;\n        double back = s - sum[0];\n"
                + "        sum[1] += (sum[0] - (s - back)) + (p - back) + Math.fma(x, b, -p);\n"
                + "        sum[0] = s;\n    }\n" + tables + "}\n";
    }

    private String one(FittedModel one, String documented) {
        if (one.link() == Link.PROBIT) {
            tables.append(NormalText.java(this));
        }
        return "    /**\n     * The prediction for a row; NaN where a value is missing.\n     *\n" + documented
                + "     */\n    public static double predict(" + declared() + ") {\n        double z = linear("
                + given()
                + ");\n        return " + mean(one.link()) + ";\n    }\n\n"
                + linear("linear", "public", one.coefficients());
    }

    private String several(FittedClassModel several, String documented) {
        StringBuilder linears = new StringBuilder();
        List<String> heads = new ArrayList<>();
        for (int h = 0; h < several.coefficients().length; h++) {
            if (several.isReference(several.coefficients()[h])) {
                heads.add("0");
            } else {
                linears.append(linear("linear" + h, "private", several.coefficients()[h]));
                heads.add("linear" + h + "(" + given() + ")");
            }
        }
        String names = several.classes().stream().map(ModelJava::quoted).collect(Collectors.joining(", "));
        return "    /** The names of the classes, in the order of their probabilities. */\n"
                + "    public static String[] classes() {\n        return new String[] {" + names + "};\n    }\n\n"
                + "    /**\n     * The probabilities of the classes for a row; NaN where a value is missing.\n     *\n"
                + documented + "     */\n    public static double[] predict(" + declared() + ") {\n        return "
                + (several.isOrdered() ? ordered(several, heads.getFirst()) : shares(heads)) + ";\n    }\n\n"
                + linears;
    }

    private String shares(List<String> heads) {
        tables.append(SHARES);
        return "shares(new double[] {" + String.join(", ", heads) + "})";
    }

    private String ordered(FittedClassModel several, String linear) {
        boolean probit = several.model() == ClassModel.ORDERED_PROBIT;
        // Of the logistic distribution a product, in which nothing cancels; of the normal one the nearer tail.
        String between = probit
                ? "a + b > 0 ? normal(-b) - normal(-a) : normal(a) - normal(b)"
                : "logistic(a) * logistic(-b) * -Math.expm1(b - a)";
        tables.append(BETWEEN.replace("@", probit ? "normal" : "logistic").replace("#", between))
                .append(
                        probit
                                ? NormalText.java(this)
                                : "\n    private static double logistic(double z) {\n        return " + mean(Link.LOGIT)
                                        + ";\n    }\n");
        return "between(" + linear + ", "
                + Arrays.stream(several.cuts()).mapToObj(this::number).collect(Collectors.joining(", ")) + ")";
    }

    private String declared() {
        return parameters.keySet().stream()
                .map(column -> (isNames(column) ? "String " : "double ") + parameters.get(column))
                .collect(Collectors.joining(", "));
    }

    private String given() {
        return String.join(", ", parameters.values());
    }

    private String linear(String name, String access, double[] coefficients) {
        double[] cells = model.design().expansion().toCells(coefficients);
        StringBuilder terms = new StringBuilder();
        for (Part part : model.design().parts()) {
            String product = product(part.numbers(), model.design());
            String coefficient = part.categories().isEmpty()
                    ? number(cells[part.firstCell()])
                    : lookup(name + "Cells" + part.firstCell(), part, cells);
            add(terms, product.isEmpty() ? "1" : product, coefficient);
        }
        for (Arithmetic offset : model.design().formula().offsets()) {
            add(terms, write(offset), "1");
        }
        return "    /** A linear predictor, summed in two doubles. */\n    " + access + " static double " + name + "("
                + declared() + ") {\n        double[] sum = new double[2];\n" + terms
                + "        return sum[0] + sum[1];\n    }\n\n";
    }

    private static void add(StringBuilder terms, String x, String b) {
        terms.append("        add(sum, ").append(x).append(", ").append(b).append(");\n");
    }

    /** A table of the coefficients of a part, and the call that looks them up. */
    private String lookup(String table, Part part, double[] cells) {
        List<DesignFacts.Levels> levels = part.categories().stream()
                .map(column ->
                        Objects.requireNonNull(model.design().facts().levels().get(column)))
                .toList();
        int count = levels.stream().mapToInt(of -> of.names().size()).reduce(1, Math::multiplyExact);
        StringBuilder fillers = new StringBuilder();
        tables.append("\n    private static final java.util.Map<String, Double> ")
                .append(table)
                .append(" = new java.util.HashMap<>();\n\n    static {\n");
        for (int from = 0; from < count; from += ENTRIES) {
            tables.append("        ").append(table).append('_').append(from).append("();\n");
            fillers.append("\n    private static void ")
                    .append(table)
                    .append('_')
                    .append(from)
                    .append("() {\n");
            for (int cell = from; cell < Math.min(count, from + ENTRIES); cell++) {
                fillers.append("        ")
                        .append(table)
                        .append(".put(")
                        .append(quoted(key(cell, levels)))
                        .append(", ")
                        .append(number(cells[part.firstCell() + cell]))
                        .append(");\n");
            }
            fillers.append("    }\n");
        }
        tables.append("    }\n").append(fillers);
        List<String> keys = new ArrayList<>();
        StringBuilder missing = new StringBuilder();
        for (int c = 0; c < part.categories().size(); c++) {
            String column = part.categories().get(c);
            String name = parameters.get(column);
            boolean names = isNames(column);
            keys.add(names ? name : levels.get(c).numbers().length == 0 ? name : "(" + name + " + 0.0)");
            missing.append(missing.isEmpty() ? "" : " || ")
                    .append(names ? name + " == null" : "Double.isNaN(" + name + ")");
        }
        String key = "\"\" + " + String.join(" + '\\0' + ", keys);
        return missing + " ? Double.NaN : " + table + ".getOrDefault(" + key + ", "
                + (unknown == UnknownLevel.BASE ? "0.0" : "Double.NaN") + ")";
    }

    private static String key(int cell, List<DesignFacts.Levels> levels) {
        List<String> parts = new ArrayList<>();
        int rest = cell;
        for (DesignFacts.Levels of : levels) {
            int level = rest % of.names().size();
            parts.add(of.numbers().length == 0 ? of.names().get(level) : Double.toString(of.numbers()[level] + 0.0));
            rest /= of.names().size();
        }
        return String.join("\0", parts);
    }

    private boolean isNames(String column) {
        DesignFacts.Levels levels = model.design().facts().levels().get(column);
        return levels != null && levels.numbers().length == 0;
    }

    private static String mean(Link link) {
        return switch (link) {
            case IDENTITY -> "z";
            case LOG -> "Math.exp(z)";
            case LOGIT -> "z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))";
            case CLOGLOG -> "-Math.expm1(-Math.exp(z))";
            case LOGLOG -> "Math.exp(-Math.exp(-z))";
            case INVERSE -> "1 / z";
            case INVERSE_SQUARE -> "1 / Math.sqrt(z)";
            case SQRT -> "z * z";
            case PROBIT -> "normal(z)";
        };
    }

    @Override
    String number(double value) {
        return Double.isNaN(value) ? "Double.NaN" : value < 0 ? "(" + value + ")" : Double.toString(value);
    }

    @Override
    String column(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    @Override
    String power(String base, String exponent) {
        return "Math.pow(" + base + ", " + exponent + ")";
    }

    @Override
    String call(Function function, String of) {
        return switch (function) {
            case LOG2 -> "(Math.log(" + of + ") / 0.6931471805599453)";
            case LOG10 -> "(Math.log(" + of + ") / 2.302585092994046)";
            case LOG, LOG1P, EXP, EXPM1, SQRT, ABS ->
                "Math." + function.name().toLowerCase(Locale.ROOT) + "(" + of + ")";
        };
    }

    /** A name for a parameter; the underscore keeps clear of the words of Java. */
    private static String identifier(String column) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            name.append(Character.isLetterOrDigit(c) && c < 128 ? c : '_');
        }
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            name.insert(0, "x");
        }
        String word = name.toString();
        return TAKEN.contains(word) ? word + "_" : word;
    }

    /** A text in a comment. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("*/", "* /")
                .replace("\\", "/")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;");
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > 126) {
                // An escape of Unicode is read before all else, so a line end must not be one.
                out.append(String.format(Locale.ROOT, c < ' ' ? "\\%03o" : "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
