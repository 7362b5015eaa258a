package org.surprisal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Hard problems and full disks through the command line: a named diagnosis, never a silent wrong answer. */
final class FitHardInputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    /** A fit is printed, and its notes say what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,y;1,0;2,0;3,0;4,1;5,1;6,1  | y ~ x | --family=binomial          | separated completely: no finite",
                "x,y;1,0;2,0;3,0;3,1;4,1;5,1  | y ~ x | --family=binomial          | separated in part",
                "x,y;1,a;2,a;3,b;4,b;5,c;6,c  | y ~ x | --family=multinomial       | those of b: (intercept) (-∞), b: x (+∞)",
                "x,y;1,1;2,1;3,2;4,2;5,3;6,3  | y ~ x | --family=ordered           | those of x (+∞), 1|2 (+∞), 2|3 (+∞)",
                "g,y;a,0;a,0;b,3;b,4          | y ~ g | --family=poisson           | g[b] (+∞) are infinite",
                "x,z,y;1,7,3;2,7,4;3,7,4;4,7,2 | y ~ x + z |                       | The column z is constant",
                "a,b,y;1,2,1;2,4,2;3,6,5;4,8,1 | y ~ a + b |                       | The column b is 2·a in every row",
                "x,y;1,2                      | y ~ 1 |                            | nothing is left to estimate",
                "a,b,c,y;1,2,3,1;2,1,3,2      | y ~ a + b + c | --l2=1             | drawn towards 0",
                "x,y;1,3;2,3;3,3;4,3          | y ~ x |                            | All responses that are fitted are 3",
                "x,y;1,1;2,1;3,1;4,1          | y ~ x | --family=binomial          | All responses that are fitted are 1",
                "x,y;1,3;2,3;3,3;4,3          | y ~ x | --family=negative_binomial | All responses that are fitted are 3",
                "x,y;1e300,1;2e300,2;3e300,3;4e300,5 | y ~ x |                     | so its error cannot be told. Change its unit",
                "x,y;1,1e300;2,2.1e300;3,2.9e300;4,4e300 | y ~ x | --family=gamma  | so the dispersion and all errors cannot be told",
                "x,y;1,1;2,2.1;3,2.9;4,40     | y ~ x | --loss=1-exp(-(y-p)^2)     | The loss is not convex: it curves down where",
                "x,y;1,1;2,2.1;3,2.9;4,4      | y ~ x | --loss=-(y-p)^2            | where the loss has no minimum",
                "x,y;1,1;2,2.1;3,2.9;4,4      | y ~ x | --loss=log(p-2)*y          | where the loss has no minimum",
                "x,y;1,1;2,2;3,4;4,8;5,17     | y ~ x | --family=poisson --iterations=1 | did not converge",
            })
    void whatIsWrongIsNoted(String rows, String formula, String options, String note) throws IOException {
        Run run = fit(rows, formula, options, "--json", "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        JsonNode notes = new ObjectMapper().readTree(run.out()).get("notes");
        assertThat(notes.toString()).contains(note);
    }

    /** A fit that cannot be is refused with one sentence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,y;1,2                      | y ~ x |                            | There is 1 row for 2 coefficients, too few",
                "a,b,c,y;1,2,3,1;2,1,3,2      | y ~ a + b + c |                    | There are 2 rows for 4 coefficients",
                "x,y                          | y ~ x | --family=poisson           | There are no rows to fit",
                "x,y;1,a;2,a;3,a              | y ~ x | --family=multinomial       | has one class only, 'a'",
                "x,y;1e300,1;2e300,2;3e300,3  | y ~ x | --family=poisson           | squares leave the doubles: change its unit",
                "x,y;1e-300,1;2e-300,2;3e-300,3 | y ~ x | --family=poisson         | squares leave the doubles: change its unit",
                "x,y,w;1,1,0;2,2,0            | y ~ x | --weight=w                 | No row is left to fit",
                "x,y,w;1,1,1;2,2,inf;3,4,1    | y ~ x | --weight=w                 | The column w is infinite in row 2",
                "x,y;1,1;2,inf;3,4            | y ~ x | --family=gamma             | The column y is infinite in row 2",
                "x,y;1,1;2,2.1;3,2.9;4,4      | y ~ x | --loss=(y-p)^2+sqrt(y-2.95) | not finite where the fit would begin, first in row 1",
                "x,y;1,1;2,2.1;3,2.9;4,4      | y ~ x | --loss=y*p                 | has no second derivative",
            })
    void whatCannotBeFittedIsRefused(String rows, String formula, String options, String message) throws IOException {
        Run run = fit(rows, formula, options);
        assertThat(run.err()).startsWith("surprisal: ").contains(message).doesNotContain("defect");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noErrorsFromADispersionBeyondTheDoubles() throws IOException {
        Run run = fit("x,y;1,1e300;2,2.1e300;3,2.9e300;4,4e300", "y ~ x", "--family=gamma", "--json", "-");
        JsonNode fit = new ObjectMapper().readTree(run.out());
        assertThat(fit.get("dispersion").isNull()).isTrue();
        assertThat(fit.get("coefficients").get(1).get("se").isNull()).isTrue();
        JsonNode constant = new ObjectMapper()
                .readTree(fit("x,y;1,3;2,3;3,3", "y ~ x", null, "--json", "-").out());
        assertThat(constant.get("dispersion").asDouble()).isLessThan(1e-100);
        assertThat(constant.get("r2").isNull()).isTrue();
    }

    @Test
    void aFileThatIsNotThere() {
        Run run = Run.of("fit", folder.resolve("none.csv").toString(), "y ~ x");
        assertThat(run.err()).startsWith("surprisal: There is no file ");
        assertThat(run.exit()).isEqualTo(2);
    }

    /** On a full disk the report is printed, and one sentence says what is missing; what was there before stays. */
    @ParameterizedTest
    @ValueSource(strings = {"--out", "--json", "--rows"})
    void aDiskThatIsFull(String option) throws IOException {
        Needed.have(Files.exists(FULL), "the device /dev/full, as Linux has it");
        Run run = fit("x,y;1,2;2,3;3,5", "y ~ x", null, option, FULL.toString());
        assertThat(run.err()).startsWith("surprisal: Cannot write /dev/full (No space left on device): ");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("x                1.50");
        assertThat(Files.exists(FULL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out", "--json", "--rows", "--validate-out"})
    void aFolderThatIsNotThereIsSaidBeforeTheFit(String option) throws IOException {
        String[] more = option.equals("--validate-out") ? new String[] {"--validate", "3"} : new String[0];
        for (String name : List.of("no/such.csv", "no/such.parquet", ".")) {
            String[] words = Stream.concat(
                            Stream.of(option, folder.resolve(name).toString()), Stream.of(more))
                    .toArray(String[]::new);
            Run run = fit("x,y;1,2;2,3;3,5", "y ~ x", null, words);
            assertThat(run.err()).startsWith("surprisal: Cannot write ").contains("folder");
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aFileIsReplacedOnlyByAWholeOne() throws IOException {
        Path rows = Files.writeString(folder.resolve("kept.csv"), "before");
        Run refused = fit("x,y;1,2;2,3;3,5", "y ~ x + z", null, "--rows", rows.toString());
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(rows).hasContent("before");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), rows);
        assertThat(fit("x,y;1,2;2,3;3,5", "y ~ x", null, "--rows", link.toString())
                        .exit())
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllLines(rows)).hasSize(4);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    private Run fit(String rows, String formula, @Nullable String options, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.csv"), rows.strip().replace(';', '\n') + "\n");
        List<String> words = new ArrayList<>(List.of("fit", file.toString(), formula));
        if (options != null) {
            words.addAll(List.of(options.split(" ", -1)));
        }
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }
}
