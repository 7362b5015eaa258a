package org.surprisal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void isAsCheapAsTheBestOfAllPermutations(int n) {
        Random random = new Random(n);
        for (int trial = 0; trial < 60; trial++) {
            double[][] cost = new double[n][n];
            for (double[] row : cost) {
                for (int j = 0; j < n; j++) {
                    row[j] = trial % 2 == 0 ? random.nextGaussian() : random.nextInt(4) - 2;
                }
            }
            int[] columns = Assignment.leastCost(cost);
            assertThat(columns).doesNotHaveDuplicates();
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += cost[i][columns[i]];
            }
            assertThat(total).isCloseTo(best(cost, 0, new boolean[n]), within(1e-12));
        }
    }

    private static double best(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int j = 0; j < cost.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.min(best, cost[row][j] + best(cost, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }

    @Test
    void findsAPlantedPermutationOfManyClasses() {
        int n = 64;
        Random random = new Random(1);
        int[] planted = Samples.shuffled(n, random);
        double[][] cost = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                cost[i][j] = planted[i] == j ? -10 : -random.nextDouble();
            }
        }
        assertThat(Assignment.leastCost(cost)).isEqualTo(planted);
    }
}
