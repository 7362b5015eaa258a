package org.surprisal.score;

/**
 * Cells of forecasts that are fixed in advance, whatever the rows are. A probability lies in a cell no wider than 2^-14
 * of its distance from 0 or 1, whichever is nearer: the middle of the cell is at most 2^-15 of that distance away.
 * Probabilities of exactly 0 and 1 have cells of their own; below 2^-64 all share one. Log-odds lie in cells 2^-12 wide
 * between -128 and 128, beyond which all share one, but for those that are infinite.
 */
sealed interface ForecastGrid {
    /** The number of cells. */
    int cells();

    /** The cell of a forecast; a larger forecast has no lower one. */
    int cell(double forecast);

    /** The forecast that stands for a cell. */
    double forecast(int cell);

    /** The grid of probabilities or of log-odds. */
    static ForecastGrid of(boolean logit) {
        return logit ? new LogOdds() : new Probabilities();
    }

    /** Cells of probabilities. */
    record Probabilities() implements ForecastGrid {
        private static final int DIGITS = 14;
        private static final int BINADES = 64;
        private static final int SHIFT = 52 - DIGITS;

        /** The bits of 2^-64 without those that a cell does not tell apart. */
        private static final long LOWEST = (1023L - BINADES) << DIGITS;

        /** The cells from 0 to one half, which has the last of them. */
        private static final int HALF = 2 + ((BINADES - 1) << DIGITS) + 1;

        @Override
        public int cells() {
            return 2 * HALF - 1;
        }

        @Override
        public int cell(double forecast) {
            // 1 - p is exact for p above one half.
            return forecast <= 0.5 ? near(forecast) : 2 * HALF - 2 - near(1 - forecast);
        }

        /** The cell of a number up to one half by its distance from 0. */
        private static int near(double distance) {
            if (!(distance > 0)) {
                return 0;
            }
            long place = (Double.doubleToRawLongBits(distance) >>> SHIFT) - LOWEST;
            return place < 0 ? 1 : 2 + (int) place;
        }

        @Override
        public double forecast(int cell) {
            if (cell < HALF) {
                return middle(cell);
            }
            int near = 2 * HALF - 2 - cell;
            // So narrow a cell beside 1 holds one probability only, its lower end.
            return 1 - (near > 1 && near < HALF - 1 && low(near + 1) - low(near) <= 0x1p-53 ? low(near) : middle(near));
        }

        private static double middle(int cell) {
            if (cell == 0) {
                return 0;
            }
            if (cell == 1) {
                return 0x1p-65;
            }
            if (cell == HALF - 1) {
                return 0.5;
            }
            return low(cell) + (low(cell + 1) - low(cell)) / 2;
        }

        /** The least number of a cell. */
        private static double low(int cell) {
            return Double.longBitsToDouble((cell - 2 + LOWEST) << SHIFT);
        }
    }

    /** Cells of log-odds. */
    record LogOdds() implements ForecastGrid {
        private static final double WIDTH = 0x1p-12;
        private static final int SIDE = 1 << 19;

        @Override
        public int cells() {
            return 2 * SIDE + 4;
        }

        @Override
        public int cell(double forecast) {
            if (Double.isInfinite(forecast)) {
                return forecast < 0 ? 0 : cells() - 1;
            }
            return 2 + (int) Math.clamp(Math.floor(forecast / WIDTH) + SIDE, -1.0, 2.0 * SIDE);
        }

        @Override
        public double forecast(int cell) {
            if (cell == 0 || cell == cells() - 1) {
                return cell == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return (cell - 2 - SIDE + 0.5) * WIDTH;
        }
    }
}
