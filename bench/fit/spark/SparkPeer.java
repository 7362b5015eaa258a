import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// Spark's fits, in local mode on two threads, of rows that are cached.
public final class SparkPeer {
    private final String task;
    private final double[][] x;
    private final double[] y;

    private SparkPeer(String task, Path folder) {
        this.task = task;
        this.x = Numbers.doubles(folder.resolve(task + ".x"), Numbers.columns(task), Numbers.rows(task));
        this.y = Numbers.doubles(folder.resolve(task + ".y"), 1, Numbers.rows(task))[0];
    }

    /// Arguments: which fit, the task, the folder of the data, how often. Begins anew with the options Spark needs.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (System.getProperty("spark.options") == null) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
            command.addAll(List.of("-Xmx10g", "-Dspark.options=given", "-cp", System.getProperty("java.class.path")));
            command.add(SparkPeer.class.getName());
            command.addAll(List.of(arguments));
            System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
        }
        new SparkPeer(arguments[1], Path.of(arguments[2])).run(Integer.parseInt(arguments[3]));
    }

    private void run(int runs) {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        Dataset<Row> rows = rows(spark).repartition(2).cache();
        rows.count();
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            Coefficients found = fit(rows);
            System.out.println("seconds " + (System.nanoTime() - start) * 1e-9);
            System.out.println("objective " + objective(found));
        }
        spark.stop();
    }

    /// Of each class a row of coefficients and an intercept.
    private record Coefficients(double[][] of, double[] intercepts) {}

    private Coefficients fit(Dataset<Row> rows) {
        switch (task) {
            case "T2" -> {
                var model = new GeneralizedLinearRegression()
                        .setFamily("poisson")
                        .setTol(1e-10)
                        .setMaxIter(100)
                        .fit(rows);
                return one(model.coefficients(), model.intercept());
            }
            case "T5" -> {
                var model = new LinearRegression().setSolver("normal").fit(rows);
                model.summary().coefficientStandardErrors();
                return one(model.coefficients(), model.intercept());
            }
            default -> {
                var model =
                        new LogisticRegression().setTol(1e-10).setMaxIter(1000).fit(rows);
                Matrix matrix = model.coefficientMatrix();
                double[][] of = new double[matrix.numRows()][matrix.numCols()];
                for (int k = 0; k < of.length; k++) {
                    for (int j = 0; j < of[k].length; j++) {
                        of[k][j] = matrix.apply(k, j);
                    }
                }
                return new Coefficients(of, model.interceptVector().toArray());
            }
        }
    }

    private static Coefficients one(Vector of, double intercept) {
        return new Coefficients(new double[][] {of.toArray()}, new double[] {intercept});
    }

    private Dataset<Row> rows(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            double[] row = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                row[j] = x[j][i];
            }
            rows.add(RowFactory.create(y[i], Vectors.dense(row)));
        }
        StructType type = new StructType(new StructField[] {
            new StructField("label", DataTypes.DoubleType, false, Metadata.empty()),
            new StructField("features", SQLDataTypes.VectorType(), false, Metadata.empty())
        });
        return spark.createDataFrame(rows, type);
    }

    private double objective(Coefficients at) {
        double sum = 0;
        double[] z = new double[at.intercepts.length];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < z.length; k++) {
                z[k] = at.intercepts[k];
                for (int j = 0; j < x.length; j++) {
                    z[k] += at.of[k][j] * x[j][i];
                }
            }
            sum += deviance(z, y[i]);
        }
        return sum;
    }

    private double deviance(double[] z, double y) {
        return switch (task) {
            case "T2" -> 2 * ((y > 0 ? y * (Math.log(y) - z[0]) : 0) - (y - Math.exp(z[0])));
            case "T5" -> (y - z[0]) * (y - z[0]);
            case "T4" -> {
                double most = Arrays.stream(z).max().orElseThrow();
                yield 2
                        * (Math.log(Arrays.stream(z)
                                        .map(v -> Math.exp(v - most))
                                        .sum())
                                + most
                                - z[(int) y]);
            }
            default -> 2 * (Math.max(z[0], 0) + Math.log1p(Math.exp(-Math.abs(z[0]))) - y * z[0]);
        };
    }
}
