import java.util.SplittableRandom;

/// The rows of a task, the same for every contender; arrays that it does not need are empty.
///
/// @param happened outcomes, 0 or 1
/// @param label outcomes, class numbers
/// @param y outcomes of a row loss
/// @param p predictions: of a matrix row by row
/// @param floats the predictions as floats
public record Rows(byte[] happened, int[] label, double[] y, double[] p, float[] floats) {
    /// Seeded, so that every machine makes the same rows.
    public static Rows of(Task task) {
        var random = new SplittableRandom(task.rows() * 31L + task.classes());
        return switch (task.kind()) {
            case PROBABILITY -> binary(task, random, false);
            case LOGIT -> binary(task, random, true);
            case CLASSES, CLASS_LOSS -> classes(task, random);
            case ROW_LOSS -> rows(task, random);
        };
    }

    private static Rows binary(Task task, SplittableRandom random, boolean logit) {
        var happened = new byte[task.rows()];
        var p = new double[task.rows()];
        for (int i = 0; i < p.length; i++) {
            double uniform = (random.nextInt(1 << 24) + 0.5) * 0x1p-24;
            happened[i] = (byte) (random.nextDouble() < uniform ? 1 : 0);
            // As floats the probabilities are the same numbers.
            p[i] = logit ? Math.log(uniform / (1 - uniform)) : (float) Math.min(uniform, 1 - 0x1p-24);
        }
        return with(task, happened, new int[0], new double[0], p);
    }

    private static Rows classes(Task task, SplittableRandom random) {
        var label = new int[task.rows()];
        var p = new double[task.elements()];
        boolean scores = task.loss().equals("cross_entropy_logit");
        for (int i = 0; i < label.length; i++) {
            label[i] = random.nextInt(task.classes());
            double sum = 0;
            int first = i * task.classes();
            for (int k = first; k < first + task.classes(); k++) {
                p[k] = scores ? 3 * random.nextGaussian() : 0.01 + random.nextDouble();
                sum += p[k];
            }
            for (int k = first; !scores && k < first + task.classes(); k++) {
                p[k] /= sum;
            }
        }
        return with(task, new byte[0], label, new double[0], p);
    }

    private static Rows rows(Task task, SplittableRandom random) {
        var y = new double[task.rows()];
        var p = new double[task.rows()];
        for (int i = 0; i < p.length; i++) {
            switch (task.loss()) {
                case "log_loss", "brier" -> {
                    p[i] = (random.nextInt(1 << 24) + 0.5) * 0x1p-24;
                    y[i] = random.nextDouble() < p[i] ? 1 : 0;
                }
                case "log_loss_logit", "hinge" -> {
                    p[i] = 2 * random.nextGaussian();
                    y[i] = random.nextDouble() < 1 / (1 + Math.exp(-p[i])) ? 1 : 0;
                }
                case "poisson" -> {
                    p[i] = 0.1 + 10 * random.nextDouble();
                    y[i] = random.nextInt(20);
                }
                case "gamma" -> {
                    p[i] = 0.1 + 10 * random.nextDouble();
                    y[i] = -p[i] * Math.log(1 - random.nextDouble());
                }
                default -> {
                    p[i] = random.nextGaussian();
                    y[i] = p[i] + random.nextGaussian();
                }
            }
        }
        return with(task, new byte[0], new int[0], y, p);
    }

    private static Rows with(Task task, byte[] happened, int[] label, double[] y, double[] p) {
        var floats = new float[task.floats() ? p.length : 0];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) p[i];
        }
        return new Rows(happened, label, y, task.floats() ? new double[0] : p, floats);
    }

    /// How many bytes a plain sum over the outcomes and predictions reads.
    public long bytes() {
        return happened.length + 4L * label.length + 8L * y.length + 8L * p.length + 4L * floats.length;
    }
}
