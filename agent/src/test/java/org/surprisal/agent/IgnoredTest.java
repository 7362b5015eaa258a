package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IgnoredTest {
    private static final Ignored SOURCE = new Ignored("""
            class Program {
                String token = ask(); // watch: ignore
                int count;
                void run(String password, // watch: ignore password
                        int times) {
                    int[] pins = {1, 2}; // watch: ignore
                    int sum = 0;
                    total += 1; // watch: ignore total, sum
                    call(() -> sum); // watch: ignored by nobody
                }
            }
            """);

    @Test
    void findsWhatALineWrites() {
        assertThat(SOURCE.field("token")).isTrue();
        assertThat(SOURCE.field("count")).isFalse();
        assertThat(SOURCE.isEmpty()).isFalse();
        assertThat(Ignored.NOTHING.isEmpty()).isTrue();
    }

    @Test
    void takesTheHeadOfAMethodForItsOwn() {
        assertThat(SOURCE.variables(6, 9, List.of(new int[] {6, 9}), false))
                .contains("password", "pins", "total", "sum");
    }

    @Test
    void holdsForALambdaWithinTheMethod() {
        List<int[]> methods = List.of(new int[] {6, 9}, new int[] {9, 9});
        assertThat(SOURCE.variables(9, 9, methods, true)).contains("sum");
        assertThat(SOURCE.variables(9, 9, methods, false)).doesNotContain("sum");
    }
}
