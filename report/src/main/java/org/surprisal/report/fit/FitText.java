package org.surprisal.report.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.surprisal.fit.Coefficient;
import org.surprisal.fit.Errors;
import org.surprisal.fit.LikelihoodRatio;
import org.surprisal.fit.LikelihoodTests;
import org.surprisal.fit.Note;
import org.surprisal.fit.PathPoint;
import org.surprisal.report.Page;
import org.surprisal.report.Prose;
import org.surprisal.report.Words;
import org.surprisal.score.Interval;

/** A fit as text for a terminal, as statisticians expect it: the model, the coefficients, how well it fits, notes. */
public final class FitText {
    /** So many coefficients are all shown; of more, the first ones. */
    private static final int MOST_LINES = 1_000;

    private static final int FIRST_LINES = 100;

    private static final String INDENT = "  ";

    private final FitReport fit;
    private final Page page;
    private final Words words;
    private final List<String> lines = new ArrayList<>();
    private final List<String[]> facts = new ArrayList<>();

    private FitText(FitReport fit, Page page) {
        this.fit = fit;
        this.page = page;
        this.words = Words.in(page.language());
    }

    /**
     * The summary.
     *
     * @param fit what was fitted
     * @param page what to write on
     * @return lines, each ended by a line feed
     */
    public static String of(FitReport fit, Page page) {
        FitText text = new FitText(fit, page);
        text.model();
        text.coefficients();
        text.tests();
        text.goodness();
        text.notes();
        return String.join("\n", text.lines) + "\n";
    }

    /**
     * The formula with its coefficients alone, in one line.
     *
     * @param fit what was fitted
     * @return a line, ended by a line feed
     */
    public static String headline(FitReport fit) {
        List<String> parts = new ArrayList<>();
        for (FitReport.Row row : fit.coefficients()) {
            Coefficient c = row.coefficient();
            parts.add((row.group() == null ? "" : row.group() + ":") + c.term() + " "
                    + Prose.number(c.estimate(), c.se()));
        }
        return Words.printable(String.join(", ", parts)) + "\n";
    }

    private void model() {
        String title = words.say("fit.title", "formula", fit.formula(), "method", method());
        Prose.wrapped(title, "", INDENT, page).forEach(line -> lines.add(Prose.heading(line, page)));
        lines.add("");
        fact("fit.minimised", minimised());
        if (!fit.classes().isEmpty()) {
            fact("fit.classes", String.join(", ", fit.classes()));
        }
        if (fit.weight() != null) {
            fact("fit.weight", fit.weight());
        }
        fact("fit.rows", rows());
        fact("fit.convergence", convergence());
        path();
        facts();
    }

    private void path() {
        PathReport path = fit.path();
        if (path == null) {
            return;
        }
        fact(
                "fit.path",
                words.say(
                        "fit.path.value",
                        "count",
                        path.points().size(),
                        "alpha",
                        Prose.number(path.alpha()),
                        "high",
                        Prose.number(path.points().getFirst().lambda()),
                        "low",
                        Prose.number(path.points().getLast().lambda()),
                        "folds",
                        path.folds()));
        fact("fit.path.best", tried(path, path.validation().best()));
        fact("fit.path.simplest", tried(path, path.validation().simplest()));
    }

    private String tried(PathReport path, int place) {
        double se = path.validation().se()[place];
        PathPoint point = path.points().get(place);
        String said = words.say(
                "fit.path.tried",
                "lambda",
                Prose.number(point.lambda()),
                "columns",
                point.nonzeros(),
                "error",
                Prose.number(path.validation().error()[place], se),
                "se",
                Prose.number(se, se));
        return place == path.chosen() ? said + words.say("fit.path.chosen") : said;
    }

    private String method() {
        return fit.family() == null
                ? words.say("fit.method.loss", "loss", fit.method(), "link", fit.link())
                : words.say("fit.method.family", "family", fit.family(), "link", fit.link());
    }

    private String minimised() {
        String link = fit.link().equals("identity") ? "" : words.say("fit.minimised.link", "inverse", inverse());
        String with = fit.settings().isEmpty() ? "" : words.say("fit.minimised.with", "settings", fit.settings());
        String columns = fit.path() == null ? "" : words.say("fit.minimised.standardised");
        String penalty = (fit.l1() > 0
                        ? words.say("fit.minimised.lasso", "l1", Prose.number(fit.l1()), "of", columns)
                        : "")
                + (fit.l2() > 0 ? words.say("fit.minimised.penalty", "l2", Prose.number(fit.l2()), "of", columns) : "");
        return words.say(fit.weight() == null ? "fit.minimised.sum" : "fit.minimised.weighted", "loss", fit.loss())
                + with
                + penalty
                + link;
    }

