package org.surprisal.fit.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.surprisal.fit.ClassModel;
import org.surprisal.fit.ClassPrediction;
import org.surprisal.fit.FittedClasses;
import org.surprisal.fit.design.Design;
import org.surprisal.fit.design.Frame;
import org.surprisal.fit.design.UnknownLevel;

/**
 * A fitted model of several classes without the rows that it was fitted to. Immutable, as long as nobody changes the
 * arrays that it was made of, and safe for any thread.
 *
 * @param design the columns of the model
 * @param model how linear predictors become probabilities
 * @param classes the names of the classes, in their order
 * @param coefficients of multinomial models an array for each class, 0 for that of reference, of ordered ones a single
 *     array; a number per name of the design, 0 where it is not told
 * @param cuts of ordered models the cut points between the classes, rising; otherwise empty
 * @param told which names of the design have a coefficient of their own
 * @param rows the rows that were fitted
 * @param leftOut the rows that were not, by reason
 * @param converged whether the estimates are those asked for
 */
public record FittedClassModel(
        Design design,
        ClassModel model,
        List<String> classes,
        double[][] coefficients,
        double[] cuts,
        boolean[] told,
        long rows,
        Map<String, Integer> leftOut,
        boolean converged)
        implements KeptModel {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are not as many numbers as the design and the classes need
     */
    public FittedClassModel {
        classes = List.copyOf(classes);
        leftOut = new LinkedHashMap<>(leftOut);
        boolean ordered = model == ClassModel.ORDERED_LOGIT || model == ClassModel.ORDERED_PROBIT;
        boolean whole = classes.size() > 1
                && coefficients.length == (ordered ? 1 : classes.size())
                && cuts.length == (ordered ? classes.size() - 1 : 0)
                && told.length == design.names().size();
        for (double[] each : coefficients) {
            whole &= each.length == design.names().size();
        }
        if (!whole) {
            throw new IllegalArgumentException("A model of " + design.names().size() + " columns and " + classes.size()
                    + " classes has other numbers of coefficients.");
        }
    }

    /**
     * What is kept of a fit.
     *
     * @param fitted the fit
     * @return the model
     */
    public static FittedClassModel of(FittedClasses fitted) {
        return new FittedClassModel(
                fitted.design(),
                fitted.fit().model(),
                fitted.classes(),
                fitted.heads(),
                fitted.cuts(),
                fitted.told(),
                fitted.data().rows(),
                fitted.data().leftOut(),
                fitted.convergence().converged());
    }

    /**
     * Whether the classes have cut points between them.
     *
     * @return false for multinomial models
     */
    public boolean isOrdered() {
        return cuts.length > 0;
    }

    /** Whether a head is that of the class that others are compared with: 0 in every row, as long as others are not. */
    boolean isReference(double[] head) {
        return isZero(head) && !Arrays.stream(coefficients).allMatch(FittedClassModel::isZero);
    }

    private static boolean isZero(double[] head) {
        return Arrays.stream(head).allMatch(each -> each == 0);
    }

    @Override
    public List<String> predictions() {
        return classes.stream().map(name -> "p_" + name).toList();
    }

    /**
     * The probabilities of new rows: the same bits as {@link FittedClasses#predict}.
     *
     * @param frame columns of the names that the model uses
     * @param unknown what becomes of rows with a level that was not there
     * @return by row, then by class; NaN where a value is missing
     */
    public double[][] predict(Frame frame, UnknownLevel unknown) {
        return ClassPrediction.of(design, model, coefficients, cuts, frame, unknown);
    }
}
