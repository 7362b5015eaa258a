package org.surprisal.report.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.surprisal.loss.Batch;
import org.surprisal.loss.Domain;
import org.surprisal.loss.Input;
import org.surprisal.loss.Loss;
import org.surprisal.loss.Output;
import org.surprisal.loss.Results;

/** A loss drawn over its prediction, as SVG that suits light and dark pages. */
final class LossCurve {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 36;
    private static final int STEPS = 241;

    /** Of the heights the share that the drawing has room for; what goes to infinity leaves it at the top. */
    private static final double SHOWN = 0.96;

    private final Loss loss;
    private final double[] x;

    private LossCurve(Loss loss) {
        this.loss = loss;
        double[] range = range(loss);
        x = new double[STEPS];
        Arrays.setAll(x, i -> range[0] + (range[1] - range[0]) * i / (STEPS - 1));
    }

    static String svg(Loss loss) {
        return new LossCurve(loss).drawn();
    }

    /** What is drawn, in words. */
    static String caption(Loss loss) {
        String name = loss.prediction().name();
        if (loss.perClass()) {
            return "The loss over the prediction " + name + " of the true class, the first of three"
                    + (isShare(loss.prediction().domain()) ? "; the others share the rest." : "; the others have 0.");
        }
        return isOutcome(loss)
                ? "The loss over " + name + ": the full line where y = 1, the dashed one where y = 0."
                : "The loss over " + name + ", where y = " + (int) target(loss) + ".";
    }

    private static boolean isOutcome(Loss loss) {
        return loss.target().domain().equals(Domain.UNIT_INTERVAL);
    }

    private static boolean isShare(Domain domain) {
        return domain.high() <= 1;
    }

    private static double target(Loss loss) {
        return loss.target().domain().contains(-1) ? 0 : 1;
    }

    private static double[] range(Loss loss) {
        Domain domain = loss.prediction().domain();
        if (isShare(domain)) {
            return new double[] {0, 1};
        }
        return domain.low() == 0 ? new double[] {0, 4} : new double[] {-4, 4};
    }

    private String drawn() {
        List<double[]> curves = new ArrayList<>();
        if (loss.perClass()) {
            curves.add(ofClasses());
        } else if (isOutcome(loss)) {
            curves.add(ofRow(1));
            curves.add(ofRow(0));
        } else {
            curves.add(ofRow(loss.target().domain().high() <= 1 ? 0.5 : target(loss)));
        }
        double[] finite = curves.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double low = Math.min(0, finite[0]);
        double high = finite[(int) ((finite.length - 1) * SHOWN)];
        double top = high > low ? high : low + 1;
        StringBuilder svg = new StringBuilder(head());
        line(svg, "axis", MARGIN, y(0, low, top), WIDTH - MARGIN, y(0, low, top));
        if (x[0] < 0) {
            line(svg, "axis", px(0), MARGIN, px(0), HEIGHT - MARGIN);
        }
        for (int i = 0; i < curves.size(); i++) {
            path(svg, i == 0 ? "curve" : "curve other", curves.get(i), low, top);
        }
        text(svg, MARGIN, HEIGHT - MARGIN + 18, "start", label(x[0]));
        text(svg, WIDTH - MARGIN, HEIGHT - MARGIN + 18, "end", label(x[STEPS - 1]));
        text(svg, WIDTH / 2.0, HEIGHT - MARGIN + 18, "middle", loss.prediction().name());
        text(svg, MARGIN, MARGIN - 10, "start", label(top));
        return svg.append("</svg>\n").toString();
    }

    private double[] ofRow(double y) {
        double[] targets = new double[STEPS];
        Arrays.fill(targets, y);
        return loss.values(targets, x);
    }

    private double[] ofClasses() {
        boolean share = isShare(loss.prediction().domain());
        boolean positive = loss.prediction().domain().low() == 0;
        double[][] y = new double[3][STEPS];
        double[][] p = new double[3][STEPS];
        boolean certain = loss.target().domain().contains(1);
        for (int i = 0; i < STEPS; i++) {
            for (int k = 0; k < 3; k++) {
                y[k][i] = certain ? (k == 0 ? 1 : 0) : (k == 0 ? 0.5 : 0.25);
                p[k][i] = k == 0 ? x[i] : share ? (1 - x[i]) / 2 : positive ? 1 : 0;
            }
        }
        double[] out = new double[STEPS];
        loss.compute(Batch.of(Input.columns(y), Input.columns(p)), Results.NONE.values(Output.to(out)), 1);
        return out;
    }

    private static String head() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
                <style>
                .curve { fill: none; stroke: #0b6bcb; stroke-width: 2.5; }
                .other { stroke-dasharray: 7 5; }
                .axis { stroke: #888; stroke-width: 1; }
                text { fill: #555; font: 13px sans-serif; }
                @media (prefers-color-scheme: dark) {
                  .curve { stroke: #6cb6ff; }
                  text { fill: #bbb; }
                }
                </style>
                """.formatted(WIDTH, HEIGHT, WIDTH, HEIGHT);
    }

    private static void line(StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(kind, number(x1), number(y1), number(x2), number(y2)));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n".formatted(number(x), number(y), anchor, text));
    }

    /** The curve, with a gap where it is infinite or above the drawing. */
    private void path(StringBuilder svg, String kind, double[] heights, double low, double top) {
        StringBuilder path = new StringBuilder();
        boolean open = false;
        double roof = top + (top - low) * 0.1;
        for (int i = 0; i < STEPS; i++) {
            boolean shown = heights[i] <= roof;
            if (shown) {
                path.append(open ? " L" : path.isEmpty() ? "M" : " M")
                        .append(number(px(x[i])))
                        .append(' ')
                        .append(number(y(heights[i], low, top)));
            }
            open = shown;
        }
        svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(kind, path));
    }

    private double px(double value) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * (value - x[0]) / (x[STEPS - 1] - x[0]);
    }

    private static double y(double value, double low, double top) {
        return HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * (value - low) / (top - low);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String label(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
