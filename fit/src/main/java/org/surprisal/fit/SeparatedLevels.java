package org.surprisal.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.surprisal.fit.design.Dataset;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.DesignFacts;
import org.surprisal.fit.design.Expansion;
import org.surprisal.fit.design.ModelMatrix;
import org.surprisal.fit.design.Panel;
import org.surprisal.fit.design.Part;
import org.surprisal.fit.design.Unfittable;
import org.surprisal.loss.Catalogue;

/**
 * Levels whose outcomes are all at an end that the mean only nears, such as events that all or never happened: their
 * coefficients are infinite. In the limit their rows cost nothing, so the other coefficients are those of the other
 * rows (A. Albert and J. A. Anderson, Biometrika 71, 1984). Without these rows other levels may be separated in turn.
 */
final class SeparatedLevels {
    private static final int SHOWN = 5;

    private final Design design;
    private final Expansion expansion;
    private final boolean low;
    private final boolean high;
    private final boolean[] out;
    private final double[] infinite;
    private final Limits found = new Limits();
    private Dataset rows;
    private int levels;

    private SeparatedLevels(Fit fit, Dataset data) {
        this.rows = data;
        this.design = data.matrix().design();
        this.expansion = design.expansion();
        boolean events = fit.loss().name().equals(Catalogue.LOG_LOSS.name())
                && switch (fit.link()) {
                    case LOGIT, PROBIT, CLOGLOG, LOGLOG -> true;
                    case IDENTITY, LOG, INVERSE, INVERSE_SQUARE, SQRT -> false;
                };
        this.low = fit.l2() == 0 && (events || fit.link() == Link.LOG);
        this.high = fit.l2() == 0 && events;
        this.out = new boolean[expansion.cells()];
        this.infinite = new double[design.names().size()];
    }

    /** Looks for them. */
    static SeparatedLevels of(Fit fit, Dataset data) {
        SeparatedLevels all = new SeparatedLevels(fit, data);
        while (all.low && all.next()) {
            all.leaveOut();
        }
        return all;
    }

    /** The rows of all other levels. */
    Dataset rows() {
        return rows;
    }

    /** Of each coefficient +∞ or -∞, or 0 where it is finite. */
    double[] infinite() {
        return infinite.clone();
    }

    /** Whether there are any. */
    boolean any() {
        return levels > 0;
    }

    /** Names some of them. */
    Note note() {
        return Note.counted(
                Note.Code.SEPARATED_LEVELS, levels, "columns", found.columns(), "limits", found.limits(), "rows", (long)
                        rows.rows());
    }

    /** Marks the cells that are separated in the rows that are left. */
    private boolean next() {
        double[] least = new double[out.length];
        double[] most = new double[out.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        ModelMatrix.Reader reader = rows.matrix().reader();
        for (int from = 0; from < rows.rows(); from += Panel.ROWS) {
            Panel panel = reader.readRounded(from, Math.min(Panel.ROWS, rows.rows() - from));
            for (int s = 0; s < panel.segments(); s++) {
                if (isGroup(s)) {
                    int[] cell = panel.cells(s);
                    for (int i = 0; i < panel.rows(); i++) {
                        double y = rows.response()[from + i];
                        least[cell[i]] = Math.min(least[cell[i]], y);
                        most[cell[i]] = Math.max(most[cell[i]], y);
                    }
                }
            }
        }
        boolean any = false;
        for (int s = 0; s < design.parts().size(); s++) {
            if (isGroup(s)) {
                any |= mark(design.parts().get(s), least, most);
            }
        }
        return any;
    }

    private boolean isGroup(int s) {
        Part part = design.parts().get(s);
        return part.numbers().isEmpty() && part.categories().size() == 1;
    }

    private boolean mark(Part part, double[] least, double[] most) {
        String column = part.categories().get(0);
        List<String> names =
                design.facts().levels().getOrDefault(column, NOTHING).names();
        boolean any = false;
        boolean apart = IntStream.range(0, names.size()).allMatch(k -> expansion.own(part.firstCell() + k).length < 2);
        for (int level = 0; level < names.size(); level++) {
            int cell = part.firstCell() + level;
            boolean never = low && most[cell] == 0;
            boolean always = high && least[cell] == 1;
            if ((never || always) && !out[cell]) {
                int[] own = expansion.own(cell);
                if (own.length != 1 || !apart) {
                    throw new Unfittable("The level '" + names.get(level) + "' of " + column
                            + (own.length == 0 ? ", with which the others are compared," : "") + " has outcomes that"
                            + " are all " + (never ? 0 : 1) + ", so no finite coefficients are best: "
                            + (own.length == 0
                                    ? "choose another base" + another(part, names, least, most)
                                            + ", or add a ridge penalty."
                                    : "leave such rows out, or add a ridge penalty."));
                }
                out[cell] = true;
                any = true;
                levels++;
                infinite[own[0]] = never ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                if (found.size() < SHOWN) {
                    found.add(design.names().get(own[0]), !never);
                }
            }
        }
        return any;
    }

    /** A level that others could be compared with. */
    private static String another(Part part, List<String> names, double[] least, double[] most) {
        for (int level = 0; level < names.size(); level++) {
            int cell = part.firstCell() + level;
            if (least[cell] < most[cell]) {
                return ", such as C(" + part.categories().get(0) + ", base='" + names.get(level) + "')";
            }
        }
        return "";
    }

    private static final DesignFacts.Levels NOTHING = new DesignFacts.Levels(List.of(), new double[0]);

    private void leaveOut() {
        boolean[] stays = new boolean[rows.rows()];
        Arrays.fill(stays, true);
        ModelMatrix.Reader reader = rows.matrix().reader();
        for (int from = 0; from < stays.length; from += Panel.ROWS) {
            Panel panel = reader.readRounded(from, Math.min(Panel.ROWS, stays.length - from));
            for (int s = 0; s < panel.segments(); s++) {
                for (int i = 0; i < panel.rows() && isGroup(s); i++) {
                    stays[from + i] &= !out[panel.cells(s)[i]];
                }
            }
        }
        int[] left = IntStream.range(0, stays.length).filter(row -> stays[row]).toArray();
        if (left.length == 0) {
            throw new Unfittable("In every level the outcomes are all the same, such as of " + found.first()
                    + ": no finite coefficients are best. Add a ridge penalty, or leave terms out.");
        }
        rows = rows.subset(left);
    }
}
