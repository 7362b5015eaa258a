package org.surprisal.watch.clip;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws scenes: the source with the line that ran at the left, variables and pictures at the right, output below. */
final class Painter {
    private static final double SOURCE_SHARE = 0.54;
    private static final int LINES = 30;
    private static final int AROUND = 2;

    private final BufferedImage image;
    private final Graphics2D g;
    private final Pencil pencil;
    private final boolean chinese;
    private final int width;
    private final int height;
    private final int unit;
    private final Font code;
    private final Font small;
    private final Font bold;
    private String file = "";
    private int firstLine = 1;
    private int mostRows;

    Painter(ClipOptions options) {
        width = options.width();
        height = options.height();
        chinese = options.language().equals("zh");
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        unit = Math.max(8, Math.min(height / LINES, width / 52));
        code = new Font(Font.MONOSPACED, Font.PLAIN, unit * 2 / 3);
        small = new Font(Font.MONOSPACED, Font.PLAIN, Math.max(8, unit * 7 / 12));
        bold = new Font(Font.SANS_SERIF, Font.BOLD, unit * 4 / 5);
        pencil = new Pencil(g, small, unit);
    }

    /** Draws a scene. The image is the same object each time. */
    BufferedImage paint(Scene scene) {
        g.setColor(Palette.GROUND);
        g.fillRect(0, 0, width, height);
        int top = unit * 2;
        int bottom = scene.hasOutput() ? height - unit * 5 : height;
        int middle = (int) (width * SOURCE_SHARE);
        title(scene, top);
        source(scene, top + unit / 2, bottom, middle);
        right(scene, middle, top + unit / 2, bottom);
        if (scene.hasOutput()) {
            output(scene, bottom);
        }
        return image;
    }

    private void title(Scene scene, int bar) {
        g.setColor(Palette.PANEL);
        g.fillRect(0, 0, width, bar);
        int base = bar / 2 + unit / 3;
        String step = (chinese ? "步 " : "step ")
                + String.format(java.util.Locale.ROOT, "%,d / %,d", scene.step(), scene.last());
        g.setFont(code);
        int right = width - unit - g.getFontMetrics().stringWidth(step);
        int x = text(bold, Palette.TEXT, scene.program().replaceAll(" .*", ""), unit, base, right - 2 * unit);
        String calls = String.join(
                " › ",
                scene.calls().size() <= 5
                        ? scene.calls()
                        : List.of(
                                scene.calls().getFirst(),
                                "… " + (scene.calls().size() - 3) + " …",
                                scene.calls().get(scene.calls().size() - 2),
                                scene.calls().getLast()));
        text(code, Palette.SOFT, calls, x + unit, base, right - unit);
        text(code, Palette.YELLOW, step, right, base, width);
        g.setColor(Palette.BAND);
        g.fillRect(0, bar - 3, width, 3);
        g.setColor(Palette.BLUE);
        g.fillRect(0, bar - 3, (int) (width * scene.share()), 3);
    }

    private void source(Scene scene, int top, int bottom, int right) {
        int row = unit;
        int rows = Math.max(1, (bottom - top) / row);
        int count = scene.source().size();
        int first = firstLine(scene, rows);
        g.setFont(code);
        FontMetrics metrics = g.getFontMetrics();
        int gutter = metrics.stringWidth("0000") + unit;
        boolean comment = Syntax.inComment(scene.source(), first);
        for (int line = first; line < first + rows && line <= count; line++) {
            int y = top + (line - first) * row;
            boolean current = line == scene.line();
            if (current) {
                g.setColor(Palette.BAND);
                g.fillRect(0, y, right - unit / 2, row);
                g.setColor(Palette.YELLOW);
                g.fillRect(0, y, 4, row);
            }
            String number = Integer.toString(line);
            g.setFont(code);
            g.setColor(current ? Palette.YELLOW : Palette.FAINT);
            int base = y + row - row / 3 + 1;
            g.drawString(number, gutter - unit / 2 - metrics.stringWidth(number), base);
            String text = scene.source().get(line - 1);
            int x = gutter;
            int room = Math.max(1, (right - unit - gutter) / metrics.charWidth('0'));
            for (Syntax.Part part : Syntax.parts(text, comment)) {
                if (part.start() >= room) {
                    g.setColor(Palette.MUTED);
                    g.drawString("…", x, base);
                    break;
                }
                String shown = text.substring(part.start(), part.end());
                if (part.end() > room) {
                    shown = text.substring(part.start(), room) + "…";
                }
                g.setColor(part.colour());
                g.drawString(shown, x, base);
                x += metrics.stringWidth(shown);
                if (part.end() > room) {
                    break;
                }
            }
            comment = Syntax.opensComment(text, comment);
        }
    }

