package org.surprisal.loss.op;

import java.util.Arrays;

/** A value of the row, the same for all its classes. */
public final class Spread implements InPrograms {
    /** The operation. */
    public static final Spread OPERATION = new Spread();

    private Spread() {}

    @Override
    public String name() {
        return "spread";
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        if (rows == 1) {
            Arrays.fill(out, 0, classes, x[0][0]);
            return;
        }
        System.arraycopy(x[0], 0, out, 0, rows);
        int all = classes * rows;
        for (int done = rows; done < all; done *= 2) {
            System.arraycopy(out, 0, out, done, Math.min(done, all - done));
        }
    }
}
