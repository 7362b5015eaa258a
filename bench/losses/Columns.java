/// A matrix by its columns, and what is asked of gradients.
public final class Columns {
    private Columns() {}

    /// The columns of a matrix that is given row by row.
    public static double[][] of(double[] matrix, int columns) {
        var result = new double[columns][matrix.length / columns];
        for (int i = 0; i < matrix.length; i++) {
            result[i % columns][i / columns] = matrix[i];
        }
        return result;
    }

    public static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    public static double sum(float[] x) {
        double sum = 0;
        for (float v : x) {
            sum += v;
        }
        return sum;
    }

    public static double squares(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }

    public static double squares(float[] x) {
        double sum = 0;
        for (float v : x) {
            sum += (double) v * v;
        }
        return sum;
    }
}