    /** The source stands still as long as the line that ran, with a few around it, stays in sight. */
    private int firstLine(Scene scene, int rows) {
        int count = scene.source().size();
        int last = Math.max(1, count - rows + 1);
        int line = scene.line();
        boolean inSight = scene.file().equals(file)
                && (line >= firstLine + AROUND || firstLine == 1)
                && (line < firstLine + rows - AROUND || firstLine == last)
                && line >= firstLine
                && line < firstLine + rows;
        if (!inSight) {
            file = scene.file();
            firstLine = Math.clamp(line - rows / 2, 1, last);
        }
        return firstLine;
    }

    private void right(Scene scene, int left, int top, int bottom) {
        int x = left + unit / 2;
        int room = width - x - unit;
        int y = top;
        g.setFont(code);
        FontMetrics metrics = g.getFontMetrics();
        int row = unit + unit / 4;
        int most = Math.max(3, (bottom - top) / row / (scene.pictures().isEmpty() ? 1 : 3));
        int names = scene.rows().stream()
                .mapToInt(one -> metrics.stringWidth(one.name()))
                .max()
                .orElse(0);
        names = Math.min(names, room / 2);
        List<Scene.Row> rows = scene.rows();
        if (rows.size() > most) {
            // What was written last stays in sight.
            rows = rows.subList(rows.size() - most, rows.size());
        }
        for (Scene.Row one : rows) {
            if (one.changed()) {
                g.setColor(Palette.BAND);
                g.fillRoundRect(x - unit / 4, y, room + unit / 2, row - 2, unit / 3, unit / 3);
            }
            int base = y + row * 2 / 3 + 1;
            text(code, Palette.SOFT, one.name(), x, base, x + names + unit);
            text(code, one.changed() ? Palette.YELLOW : Palette.TEXT, one.text(), x + names + unit, base, x + room);
            y += row;
        }
        // Pictures stand still where methods have more variables or fewer.
        mostRows = Math.min(Math.max(mostRows, rows.size()), most);
        y = top + mostRows * row + unit / 2;
        int count = scene.pictures().size();
        for (int i = 0; i < count; i++) {
            int share = (bottom - unit / 2 - y) / (count - i);
            if (share < unit * 4) {
                return;
            }
            y += pencil.draw(scene.pictures().get(i), x, y, room, Math.min(share, unit * 13));
        }
    }

    private void output(Scene scene, int top) {
        g.setColor(Palette.PANEL);
        g.fillRect(0, top, width, height - top);
        int row = unit + unit / 6;
        text(small, Palette.MUTED, chinese ? "输出" : "output", unit, top + unit, width);
        int y = top + unit * 2 + unit / 6;
        for (String line : scene.output()) {
            text(code, Palette.GREEN, line, unit, y, width - unit);
            y += row;
        }
    }

    /** Draws a text, cut where it would go beyond a place; gives where it ends. */
    private int text(Font font, Color colour, String text, int x, int base, int end) {
        return pencil.text(font, colour, text, x, base, end);
    }
}