    /** The probability of a class takes words beside the formula. */
    private String inverse() {
        if (fit.classes().isEmpty()) {
            return fit.inverseLink();
        }
        return words.find("fit.inverse." + fit.family(), Map.of()).orElse(fit.inverseLink());
    }

    private String rows() {
        long left =
                fit.leftOut().values().stream().mapToLong(Integer::longValue).sum();
        String all = left == 0
                ? words.say("fit.rows.all", "rows", Prose.count(fit.rows()))
                : words.say("fit.rows.of", "rows", Prose.count(fit.rows()), "all", Prose.count(fit.rows() + left));
        return all;
    }

    private String convergence() {
        if (fit.solvedDirectly()) {
            return words.say("fit.solved");
        }
        return words.say(
                fit.convergence().converged() ? "fit.converged" : "fit.not.converged",
                "steps",
                words.count(
                        "fit.steps",
                        fit.convergence().iterations(),
                        "count",
                        fit.convergence().iterations()),
                "reason",
                words.say("fit.reason." + code(fit.convergence().reason())),
                "gap",
                Prose.number(fit.convergence().gap()),
                "gradient",
                Prose.number(fit.convergence().gradient()));
    }

    private void coefficients() {
        boolean grouped = fit.coefficients().stream().anyMatch(row -> row.group() != null);
        boolean errors = fit.covariance() != null;
        boolean t = fit.degreesOfFreedom() < Double.POSITIVE_INFINITY;
        List<List<String>> rows = new ArrayList<>();
        int most = fit.coefficients().size() <= MOST_LINES ? MOST_LINES : FIRST_LINES;
        for (FitReport.Row row : fit.coefficients().stream().limit(most).toList()) {
            Coefficient c = row.coefficient();
            rows.add(List.of(
                    row.group() == null ? "" : row.group(),
                    c.term(),
                    Prose.number(c.estimate(), c.se()),
                    errors && Double.isFinite(c.se())
                            ? "[" + Prose.number(c.low(), c.se()) + ", " + Prose.number(c.high(), c.se()) + "]"
                            : "",
                    errors ? Prose.number(c.se(), c.se()) : "",
                    errors ? Prose.number(c.statistic(), Math.max(0.01, Math.abs(c.statistic()) / 1000)) : "",
                    errors ? probability(c.p()) : ""));
        }
        List<String> head = List.of(
                grouped ? words.say("fit.class") : "",
                words.say("fit.term"),
                words.say("fit.estimate"),
                words.say("table.interval", "level", Prose.percent(fit.level())),
                words.say("fit.error"),
                t ? "t" : "z",
                "p");
        lines.add("");
        List<List<String>> shown = rows.stream()
                .map(row -> grouped ? row : row.subList(1, row.size()))
                .toList();
        List<String> table = Prose.table(
                grouped ? head : head.subList(1, head.size()), grouped ? "llrlrrr" : "lrlrrr", shown, inner());
        table.forEach(line -> lines.add(INDENT + line));
        int more = fit.coefficients().size() - rows.size();
        if (more > 0) {
            Prose.wrapped(words.say("fit.more", "count", Prose.count(more)), INDENT, INDENT, page)
                    .forEach(lines::add);
        }
        String kind = fit.covariance() == null ? "" : errors(fit.covariance());
        if (!kind.isEmpty()) {
            String df = t
                    ? words.count("fit.errors.t", (long) fit.degreesOfFreedom(), "df", Prose.count((long)
                            fit.degreesOfFreedom()))
                    : "";
            String profile = fit.profile() ? words.say("fit.intervals.profile") : "";
            Prose.wrapped(kind + df + profile, INDENT, INDENT, page).forEach(lines::add);
        }
    }

    private void tests() {
        LikelihoodTests tests = fit.tests();
        if (tests == null || (tests.model() == null && tests.terms().isEmpty())) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        tests.terms()
                .forEach(each -> rows.add(test(words.say("fit.tests.without", "term", each.term()), each.ratio())));
        if (tests.model() != null) {
            rows.add(test(words.say("fit.tests.model"), tests.model()));
        }
        List<String> head = List.of(words.say("fit.tests"), words.say("fit.tests.statistic"), "df", "p");
        lines.add("");
        Prose.table(head, "lrrr", rows, inner()).forEach(line -> lines.add(INDENT + line));
    }

