package org.surprisal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.accuracy.LossAccuracy;
import org.surprisal.loss.accuracy.WorstError;
import org.surprisal.loss.expr.Printer;
import org.surprisal.loss.traits.Agreement;
import org.surprisal.loss.traits.Corner;
import org.surprisal.loss.traits.Examination;
import org.surprisal.loss.traits.Further;
import org.surprisal.loss.traits.Region;
import org.surprisal.loss.traits.Suggestion;

/** The examination of a loss as text. */
public final class LossCheckText {
    private static final int ROWS = 8;

    private final Examination found;
    private final Page page;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private LossCheckText(Examination found, Page page) {
        this.found = found;
        this.page = page;
        this.words = Words.in(page.language());
    }

    /**
     * Writes what was found.
     *
     * @param found the examination
     * @param page what to write on
     * @return lines, each ended by a line feed
     */
    public static String of(Examination found, Page page) {
        LossCheckText text = new LossCheckText(found, page);
        text.write();
        return String.join("\n", text.lines) + "\n";
    }

    private void write() {
        lines.add(Ink.BOLD.on(page, Words.printable(found.loss().toString())));
        String verdict = words.say(found.fine() ? "check.fine" : "check.wrong");
        lines.add((found.fine() ? Ink.GREEN : Ink.RED).on(page, verdict));
        found.known().ifPresent(known -> say("check.known", "loss", known.toString()));
        say(
                found.assumed() ? "check.assumed" : "check.domains",
                "target",
                found.loss().target().name() + " ∈ " + found.loss().target().domain(),
                "prediction",
                found.loss().prediction().name() + " ∈ "
                        + found.loss().prediction().domain());
        besides();
        heading("check.derivatives");
        String prediction = found.loss().prediction().name();
        agreement(List.of(prediction), found.gradient());
        agreement(List.of(prediction, prediction), found.hessian());
        found.further().forEach(one -> agreement(one.variables(), one.agreement()));
        heading("check.corners");
        corners();
        heading("check.regions");
        regions();
        heading("check.traits");
        lines.addAll(TraitText.lines(found.traits(), page));
        heading("check.errors");
        errors();
        suggestions();
    }

    private void heading(String key) {
        lines.add("");
        lines.add(Ink.BOLD.on(page, words.say(key)));
    }

    private void say(String key, Object... figures) {
        lines.addAll(Paragraph.lines(words.say(key, figures), page.width(), "", ""));
    }

