import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.TreeSet;

/// The numbers of a task, in files that every language reads: columns of little-endian doubles, one after the other, in
/// `T1.x`, the response in `T1.y`, codes of categories as ints in `T1.codes`.
public final class Numbers {
    /// The levels of the categories of T3.
    public static final int[] LEVELS = {2, 4, 6, 11, 22, 25, 50, 200};

    /// The columns of T7, and how many of them are not 0 in a row.
    public static final int SPARSE_COLUMNS = 50_000;

    public static final int NONZEROS = 75;

    /// The classes of T4.
    public static final int CLASSES = 5;

    private Numbers() {}

    /// Makes the files of a task unless they are there.
    public static void make(String task, Path folder) {
        if (Files.exists(folder.resolve(task + ".y"))) {
            return;
        }
        if (task.equals("T7")) {
            makeSparse(folder);
            return;
        }
        int rows = rows(task);
        double[] predictor = new double[rows];
        double[][] x = new double[columns(task)][rows];
        Random random = new Random(7);
        for (int j = 0; j < x.length; j++) {
            boolean matters = !task.equals("T6") || j % 10 == 0;
            double slope = matters ? (j % 2 == 0 ? 0.5 : -0.5) / Math.sqrt(x.length) * (1 + j % 3) : 0;
            for (int i = 0; i < rows; i++) {
                x[j][i] =
                        task.equals("T6") && j > 0 ? 0.5 * x[j - 1][i] + random.nextGaussian() : random.nextGaussian();
                predictor[i] += slope * x[j][i];
            }
        }
        int[][] codes = new int[task.equals("T3") ? LEVELS.length : 0][rows];
        for (int c = 0; c < codes.length; c++) {
            double[] effect = random.doubles(LEVELS[c], -0.5, 0.5).toArray();
            for (int i = 0; i < rows; i++) {
                codes[c][i] = random.nextInt(LEVELS[c]);
                predictor[i] += effect[codes[c][i]];
            }
        }
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = switch (task) {
                case "T1" -> random.nextDouble() < 1 / (1 + Math.exp(-predictor[i] - 0.3)) ? 1 : 0;
                case "T2", "T3" -> count(random, Math.exp(0.5 * predictor[i]));
                case "T4" -> choice(random, x, i);
                default -> predictor[i] + random.nextGaussian();
            };
        }
        write(folder.resolve(task + ".x"), x);
        write(folder.resolve(task + ".codes"), codes);
        write(folder.resolve(task + ".y"), new double[][] {y});
    }

    /// Rows of few numbers each, in `T7.starts`, `T7.columns` and `T7.values`: some columns are frequent, as words are,
    /// and each row has a length of 1.
    private static void makeSparse(Path folder) {
        int rows = rows("T7");
        Random random = new Random(7);
        double[] slope = random.doubles(SPARSE_COLUMNS, -8, 8).toArray();
        int[] starts = new int[rows + 1];
        int[] columns = new int[rows * NONZEROS];
        double[] values = new double[columns.length];
        double[] y = new double[rows];
        int end = 0;
        for (int i = 0; i < rows; i++) {
            TreeSet<Integer> chosen = new TreeSet<>();
            while (chosen.size() < NONZEROS) {
                double u = random.nextDouble();
                chosen.add((int) (SPARSE_COLUMNS * u * u));
            }
            double predictor = 0;
            double squares = 0;
            for (int j : chosen) {
                columns[end] = j;
                values[end] = 0.1 + random.nextDouble();
                squares += values[end] * values[end];
                end++;
            }
            for (int k = end - NONZEROS; k < end; k++) {
                values[k] /= Math.sqrt(squares);
                predictor += slope[columns[k]] * values[k];
            }
            starts[i + 1] = end;
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-predictor)) ? 1 : 0;
        }
        write(folder.resolve("T7.starts"), new int[][] {starts});
        write(folder.resolve("T7.columns"), new int[][] {columns});
        write(folder.resolve("T7.values"), new double[][] {values});
        write(folder.resolve("T7.y"), new double[][] {y});
    }

    private static double count(Random random, double mean) {
        double least = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > least; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    /// One of five classes.
    private static int choice(Random random, double[][] x, int row) {
        double[] odds = new double[CLASSES];
        double sum = 0;
        for (int k = 0; k < odds.length; k++) {
            double score = 0;
            for (int j = k; j < x.length; j += odds.length) {
                score += 0.3 * x[j][row];
            }
            odds[k] = Math.exp(score);
            sum += odds[k];
        }
        double rest = random.nextDouble() * sum;
        int chosen = 0;
        while (chosen < odds.length - 1 && rest > odds[chosen]) {
            rest -= odds[chosen++];
        }
        return chosen;
    }

    /// How many rows a task has.
    public static int rows(String task) {
        return switch (task) {
            case "T1", "T5" -> 1_000_000;
            case "T2" -> 500_000;
            case "T4" -> 200_000;
            case "T6", "T7" -> 100_000;
            default -> 600_000;
        };
    }

    /// How many columns of numbers a task has.
    public static int columns(String task) {
        return switch (task) {
            case "T1" -> 20;
            case "T2" -> 100;
            case "T4", "T5" -> 50;
            case "T6" -> 200;
            default -> 1;
        };
    }

    /// Reads columns of doubles.
    public static double[][] doubles(Path file, int columns, int rows) {
        double[][] to = new double[columns][rows];
        try (FileChannel channel = FileChannel.open(file)) {
            for (int j = 0; j < columns; j++) {
                channel.map(FileChannel.MapMode.READ_ONLY, 8L * j * rows, 8L * rows)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer()
                        .get(to[j]);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return to;
    }

    /// Reads columns of ints.
    public static int[][] ints(Path file, int columns, int rows) {
        int[][] to = new int[columns][rows];
        try (FileChannel channel = FileChannel.open(file)) {
            for (int j = 0; j < columns; j++) {
                channel.map(FileChannel.MapMode.READ_ONLY, 4L * j * rows, 4L * rows)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer()
                        .get(to[j]);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return to;
    }

    private static void write(Path file, double[][] columns) {
        try (FileChannel channel = open(file)) {
            for (int j = 0; j < columns.length; j++) {
                channel.map(FileChannel.MapMode.READ_WRITE, 8L * j * columns[j].length, 8L * columns[j].length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asDoubleBuffer()
                        .put(columns[j]);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, int[][] columns) {
        try (FileChannel channel = open(file)) {
            for (int j = 0; j < columns.length; j++) {
                channel.map(FileChannel.MapMode.READ_WRITE, 4L * j * columns[j].length, 4L * columns[j].length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer()
                        .put(columns[j]);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