    private static List<String> test(String name, LikelihoodRatio ratio) {
        boolean any = !Double.isNaN(ratio.statistic());
        return List.of(
                Words.printable(name),
                any ? Prose.decimals(ratio.statistic(), 3) : "–",
                Prose.count(ratio.degreesOfFreedom()),
                any ? probability(ratio.p()) : "–");
    }

    private Page inner() {
        return new Page(page.language(), page.width() - INDENT.length(), page.colour());
    }

    private String errors(Errors errors) {
        return words.say("fit.errors." + code(errors), "cluster", fit.cluster() == null ? "" : fit.cluster());
    }

    private static String probability(double p) {
        return p >= 1e-4 ? Prose.decimals(p, 4) : p > 0 ? String.format(Locale.ROOT, "%.1e", p) : Prose.number(p);
    }

    private void goodness() {
        lines.add("");
        facts.clear();
        if (fit.family() == null) {
            fact("fit.objective", figure(fit.objective()));
        }
        if (Double.isFinite(fit.dispersion())
                && fit.parameters() > fit.coefficients().size() - absent()) {
            fact(
                    "fit.dispersion",
                    words.count(
                            "fit.dispersion.value",
                            fit.residualDegreesOfFreedom(),
                            "value",
                            Prose.number(fit.dispersion()),
                            "df",
                            Prose.count(fit.residualDegreesOfFreedom())));
        }
        if (Double.isFinite(fit.deviance())) {
            fact(
                    "fit.deviance",
                    words.say(
                            "fit.deviance.value", "value", figure(fit.deviance()), "null", figure(fit.nullDeviance())));
            fact("fit.explained", Prose.percent(fit.explained()));
        }
        if (Double.isFinite(fit.logLikelihood())) {
            fact(
                    "fit.likelihood",
                    words.say("fit.likelihood.value", "value", figure(fit.logLikelihood()), "k", fit.parameters()));
            fact("fit.criteria", words.say("fit.criteria.value", "aic", figure(fit.aic()), "bic", figure(fit.bic())));
        }
        for (Coefficient c : fit.beside()) {
            String value = Prose.number(c.estimate(), c.se());
            facts.add(new String[] {
                Words.printable(c.term()),
                Double.isFinite(c.low()) && Double.isFinite(c.high())
                        ? words.say(
                                "fit.beside",
                                "value",
                                value,
                                "low",
                                Prose.number(c.low(), c.se()),
                                "high",
                                Prose.number(c.high(), c.se()))
                        : words.say("fit.beside.alone", "value", value)
            });
        }
        validation();
        facts();
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
    }

    private long absent() {
        return fit.coefficients().stream()
                .filter(row -> Double.isNaN(row.coefficient().estimate()))
                .count();
    }

    private void validation() {
        Validation validation = fit.validation();
        if (validation == null) {
            return;
        }
        Interval interval = validation.estimate().interval();
        Double se = validation.estimate().se();
        double error = se == null ? 0 : se;
        fact(
                "fit.validation",
                words.say(
                        "fit.validation.value",
                        "folds",
                        validation.folds(),
                        "loss",
                        validation.loss(),
                        "value",
                        Prose.number(validation.estimate().value(), error),
                        "interval",
                        interval == null
                                ? "–"
                                : "[" + Prose.number(interval.low(), error) + ", "
                                        + Prose.number(interval.high(), error) + "]",
                        "level",
                        Prose.percent(validation.estimate().level()),
                        "within",
                        Prose.number(validation.within(), error)));
    }

    private void notes() {
        if (fit.notes().isEmpty()) {
            return;
        }
        lines.add("");
        for (Note note : fit.notes()) {
            boolean warning = note.severity() == Note.Severity.WARNING;
            Prose.wrapped(FitNoteText.of(note, page.language()), INDENT, INDENT, page)
                    .forEach(line -> lines.add(warning ? Prose.warning(line, page) : line));
        }
    }

    private static String figure(double number) {
        return Prose.digits(number, 8);
    }

    private void fact(String key, String value) {
        facts.add(new String[] {words.say(key), Words.printable(value)});
    }

    private void facts() {
        int width = facts.stream().mapToInt(fact -> Prose.width(fact[0])).max().orElse(0);
        for (String[] fact : facts) {
            String title = fact[0] + " ".repeat(width - Prose.width(fact[0]));
            String rest = " ".repeat(INDENT.length() + width + 2);
            lines.addAll(Prose.wrapped(fact[1], INDENT + title + INDENT, rest, page));
        }
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
