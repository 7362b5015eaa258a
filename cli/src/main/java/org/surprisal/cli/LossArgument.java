package org.surprisal.cli;

import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss as it is written on the command line. */
final class LossArgument {
    private LossArgument() {}

    /**
     * Reads a loss.
     *
     * @param text a name, a name with parameters, or a formula
     * @param verb whose help to point to
     * @throws WrongCall if it is none of these
     */
    static Loss parse(String text, String verb) {
        try {
            return Catalogue.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongCall(String.valueOf(e.getMessage()), verb);
        }
    }
}
