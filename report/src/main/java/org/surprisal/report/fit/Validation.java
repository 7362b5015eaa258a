package org.surprisal.report.fit;

import org.jspecify.annotations.Nullable;
import org.surprisal.score.Estimate;

/**
 * How rows fare whose outcomes the model that predicts them has not seen.
 *
 * @param folds the number of folds
 * @param loss the loss that is averaged
 * @param estimate the mean loss over all rows, each predicted by the fit to the other folds
 * @param within the mean loss of the same rows under the fit to all of them
 * @param failed the number of folds whose fit did not converge
 * @param file where the predictions went, or null
 */
public record Validation(
        int folds,
        String loss,
        Estimate estimate,
        double within,
        int failed,
        @Nullable String file) {}
