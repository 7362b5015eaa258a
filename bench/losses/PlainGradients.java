/// Losses with their gradients as plain loops.
final class PlainGradients {
    private PlainGradients() {}

    static void logit(byte[] y, double[] z, double[] loss, double[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            double e = Math.exp(-Math.abs(z[i]));
            double value = Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(e);
            loss[i] = value;
            gradient[i] = ((z[i] < 0 ? e : 1) / (1 + e) - y[i]);
        }
    }

    static void classes(int[] label, double[] z, int classes, double[] loss, double[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            int first = i * classes;
            int last = first + classes;
            double max = z[first];
            for (int k = first + 1; k < last; k++) {
                max = Math.max(max, z[k]);
            }
            double sum = 0;
            for (int k = first; k < last; k++) {
                double e = Math.exp(z[k] - max);
                gradient[k] = e;
                sum += e;
            }
            double inverse = (1 / sum);
            for (int k = first; k < last; k++) {
                gradient[k] *= inverse;
            }
            gradient[first + label[i]] -= 1;
            double value = Math.log(sum) + max - z[first + label[i]];
            loss[i] = value;
        }
    }

    static void logit(byte[] y, float[] z, float[] loss, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            double e = Math.exp(-Math.abs(z[i]));
            double value = Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(e);
            loss[i] = (float) value;
            gradient[i] = (float) ((z[i] < 0 ? e : 1) / (1 + e) - y[i]);
        }
    }

    static void classes(int[] label, float[] z, int classes, float[] loss, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            int first = i * classes;
            int last = first + classes;
            float max = z[first];
            for (int k = first + 1; k < last; k++) {
                max = Math.max(max, z[k]);
            }
            double sum = 0;
            for (int k = first; k < last; k++) {
                double e = Math.exp(z[k] - max);
                gradient[k] = (float) e;
                sum += e;
            }
            float inverse = (float) (1 / sum);
            for (int k = first; k < last; k++) {
                gradient[k] *= inverse;
            }
            gradient[first + label[i]] -= 1;
            double value = Math.log(sum) + max - z[first + label[i]];
            loss[i] = (float) value;
        }
    }
}