    /** What is a number wherever not all of the loss is looked at. */
    private void besides() {
        Loss alone = found.loss().ofOnePrediction();
        List<String> numbers = alone.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !alone.numbers(name).equals(found.loss().numbers(name)))
                .map(name -> name + " = " + Printer.number(alone.numbers(name).get(0)))
                .toList();
        if (!numbers.isEmpty()) {
            say(
                    found.further().isEmpty() ? "check.alone" : "check.besides",
                    "prediction",
                    found.loss().prediction().name(),
                    "numbers",
                    String.join(", ", numbers));
        }
    }

    private String title(List<String> variables) {
        return LossText.derivative(words, variables, !found.further().isEmpty());
    }

    private void agreement(List<String> variables, Agreement agreement) {
        String title = title(variables);
        if (agreement.points() == 0) {
            lines.add("  " + words.say("check.not_compared", "what", title));
            return;
        }
        String key = agreement.agrees() ? "check.agrees" : "check.disagrees";
        String line = words.say(
                key,
                "what",
                title,
                "points",
                Figures.count(agreement.points()),
                "worst",
                String.format(Locale.ROOT, "%.1e", agreement.worst()),
                "at",
                agreement.at());
        lines.addAll(Paragraph.lines(line, page.width(), "  ", "    "));
    }

    private void corners() {
        if (found.corners().isEmpty()) {
            lines.add("  " + words.say(found.loss().perClass() ? "check.no_corners.classes" : "check.no_corners"));
            return;
        }
        Grid grid = new Grid(
                List.of(
                        found.loss().target().name(),
                        found.loss().prediction().name(),
                        words.say("check.jump.value"),
                        words.say("check.jump.slope"),
                        words.say("check.jump.bend")),
                "rrrrr");
        for (Corner corner : found.corners().stream().limit(ROWS).toList()) {
            grid.add(
                    colons(corner.target()),
                    colons(corner.prediction()),
                    jump(corner.value()),
                    jump(corner.slope()),
                    jump(corner.bend()));
        }
        lines.addAll(grid.lines(page, "  "));
        more(found.corners().size());
    }

    private static String jump(double jump) {
        return jump == 0 || Double.isNaN(jump) ? "-" : (jump > 0 ? "+" : "") + Figures.plain(jump);
    }

    private void more(int all) {
        if (all > ROWS) {
            lines.add("  " + words.say("check.more", "count", Figures.count(all - ROWS)));
        }
    }

    private void regions() {
        if (found.regions().isEmpty()) {
            lines.add("  " + words.say(found.loss().perClass() ? "check.not_looked" : "check.no_regions"));
            return;
        }
        Grid grid = new Grid(
                List.of(
                        "",
                        words.say("check.instead"),
                        found.loss().target().name(),
                        found.loss().prediction().name()),
                "llrl");
        List<Region> wrongFirst = found.regions().stream()
                .sorted(Comparator.comparing((Region region) -> !region.kind().isWrong()))
                .toList();
        for (Region region : wrongFirst.stream().limit(ROWS).toList()) {
            String range = region.from() == region.to()
                    ? Printer.number(region.from())
                    : Printer.number(region.from()) + " … " + Printer.number(region.to());
            grid.add(
                    words.say("loss." + TraitText.key(region.output())),
                    words.say("check.kind." + TraitText.key(region.kind())),
                    Printer.number(region.target()),
                    range);
        }
        lines.addAll(grid.lines(page, "  "));
        more(found.regions().size());
    }

    private void errors() {
        Grid grid = new Grid(List.of("", words.say("check.ulp"), words.say("check.where")), "lrl");
        String prediction = found.loss().prediction().name();
        for (LossAccuracy.Output output : LossAccuracy.Output.values()) {
            WorstError error = found.errors().get(output);
            if (error != null) {
                error(
                        grid,
                        switch (output) {
                            case VALUE -> words.say("loss.value");
                            case GRADIENT -> title(List.of(prediction));
                            case HESSIAN -> title(List.of(prediction, prediction));
                        },
                        error,
                        List.of());
            }
        }
        for (Further further : found.further()) {
            error(
                    grid,
                    title(further.variables()),
                    further.error(),
                    found.loss().columns());
        }
        // Never cut: half of a place is none.
        lines.addAll(grid.lines(new Page(page.language(), Integer.MAX_VALUE, page.colour()), "  "));
    }

    private void error(Grid grid, String title, WorstError error, List<String> columns) {
        if (error.points() > 0) {
            grid.add(title, String.format(Locale.ROOT, "%.1f", error.ulps()), place(error.at(), columns));
        }
    }

    private String place(List<Double> at, List<String> columns) {
        int half = (at.size() - columns.size()) / 2;
        StringBuilder place = new StringBuilder(found.loss().target().name() + "=" + colons(at.subList(0, half)) + ","
                + found.loss().prediction().name() + "=" + colons(at.subList(half, 2 * half)));
        for (int i = 0; i < columns.size(); i++) {
            place.append(',').append(columns.get(i)).append('=').append(Printer.number(at.get(2 * half + i)));
        }
        return place.toString();
    }

    private static String colons(List<Double> numbers) {
        return String.join(":", numbers.stream().map(Printer::number).toList());
    }

    private void suggestions() {
        if (found.suggestions().isEmpty()) {
            return;
        }
        heading("check.suggestions");
        for (Suggestion one : found.suggestions()) {
            lines.add("  " + Words.printable(one.part()) + "  →  " + Words.printable(one.better()));
            String key = Double.isInfinite(one.error()) ? "check.suggestion.infinite" : "check.suggestion.error";
            String reason = words.say(
                    key,
                    "at",
                    one.at(),
                    "computed",
                    one.computed(),
                    "exact",
                    one.exact(),
                    "error",
                    Figures.plain(one.error()),
                    "better",
                    Figures.plain(one.betterError()));
            lines.addAll(Paragraph.lines(reason, page.width(), "    ", "    "));
        }
        if (!found.rewritten().isEmpty()) {
            lines.add("  " + words.say("check.rewritten", "formula", found.rewritten()));
        }
    }
}
