package org.surprisal.loss.op;

/** pick(x, k): of the values of a row's classes, that of class k, which may be another one in each row. */
public final class Pick implements InPrograms {
    /** The operation. */
    public static final Pick OPERATION = new Pick();

    private Pick() {}

    @Override
    public String name() {
        return "pick";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public boolean reduces() {
        return true;
    }

    @Override
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        double[] from = x[0];
        double[] which = x[1];
        for (int i = 0; i < rows; i++) {
            out[i] = from[((int) which[i]) * rows + i];
        }
    }
}
