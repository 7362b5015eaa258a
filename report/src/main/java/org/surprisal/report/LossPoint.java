package org.surprisal.report;

import java.io.OutputStream;

/**
 * A loss at one point.
 *
 * @param loss what it is called
 * @param at the point as the user wrote it
 * @param perClass whether derivatives have one entry per class
 * @param value the loss
 * @param gradient the derivative with respect to each prediction
 * @param hessian the second derivatives on the diagonal
 */
public record LossPoint(String loss, String at, boolean perClass, double value, double[] gradient, double[] hessian) {
    /**
     * Writes {@code {"value", "gradient", "hessian"}}; the derivatives of a loss over classes are arrays.
     *
     * @param stream takes UTF-8 and stays open
     */
    public void writeJson(OutputStream stream) {
        try (Json json = new Json(stream)) {
            json.open(null);
            fields(json);
            json.end();
        }
    }

    void fields(Json json) {
        json.put("value", value);
        if (perClass) {
            json.put("gradient", gradient).put("hessian", hessian);
        } else {
            json.put("gradient", gradient[0]).put("hessian", hessian[0]);
        }
    }
}
