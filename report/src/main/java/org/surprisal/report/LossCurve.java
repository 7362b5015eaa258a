package org.surprisal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Loss;

/** The curve of a row loss over its prediction, in Braille dots: two across and four down in each cell. */
final class LossCurve {
    private static final int COLUMNS = 34;
    private static final int ROWS = 9;
    private static final int DOTS_ACROSS = 2;
    private static final int DOTS_DOWN = 4;
    private static final int BLANK = 0x2800;

    /** The bit of each dot of a Braille pattern, by row and column (Unicode, chapter 21). */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    /** The share of predictions whose losses fit on the picture: what goes to infinity leaves it. */
    private static final double SHOWN = 0.95;

    private LossCurve() {}

    /**
     * Pictures for one target or two, beside each other where they fit; nothing for a class loss. What is predicted or
     * given besides is a number there, which is said.
     */
    static List<String> lines(Loss loss, Page page) {
        if (loss.perClass()) {
            return List.of();
        }
        Loss drawn = loss.ofOnePrediction();
        StringBuilder besides = new StringBuilder();
        loss.columns()
                .forEach(name -> besides.append(", ")
                        .append(name)
                        .append(" = ")
                        .append(Figures.plain(drawn.numbers(name).get(0))));
        List<List<String>> pictures = new ArrayList<>();
        for (double target : targets(loss)) {
            List<String> picture = picture(drawn, target, besides.toString());
            if (!picture.isEmpty()) {
                pictures.add(picture);
            }
        }
        List<String> lines = new ArrayList<>();
        boolean beside = pictures.size() == 2 && page.width() >= 2 * (COLUMNS + 12);
        if (!beside) {
            pictures.forEach(lines::addAll);
            return lines;
        }
        for (int i = 0; i < pictures.get(0).size(); i++) {
            lines.add((CellWidth.padRight(pictures.get(0).get(i), COLUMNS + 12)
                            + pictures.get(1).get(i))
                    .stripTrailing());
        }
        return lines;
    }

    private static double[] targets(Loss loss) {
        Domain target = loss.target().domain();
        if (target.equals(Domain.UNIT_INTERVAL)) {
            return new double[] {0, 1};
        }
        return target.contains(0) && target.contains(-1) ? new double[] {0} : new double[] {target.contains(2) ? 2 : 1};
    }

    private static List<String> picture(Loss loss, double target, String besides) {
        Domain domain = loss.prediction().domain();
        double low = Double.isFinite(domain.low()) ? domain.low() : target - 4;
        double high = Double.isFinite(domain.high()) ? domain.high() : Math.max(4, 2 * target);
        int dots = COLUMNS * DOTS_ACROSS;
        double[] values = new double[dots];
        for (int i = 0; i < dots; i++) {
            values[i] = loss.value(target, low + (high - low) * i / (dots - 1));
        }
        double[] finite =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (finite.length < 2) {
            return List.of();
        }
        // The least loss is that of the target itself, which need not be one of the points.
        double own = domain.contains(target) ? loss.value(target, target) : finite[0];
        double least = Math.min(finite[0], Double.isFinite(own) ? own : finite[0]);
        double most = finite[(int) (SHOWN * (finite.length - 1))];
        double span = most > least ? most - least : 1;
        List<String> lines = new ArrayList<>();
        lines.add("  " + loss.target().name() + " = " + Figures.plain(target) + besides);
        int[][] cells = cells(values, least, span);
        for (int row = 0; row < ROWS; row++) {
            String label = row == 0 ? Figures.plain(least + span) : row == ROWS - 1 ? Figures.plain(least) : "";
            lines.add(CellWidth.padLeft(CellWidth.cut(label, 7), 7) + " ┤" + braille(cells[row]));
        }
        String left = Figures.plain(low);
        String right = Figures.plain(high);
        String name = loss.prediction().name();
        int gap = COLUMNS - left.length() - right.length() - name.length();
        lines.add(" ".repeat(9) + left + " ".repeat(gap / 2) + name + " ".repeat(gap - gap / 2) + right);
        return lines;
    }

    private static int[][] cells(double[] values, double least, double span) {
        int[][] cells = new int[ROWS][COLUMNS];
        int height = ROWS * DOTS_DOWN;
        int before = -1;
        for (int i = 0; i < values.length; i++) {
            double share = (values[i] - least) / span;
            if (!(share >= 0 && share <= 1)) {
                before = -1;
                continue;
            }
            int y = (int) Math.round((1 - share) * (height - 1));
            // A steep curve is drawn without gaps.
            int near = before < 0 || before == y ? y : before < y ? before + 1 : before - 1;
            for (int dot = Math.min(near, y); dot <= Math.max(near, y); dot++) {
                cells[dot / DOTS_DOWN][i / DOTS_ACROSS] |= BITS[dot % DOTS_DOWN][i % DOTS_ACROSS];
            }
            before = y;
        }
        return cells;
    }

    private static String braille(int[] cells) {
        StringBuilder text = new StringBuilder();
        for (int cell : cells) {
            text.append((char) (BLANK + cell));
        }
        // A blank pattern takes its place like any other, except at the end of a line.
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == BLANK) {
            end--;
        }
        return text.substring(0, end);
    }
}
