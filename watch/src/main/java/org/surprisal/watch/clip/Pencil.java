package org.surprisal.watch.clip;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.util.List;

/** Draws pictures of variables. */
final class Pencil {
    private static final Color[] POINTERS = {Palette.YELLOW, Palette.GREEN, Palette.RED, Palette.PURPLE, Palette.SOFT};

    private final Graphics2D g;
    private final Font small;
    private final int unit;

    Pencil(Graphics2D g, Font small, int unit) {
        this.g = g;
        this.small = small;
        this.unit = unit;
    }

    /** Draws a picture; gives the height that it took. */
    int draw(Scene.Picture picture, int x, int y, int width, int height) {
        text(small, Palette.SOFT, picture.name(), x, y + unit * 3 / 4, x + width);
        int top = y + unit;
        int room = height - unit - unit / 2;
        return unit
                + unit / 2
                + switch (picture) {
                    case Scene.Bars bars -> bars(bars, x, top, width, room);
                    case Scene.Cells cells -> cells(cells, x, top, width);
                    case Scene.Matrix matrix -> matrix(matrix, x, top, width, room);
                    case Scene.Plot plot -> plot(plot, x, top, width, room);
                    case Scene.Tree tree -> tree(tree, x, top, width, room);
                };
    }

    /** Draws a text, cut where it would go beyond a place; gives where it ends. */
    int text(Font font, Color colour, String text, int x, int base, int end) {
        g.setFont(font);
        g.setColor(colour);
        FontMetrics metrics = g.getFontMetrics();
        String shown = text;
        if (x + metrics.stringWidth(shown) > end) {
            while (!shown.isEmpty() && x + metrics.stringWidth(shown + "…") > end) {
                shown = shown.substring(0, shown.length() - 1);
            }
            shown += "…";
        }
        g.drawString(shown, x, base);
        return x + metrics.stringWidth(shown);
    }

    private int centred(String text, int middle, int base, Color colour) {
        g.setFont(small);
        g.setColor(colour);
        int wide = g.getFontMetrics().stringWidth(text);
        g.drawString(text, middle - wide / 2, base);
        return wide;
    }

    private int bars(Scene.Bars bars, int x, int top, int width, int height) {
        int count = bars.values().size();
        int pointerRows = bars.pointers().isEmpty() ? 0 : unit * 5 / 3;
        int arc = unit;
        double step = Math.min((double) width / count, unit * 2.5);
        g.setFont(small);
        FontMetrics metrics = g.getFontMetrics();
        boolean labelled = bars.labels().stream().allMatch(label -> metrics.stringWidth(label) + 2 <= step);
        int ground = top + height - pointerRows - (labelled ? unit : 0);
        double high = Math.max(0, max(bars.values()));
        double low = Math.min(0, min(bars.values()));
        double scale = high > low ? (ground - top - arc) / (high - low) : 0;
        int zero = (int) Math.round(ground + low * scale);
        for (int i = 0; i < count; i++) {
            double value = bars.values().get(i);
            boolean changed = bars.changed().contains(i) || bars.swap().contains(i);
            boolean pointed = false;
            for (Scene.Pointer pointer : bars.pointers()) {
                pointed |= pointer.index() == i;
            }
            int left = (int) Math.round(x + i * step);
            int wide = Math.max(1, (int) Math.round(step) - Math.max(1, (int) (step / 8)));
            int tall = Double.isFinite(value) ? (int) Math.round(Math.abs(value) * scale) : 0;
            g.setColor(changed ? Palette.YELLOW : pointed ? Palette.BLUE : Palette.DEEP_BLUE);
            g.fillRect(left, value >= 0 ? zero - tall : zero, wide, Math.max(2, tall));
            if (labelled) {
                int base = ground + unit * 3 / 4;
                centred(bars.labels().get(i), left + wide / 2, base, changed ? Palette.YELLOW : Palette.SOFT);
            }
        }
        if (bars.swap().size() == 2) {
            swap(bars, x, step, zero, scale);
        }
        pointers(bars.pointers(), x, step, ground + (labelled ? unit : 0));
        return height;
    }

