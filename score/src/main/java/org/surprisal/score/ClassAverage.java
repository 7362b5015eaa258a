package org.surprisal.score;

import java.util.List;
import java.util.Locale;

/** How what is said of each class against the rest becomes one number. */
enum ClassAverage {
    /** The mean over the classes that have a value. */
    MACRO,
    /** The mean weighted by how often each class happened. */
    WEIGHTED,
    /** The number itself, of all probabilities of all rows at once. */
    MICRO;

    /** The name of such an average of a score. */
    String of(String score) {
        return score + "_" + name().toLowerCase(Locale.ROOT);
    }

    /** The number of classes for which a score has a value. */
    static int defined(List<ClassFindings.OneClass> classes, String score) {
        int defined = 0;
        for (ClassFindings.OneClass each : classes) {
            defined += Double.isNaN(Influences.value(each.scores(), score)) ? 0 : 1;
        }
        return defined;
    }

    /** The mean over the classes, or the weighted one; NaN without any. */
    double mean(List<ClassFindings.OneClass> classes, String score) {
        int defined = defined(classes, score);
        PairSum sum = new PairSum();
        for (ClassFindings.OneClass each : classes) {
            double value = Influences.value(each.scores(), score);
            if (!Double.isNaN(value)) {
                double share = this == MACRO ? 1.0 / defined : Influences.value(each.scores(), "base_rate");
                sum.addProduct(share, value);
            }
        }
        return defined == 0 ? Double.NaN : sum.value();
    }
}
