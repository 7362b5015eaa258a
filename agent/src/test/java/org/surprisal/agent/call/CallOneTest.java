package org.surprisal.agent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallOneTest {
    private static final String NAME = "org.surprisal.agent.call.CallOneTest.Target";

    /** What is called. */
    @SuppressWarnings("unused")
    static final class Target {
        private static int sum(int[] a, long extra) {
            int sum = (int) extra;
            for (int one : a) {
                sum += one;
            }
            return sum;
        }

        private static void sort(int[] a) {
            java.util.Arrays.sort(a);
        }

        private String own(String text) {
            return text + "!";
        }

        private static String all(
                List<Integer> list, Set<String> set, Deque<Double> deque, Map<String, Integer> map, double[][] matrix) {
            return list + " " + set + " " + deque + " " + map + " " + matrix[1][0];
        }

        private static String small(byte b, short s, float f, char c, boolean t, Object o, String text) {
            return b + " " + s + " " + f + " " + c + " " + t + " "
                    + o.getClass().getSimpleName() + " " + text;
        }

        private static int[] nothing(Collection<Object> c) {
            return c.isEmpty() ? new int[] {1, 2} : new int[0];
        }

        private static void fails() {
            throw new IllegalStateException("as it should");
        }

        private static <T> List<T>[] generic(List<T>[] lists) {
            return lists;
        }
    }

    private static String call(String... arguments) throws Throwable {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            CallOne.main(arguments);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMethodIsCalledAndWhatItReturnsIsPrinted() throws Throwable {
        assertThat(call(NAME + ".sum(int[], long)", "[1, 2, 3]", "10")).isEqualTo("16\n");
        assertThat(call(NAME + ".sum", "[]", "-1")).isEqualTo("-1\n");
        assertThat(call(NAME + ".sort(int[])", "[3, 1, 2]")).isEqualTo("[1, 2, 3]\n");
        assertThat(call(NAME + ".own(String)", "plain text")).isEqualTo("plain text!\n");
        assertThat(call(NAME + ".own(java.lang.String)", "\"a\\tb\"")).isEqualTo("a\tb!\n");
        assertThat(call(NAME + ".nothing", "[]")).isEqualTo("[1, 2]\n");
        assertThat(call(NAME + ".nothing", "[1, 2.5, \"x\", true, null]")).isEqualTo("[]\n");
        assertThat(call(NAME + ".generic", "[[1], []]")).isEqualTo("[[1], []]\n");
    }

    @Test
    void argumentsAreOfEveryType() throws Throwable {
        assertThat(call(NAME + ".all", "[1, 2]", "['a', 'b']", "[1, 2.5]", "{'k': 3}", "[[1], [2.5]]"))
                .isEqualTo("[1, 2] [a, b] [1.0, 2.5] {k=3} 2.5\n");
        assertThat(call(NAME + ".small", "1", "2", "0.5", "'x'", "true", "7", "seven"))
                .isEqualTo("1 2 0.5 x true Integer seven\n");
    }

    @Test
    void anExceptionPassesThrough() {
        assertThatThrownBy(() -> call(NAME + ".fails()"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("as it should");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sum | 0 | [1, 2 | is no JSON at its character",
                "sum | 0 | [1 2] | is no JSON at its character",
                "sum | 0 | [1] x | is no JSON at its character",
                "sum | 0 | [x] | is no JSON at its character",
                "sum | 0 | {1: 2} | cannot be a int[]",
                "sum | 0 | [1.5] | cannot be a int",
                "sum | 0 | [null] | cannot be a int",
                "sum | 0 | [\"a | is no JSON",
                "sum | 1 | \"a\" | cannot be a long",
                "sum | 1 | 1.5 | cannot be a long",
                "small | 4 | 1 | cannot be a boolean",
                "small | 3 | 'ab' | cannot be a char",
                "all | 3 | [1] | cannot be a java.util.Map",
                "all | 0 | {1: 2} | cannot be a java.util.List",
                "own | 0 | `\"a` | is no JSON",
            })
    void whatCannotBeAnArgumentIsSaid(String name, int parameter, String text, String problem) {
        Method method = Stream.of(Target.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Literal.of(text, method.getGenericParameterTypes()[parameter]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
