package org.surprisal.cli;

import java.util.List;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss as it is written on the command line. */
final class LossArgument {
    private LossArgument() {}

    /**
     * Reads a loss.
     *
     * @param text a name, a name with parameters, a formula, or a formula with parameters
     * @param verb whose help to point to
     * @throws WrongCall if it is none of these
     */
    static Loss parse(String text, String verb) {
        try {
            Loss loss = Catalogue.parse(text);
            // What has no derivative cannot be predicted; better said now than in the middle of something.
            loss.predictions().forEach(name -> loss.derivatives().computed(List.of(name)));
            return loss;
        } catch (IllegalArgumentException e) {
            throw new WrongCall(String.valueOf(e.getMessage()), verb);
        }
    }
}
