import java.util.Random;

/**
 * A training that goes wrong: after some rounds the loss is NaN, and all that is printed is that it is. Which line made
 * the first NaN, and why? (docs/watch.md finds out.)
 */
public class NanTraining {
    static final int ROWS = 20;

    /** The probability that belongs to a score. */
    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** What it costs to have said p when y happened. */
    static double cost(double y, double p) {
        double happened = y * Math.log(p);
        double not = (1 - y) * Math.log(1 - p);
        return -(happened + not);
    }

    /** One step down the gradient; returns the loss before it. */
    static double round(double[] x, double[] y, double[] weight, double rate) {
        double loss = 0;
        double slope = 0;
        double shift = 0;
        for (int i = 0; i < x.length; i++) {
            double p = sigmoid(weight[0] + weight[1] * x[i]);
            loss += cost(y[i], p) / x.length;
            slope += (p - y[i]) * x[i] / x.length;
            shift += (p - y[i]) / x.length;
        }
        weight[0] -= rate * shift;
        weight[1] -= rate * slope;
        return loss;
    }

    public static void main(String[] args) {
        Random chance = new Random(4);
        double[] x = new double[ROWS];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = 2 * chance.nextGaussian();
            y[i] = x[i] + chance.nextGaussian() > 0 ? 1 : 0;
        }
        double[] weight = new double[2];
        double rate = 1;
        for (int round = 1; round <= 60; round++) {
            double loss = round(x, y, weight, rate);
            rate *= 1.25;
            if (round % 10 == 0) {
                System.out.println("round " + round + "  loss " + loss);
            }
        }
    }
}
