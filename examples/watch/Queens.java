import java.util.Arrays;

/** Six queens, none of which attacks another: try, and take back what leads nowhere. */
public class Queens {

    /** Places a queen in each row from {@code row} on; {@code column[r]} is where the queen of row r stands. */
    static boolean place(int row, int[] column) {
        if (row == column.length) {
            return true;
        }
        for (int c = 0; c < column.length; c++) {
            if (isFree(row, c, column)) {
                column[row] = c;
                if (place(row + 1, column)) {
                    return true;
                }
                column[row] = -1; // A dead end: this queen is taken back.
            }
        }
        return false;
    }

    static boolean isFree(int row, int c, int[] column) {
        for (int r = 0; r < row; r++) {
            if (column[r] == c || Math.abs(column[r] - c) == row - r) {
                return false;
            }
        }
        return true;
    }

    public static void main(String[] args) {
        int[] column = new int[6];
        Arrays.fill(column, -1);
        boolean found = place(0, column);
        System.out.println(found + " " + Arrays.toString(column));
    }
}
