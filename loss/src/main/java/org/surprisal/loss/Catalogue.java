package org.surprisal.loss;

import java.util.List;
import java.util.Optional;

/** The losses that come with the house. */
public final class Catalogue {
    /** Log loss, the binary cross-entropy, from a probability. */
    public static final Loss LOG_LOSS = Loss.named("log_loss").build();

    private Catalogue() {}

    /** Every loss. @return in the order of the catalogue */
    public static List<Loss> all() {
        return List.of(LOG_LOSS);
    }

    /**
     * A loss by name.
     *
     * @param nameOrAlias its name here or elsewhere
     * @return the loss, if there is one
     */
    public static Optional<Loss> find(String nameOrAlias) {
        return all().stream().filter(loss -> loss.name().equals(nameOrAlias)).findFirst();
    }

    /**
     * A loss as one writes it on a command line.
     *
     * @param nameOrCallOrFormula {@code log_loss}, {@code huber(delta=2)} or {@code (y - p)^2}
     * @return the loss
     */
    public static Loss parse(String nameOrCallOrFormula) {
        return find(nameOrCallOrFormula).orElseGet(() -> Loss.of(nameOrCallOrFormula));
    }
}