    /** An arc from one of two exchanged bars to the other. */
    private void swap(Scene.Bars bars, int x, double step, int zero, double scale) {
        int one = bars.swap().getFirst();
        int other = bars.swap().getLast();
        double from = x + (one + 0.45) * step;
        double to = x + (other + 0.45) * step;
        double y1 = zero - Math.max(0, bars.values().get(one)) * scale - 3;
        double y2 = zero - Math.max(0, bars.values().get(other)) * scale - 3;
        g.setColor(Palette.YELLOW);
        g.setStroke(new BasicStroke(2));
        g.draw(new QuadCurve2D.Double(from, y1, (from + to) / 2, Math.min(y1, y2) - unit * 1.6, to, y2));
        g.setStroke(new BasicStroke(1));
    }

    /** A small arrow with a name below each index; names at the same place stand side by side. */
    private void pointers(List<Scene.Pointer> pointers, int x, double step, int top) {
        for (int i = 0; i < pointers.size(); i++) {
            Scene.Pointer pointer = pointers.get(i);
            StringBuilder label = new StringBuilder();
            boolean first = true;
            for (int j = 0; j < pointers.size(); j++) {
                if (pointers.get(j).index() == pointer.index()) {
                    first &= j >= i;
                    label.append(label.isEmpty() ? "" : ",")
                            .append(pointers.get(j).label());
                }
            }
            if (!first) {
                continue;
            }
            Color colour = POINTERS[i % POINTERS.length];
            int middle = (int) Math.round(x + (pointer.index() + 0.45) * step);
            int half = Math.max(3, unit / 5);
            Path2D arrow = new Path2D.Double();
            arrow.moveTo(middle, top + 2);
            arrow.lineTo(middle - half, top + 2 + half * 1.6);
            arrow.lineTo(middle + half, top + 2 + half * 1.6);
            arrow.closePath();
            g.setColor(colour);
            g.fill(arrow);
            centred(label.toString(), middle, top + 2 + (int) (half * 1.6) + unit * 3 / 4, colour);
        }
    }

    private int cells(Scene.Cells cells, int x, int top, int width) {
        g.setFont(small);
        int widest = cells.labels().stream()
                .mapToInt(label -> g.getFontMetrics().stringWidth(label))
                .max()
                .orElse(0);
        int step = Math.min(
                widest + unit, Math.max(unit, width / Math.max(1, cells.labels().size())));
        int tall = unit * 3 / 2;
        for (int i = 0; i < cells.labels().size() && (i + 1) * step <= width; i++) {
            boolean changed = cells.changed().contains(i);
            g.setColor(changed ? Palette.DEEP_YELLOW : Palette.BAND);
            g.fillRect(x + i * step, top, step - 2, tall);
            String label = cells.labels().get(i);
            while (label.length() > 1 && g.getFontMetrics(small).stringWidth(label) > step - 4) {
                label = label.substring(0, label.length() - 1);
            }
            centred(label, x + i * step + step / 2, top + unit, Palette.TEXT);
        }
        pointers(cells.pointers(), x, step, top + tall);
        return tall + (cells.pointers().isEmpty() ? 0 : unit * 5 / 3);
    }

