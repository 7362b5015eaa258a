import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Logistic regression by gradient descent: how much better than a coin does a team win that is rated higher? The games
 * are real (examples/nfl_elo.csv). Watch the log loss fall from ln 2 and the gradient go to zero.
 */
public class Training {
    static final int ROUNDS = 60;
    static final double RATE = 2;

    public static void main(String[] args) throws IOException {
        List<String> games = Files.readAllLines(Path.of(args.length > 0 ? args[0] : "examples/nfl_elo.csv"));
        int n = games.size() - 1;
        double[] lead = new double[n]; // By how much team 1 is rated higher, in units of 400.
        double[] won = new double[n]; // 1 if team 1 won, 0 if it lost, 0.5 for a tie.
        for (int i = 0; i < n; i++) {
            String[] cells = games.get(i + 1).split(",", -1);
            lead[i] = (Double.parseDouble(cells[6]) - Double.parseDouble(cells[7])) / 400;
            won[i] = Double.parseDouble(cells[11]);
        }
        double[] weight = new double[2]; // The advantage of team 1, which plays at home, and the slope of the lead.
        for (int round = 0; round < ROUNDS; round++) {
            double[] down = new double[2];
            double loss = loss(lead, won, weight, down);
            double gradient = Math.hypot(down[0], down[1]);
            if (round % 10 == 0) {
                System.out.printf("round %2d  log loss %.5f%n", round, loss);
            }
            weight[0] -= RATE * down[0];
            weight[1] -= RATE * down[1];
        }
        System.out.printf("home %.3f, lead %.3f%n", weight[0], weight[1]);
    }

    /** The mean log loss of these weights; its gradient goes into the last array. */
    static double loss(double[] lead, double[] won, double[] weight, double[] down) {
        double sum = 0;
        double home = 0;
        double slope = 0;
        for (int i = 0; i < lead.length; i++) {
            double z = weight[0] + weight[1] * lead[i];
            double p = 1 / (1 + Math.exp(-z));
            sum += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - won[i] * z;
            home += p - won[i]; // The gradient of the log loss is p - y.
            slope += (p - won[i]) * lead[i];
        }
        down[0] = home / lead.length;
        down[1] = slope / lead.length;
        return sum / lead.length;
    }
}
