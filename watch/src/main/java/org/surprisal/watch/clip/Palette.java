package org.surprisal.watch.clip;

import java.awt.Color;

/** The fifteen colours of a clip: shades of a dark surface, and a few accents with their darker halves. */
final class Palette {
    static final Color GROUND = new Color(0x12151c);
    static final Color PANEL = new Color(0x1a1f2a);
    static final Color BAND = new Color(0x2b3448);
    static final Color FAINT = new Color(0x4b566b);
    static final Color MUTED = new Color(0x75819a);
    static final Color SOFT = new Color(0xabb5c8);
    static final Color TEXT = new Color(0xeceff6);
    static final Color BLUE = new Color(0x5aa9ff);
    static final Color DEEP_BLUE = new Color(0x2f5f99);
    static final Color YELLOW = new Color(0xffc857);
    static final Color DEEP_YELLOW = new Color(0x8c7140);
    static final Color GREEN = new Color(0x6fd69a);
    static final Color RED = new Color(0xff6f6f);
    static final Color PURPLE = new Color(0xc79bf2);
    static final Color DEEP_PURPLE = new Color(0x6f5a8a);

    private static final Color[] COLOURS = {
        GROUND,
        PANEL,
        BAND,
        FAINT,
        MUTED,
        SOFT,
        TEXT,
        BLUE,
        DEEP_BLUE,
        YELLOW,
        DEEP_YELLOW,
        GREEN,
        RED,
        PURPLE,
        DEEP_PURPLE
    };

    /** The nearest colour of each, by the upper five bits of red, green and blue. */
    private static final byte[] NEAREST = nearest();

    private Palette() {}

    /** The colours as 0xRRGGBB. */
    static int[] colours() {
        int[] colours = new int[COLOURS.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = COLOURS[i].getRGB() & 0xffffff;
        }
        return colours;
    }

    /** Each pixel's nearest colour. */
    static void reduce(int[] rgb, byte[] indexes) {
        for (int i = 0; i < rgb.length; i++) {
            int p = rgb[i];
            indexes[i] = NEAREST[upperBits(p)];
        }
    }

    private static int upperBits(int rgb) {
        return ((rgb >> 9) & 0x7c00) | ((rgb >> 6) & 0x3e0) | ((rgb >> 3) & 0x1f);
    }

    private static byte[] nearest() {
        byte[] table = new byte[1 << 15];
        for (int i = 0; i < table.length; i++) {
            int red = (i >> 10 & 31) * 255 / 31;
            int green = (i >> 5 & 31) * 255 / 31;
            int blue = (i & 31) * 255 / 31;
            int best = Integer.MAX_VALUE;
            for (int c = 0; c < COLOURS.length; c++) {
                int r = red - COLOURS[c].getRed();
                int g = green - COLOURS[c].getGreen();
                int b = blue - COLOURS[c].getBlue();
                int distance = 3 * r * r + 6 * g * g + 2 * b * b;
                if (distance < best) {
                    best = distance;
                    table[i] = (byte) c;
                }
            }
        }
        // Exactly the colours themselves.
        for (int c = 0; c < COLOURS.length; c++) {
            int p = COLOURS[c].getRGB();
            table[upperBits(p)] = (byte) c;
        }
        return table;
    }
}
