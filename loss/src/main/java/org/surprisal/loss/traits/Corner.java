package org.surprisal.loss.traits;

import java.util.List;

/**
 * A place where a loss is not smooth in its prediction, of a class loss in that of its first class.
 *
 * @param target the target, of a class loss one value per class
 * @param prediction where, likewise
 * @param value by how much the loss jumps upwards there
 * @param slope by how much its derivative does
 * @param bend by how much its second derivative does; NaN if that is not known
 */
public record Corner(List<Double> target, List<Double> prediction, double value, double slope, double bend) {
    /** Takes the place. */
    public Corner {
        target = List.copyOf(target);
        prediction = List.copyOf(prediction);
    }
}
