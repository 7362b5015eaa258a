/** Dynamic programming: how many letters must change to make one word of another. Watch the table fill up. */
public class EditDistance {

    static int distance(String from, String to) {
        // cost[i][j]: from the first i letters of one word to the first j letters of the other.
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j; // Against an empty word every letter counts.
                } else if (from.charAt(i - 1) == to.charAt(j - 1)) {
                    cost[i][j] = cost[i - 1][j - 1]; // The same letter costs nothing.
                } else {
                    int change = cost[i - 1][j - 1];
                    int drop = cost[i - 1][j];
                    int add = cost[i][j - 1];
                    cost[i][j] = 1 + Math.min(change, Math.min(drop, add));
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    public static void main(String[] args) {
        System.out.println(distance("kitten", "sitting"));
    }
}
