package org.surprisal.score;

import java.util.Arrays;

/**
 * The assignment of columns to rows with the least total cost, each column once: the Hungarian method with potentials,
 * O(n³). Ties are broken the same way each time.
 *
 * <p>Source: Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly 2,
 * 83-97; in the shortest-augmenting-path form of Jonker and Volgenant (1987), Computing 38, 325-340.
 */
final class Assignment {
    private Assignment() {}

    /**
     * Solves the problem.
     *
     * @param cost a square matrix of finite costs, {@code [row][column]}
     * @return the column of each row
     */
    static int[] leastCost(double[][] cost) {
        int n = cost.length;
        double[] rowPotential = new double[n];
        double[] columnPotential = new double[n];
        int[] rowOf = new int[n];
        int[] columnOf = new int[n];
        Arrays.fill(rowOf, -1);
        Arrays.fill(columnOf, -1);
        double[] distance = new double[n];
        int[] from = new int[n];
        boolean[] done = new boolean[n];
        for (int start = 0; start < n; start++) {
            Arrays.fill(done, false);
            Arrays.fill(from, start);
            for (int j = 0; j < n; j++) {
                distance[j] = cost[start][j] - rowPotential[start] - columnPotential[j];
            }
            int end = nearest(distance, done);
            // The shortest path from the new row to a free column, through rows that already have one.
            while (rowOf[end] >= 0) {
                done[end] = true;
                int row = rowOf[end];
                for (int j = 0; j < n; j++) {
                    double through = distance[end] + cost[row][j] - rowPotential[row] - columnPotential[j];
                    if (!done[j] && through < distance[j]) {
                        distance[j] = through;
                        from[j] = row;
                    }
                }
                end = nearest(distance, done);
            }
            double length = distance[end];
            rowPotential[start] += length;
            for (int j = 0; j < n; j++) {
                if (done[j]) {
                    columnPotential[j] += distance[j] - length;
                    rowPotential[rowOf[j]] += length - distance[j];
                }
            }
            for (int j = end; ; ) {
                int row = from[j];
                rowOf[j] = row;
                int freed = columnOf[row];
                columnOf[row] = j;
                if (row == start) {
                    break;
                }
                j = freed;
            }
        }
        return columnOf;
    }

    private static int nearest(double[] distance, boolean[] done) {
        int nearest = -1;
        for (int j = 0; j < distance.length; j++) {
            if (!done[j] && (nearest < 0 || distance[j] < distance[nearest])) {
                nearest = j;
            }
        }
        return nearest;
    }
}
