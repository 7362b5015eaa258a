package org.surprisal.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.surprisal.fit.design.Column;
import org.surprisal.fit.design.Frame;

/** One of the Statistical Reference Datasets of NIST for linear regression, as it is distributed. */
record NistSet(
        String name,
        String formula,
        Frame frame,
        Frame decimals,
        double[] estimates,
        double[] errors,
        double residual) {
    static final List<String> NAMES = List.of(
            "Norris",
            "Pontius",
            "NoInt1",
            "NoInt2",
            "Longley",
            "Wampler1",
            "Wampler2",
            "Wampler3",
            "Wampler4",
            "Wampler5",
            "Filip");

    static NistSet of(String name) {
        List<String> lines = lines(name);
        List<Double> estimates = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        double residual = Double.NaN;
        for (int i = 30; i < 55; i++) {
            String[] words = lines.get(i).strip().split("\\s+", -1);
            if (words.length == 3 && words[0].matches("B\\d+")) {
                estimates.add(Double.parseDouble(words[1]));
                errors.add(Double.parseDouble(words[2]));
            } else if (lines.get(i).contains("Standard Deviation")
                    && words.length == 3
                    && words[2].matches("[-0-9.E+]+")) {
                residual = Double.parseDouble(words[2]);
            }
        }
        List<String[]> rows = lines.subList(60, lines.size()).stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 1)
                .toList();
        Frame plain = Frame.EMPTY;
        Frame exact = Frame.EMPTY;
        for (int c = 0; c < rows.get(0).length; c++) {
            double[] high = new double[rows.size()];
            double[] low = new double[rows.size()];
            for (int r = 0; r < high.length; r++) {
                BigDecimal decimal = new BigDecimal(rows.get(r)[c]);
                high[r] = decimal.doubleValue();
                low[r] = decimal.subtract(new BigDecimal(high[r])).doubleValue();
            }
            String column = c == 0 ? "y" : rows.get(0).length == 2 ? "x" : "x" + c;
            plain = plain.with(column, high);
            exact = exact.with(column, Column.of(high, low));
        }
        return new NistSet(
                name,
                formula(name, estimates.size()),
                plain,
                exact,
                estimates.stream().mapToDouble(Double::doubleValue).toArray(),
                errors.stream().mapToDouble(Double::doubleValue).toArray(),
                residual);
    }

    private static String formula(String name, int coefficients) {
        return switch (name) {
            case "NoInt1", "NoInt2" -> "y ~ x - 1";
            case "Longley" -> "y ~ .";
            case "Norris" -> "y ~ x";
            default -> "y ~ poly(x, " + (coefficients - 1) + ", raw)";
        };
    }

    private static List<String> lines(String name) {
        try (InputStream in = NistSet.class.getResourceAsStream("/nist-strd/" + name + ".dat")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The number of digits in which a number agrees with a certified one, at most 15; of an exact fit, whose error is
     * certified as 0, whether it is one in doubles.
     */
    static double digits(double value, double certified) {
        if (certified == 0) {
            return Math.abs(value) < 1e-14 ? 15 : 0;
        }
        double error = Math.abs((value - certified) / certified);
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }
}