    private int matrix(Scene.Matrix matrix, int x, int top, int width, int height) {
        int rows = matrix.values().size();
        int columns = matrix.values().stream().mapToInt(List::size).max().orElse(1);
        int side = Math.max(3, Math.min(Math.min(width / Math.max(1, columns), height / rows), unit * 2));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<Double> row : matrix.values()) {
            low = row.isEmpty() ? low : Math.min(low, min(row));
            high = row.isEmpty() ? high : Math.max(high, max(row));
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < matrix.values().get(r).size(); c++) {
                double value = matrix.values().get(r).get(c);
                double share = high > low ? (value - low) / (high - low) : 0;
                boolean changed = matrix.changed().contains(List.of(r, c));
                Color[] shades = {Palette.PANEL, Palette.BAND, Palette.DEEP_BLUE, Palette.BLUE};
                g.setColor(changed ? Palette.YELLOW : shades[Math.clamp((int) (share * 4), 0, 3)]);
                g.fillRect(x + c * side, top + r * side, side - 1, side - 1);
                String label = matrix.labels().get(r).get(c);
                g.setFont(small);
                if (g.getFontMetrics().stringWidth(label) <= side - 3 && side > unit) {
                    centred(
                            label,
                            x + c * side + side / 2,
                            top + r * side + side / 2 + unit / 4,
                            changed || share >= 0.75 ? Palette.GROUND : Palette.TEXT);
                }
            }
        }
        return rows * side;
    }

    private int plot(Scene.Plot plot, int x, int top, int width, int height) {
        int tall = Math.min(height, unit * 7);
        double low = min(plot.values());
        double high = max(plot.values());
        g.setColor(Palette.PANEL);
        g.fillRect(x, top, width, tall);
        g.setFont(small);
        text(small, Palette.MUTED, number(high), x + 4, top + unit * 3 / 4, x + width / 2);
        text(small, Palette.MUTED, number(low), x + 4, top + tall - 4, x + width / 2);
        Path2D line = new Path2D.Double();
        boolean open = false;
        int count = plot.values().size();
        for (int i = 0; i < count; i++) {
            double value = plot.values().get(i);
            if (!Double.isFinite(value)) {
                open = false;
                continue;
            }
            double at = x + 2 + (width - 6.0) * i / Math.max(1, count - 1);
            double y = high > low ? top + tall - 4 - (value - low) / (high - low) * (tall - 8) : top + tall / 2.0;
            if (open) {
                line.lineTo(at, y);
            } else {
                line.moveTo(at, y);
            }
            open = true;
            if (i == count - 1) {
                g.setColor(Palette.YELLOW);
                g.fillOval((int) at - 4, (int) y - 4, 8, 8);
            }
        }
        g.setColor(Palette.BLUE);
        g.setStroke(new BasicStroke(2));
        g.draw(line);
        g.setStroke(new BasicStroke(1));
        g.setFont(small);
        int wide = g.getFontMetrics().stringWidth(plot.label());
        text(small, Palette.TEXT, plot.label(), x + width - wide - 6, top + unit * 3 / 4, x + width);
        return tall;
    }

    private int tree(Scene.Tree tree, int x, int top, int width, int height) {
        int count = tree.nodes().size();
        int deepest = tree.nodes().stream().mapToInt(Scene.Node::depth).max().orElse(0);
        double across = Math.min((double) width / count, unit * 2.5);
        double down = Math.min((height - unit * 2.0) / Math.max(1, deepest), unit * 2.5);
        int round = unit * 3 / 4;
        g.setStroke(new BasicStroke(2));
        g.setColor(Palette.FAINT);
        for (int i = 0; i < count; i++) {
            Scene.Node node = tree.nodes().get(i);
            if (node.parent() >= 0) {
                Scene.Node parent = tree.nodes().get(node.parent());
                g.drawLine(
                        (int) (x + (i + 0.5) * across),
                        (int) (top + round + node.depth() * down),
                        (int) (x + (node.parent() + 0.5) * across),
                        (int) (top + round + parent.depth() * down));
            }
        }
        g.setStroke(new BasicStroke(1));
        for (int i = 0; i < count; i++) {
            Scene.Node node = tree.nodes().get(i);
            int middle = (int) (x + (i + 0.5) * across);
            int centre = (int) (top + round + node.depth() * down);
            g.setColor(node.changed() ? Palette.YELLOW : Palette.DEEP_BLUE);
            g.fillOval(middle - round, centre - round, 2 * round, 2 * round);
            centred(node.label(), middle, centre + unit / 4, node.changed() ? Palette.GROUND : Palette.TEXT);
        }
        return (int) (deepest * down) + 2 * round;
    }

    private static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.4g", value);
    }

    private static double max(List<Double> values) {
        return values.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static double min(List<Double> values) {
        return values.stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }
}
