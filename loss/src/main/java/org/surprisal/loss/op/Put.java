package org.surprisal.loss.op;

/** put(x, v, k): the values x of a row's classes, but v at class k, which may be another one in each row. */
public final class Put implements InPrograms {
    /** The operation. */
    public static final Put OPERATION = new Put();

    private Put() {}

    @Override
    public String name() {
        return "put";
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public boolean reduces() {
        return false;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void run(double[][] x, double[] out, double[][] scratch, int classes, int rows) {
        double[] values = x[1];
        double[] which = x[2];
        if (x[0] != out) {
            System.arraycopy(x[0], 0, out, 0, classes * rows);
        }
        for (int i = 0; i < rows; i++) {
            out[((int) which[i]) * rows + i] = values[i];
        }
    }
}
