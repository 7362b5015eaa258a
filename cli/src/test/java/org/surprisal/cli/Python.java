package org.surprisal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An interpreter of Python on this machine.
 *
 * @param command its program
 */
record Python(String command) {
    /** One that has a library, if there is one. */
    static Optional<Python> with(String library) {
        return List.of("python3", "/usr/bin/python3").stream()
                .map(Python::new)
                .filter(python -> python.has(library))
                .findFirst();
    }

    private boolean has(String library) {
        try {
            return new ProcessBuilder(command, "-c", "import " + library)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Asks the functions of a file {@code made.py} about rows.
     *
     * @param folder where the file is, and where more may be written
     * @param libraries a folder to import from beside it
     * @param program sets {@code answers}, arrays of a number for each row, or of an array for each row, from {@code y}
     *     and {@code p}
     */
    double[][][] answers(Path folder, Path libraries, HardRows rows, boolean perClass, String program)
            throws IOException {
        Path file = folder.resolve("ask.py");
        Files.writeString(
                file,
                "import json\nimport warnings\nimport numpy as np\nwarnings.simplefilter(\"error\", SyntaxWarning)\n"
                        + "import made\ninf = float(\"inf\")\ny = np.array(" + list(rows.y()) + ")"
                        + (perClass ? "" : "[:, 0]") + "\np = np.array(" + list(rows.p()) + ")"
                        + (perClass ? "" : "[:, 0]") + "\n" + program
                        + "\nfor i in range(len(y)):\n    print(\"|\".join(\",\".join(repr(float(x)) for x in"
                        + " np.atleast_1d(answer[i])) for answer in answers))\n");
        Path output = folder.resolve("answers.txt");
        ProcessBuilder builder = new ProcessBuilder(command, file.toString());
        builder.environment().put("PYTHONPATH", libraries.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            int exit = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String text = Files.readString(output);
            if (exit != 0) {
                throw new IOException(text);
            }
            List<double[][]> answers = new ArrayList<>();
            text.lines()
                    .forEach(line -> answers.add(Arrays.stream(line.split("\\|", -1))
                            .map(Python::numbers)
                            .toArray(double[][]::new)));
            return answers.toArray(double[][][]::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static double[] numbers(String cell) {
        return Arrays.stream(cell.split(",", -1))
                .mapToDouble(text -> switch (text) {
                    case "inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    case "nan" -> Double.NaN;
                    default -> Double.parseDouble(text);
                })
                .toArray();
    }

    private static String list(double[][] rows) {
        return Arrays.stream(rows).map(Arrays::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
