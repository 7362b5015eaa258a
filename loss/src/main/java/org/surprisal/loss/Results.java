package org.surprisal.loss;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to compute of a batch in one pass, and where it goes. Each has the same bits alone or together with others.
 *
 * @param values receives the losses, or null
 * @param gradients receives the derivatives with respect to the prediction, of a class loss one per class, or null
 * @param hessians receives the second derivatives, of a class loss the diagonal, or null
 * @param partials the derivatives with respect to predictions beside the first one, and where each goes
 * @param total receives the losses too, weighted by their weights, masked rows left out; or null
 */
public record Results(
        @Nullable Output values,
        @Nullable Output gradients,
        @Nullable Output hessians,
        List<Partial> partials,
        @Nullable Total total) {
    /**
     * A derivative with respect to something predicted beside the first prediction.
     *
     * @param variables its name, or two names for a second derivative
     * @param to receives it
     */
    public record Partial(List<String> variables, Output to) {
        /** Takes a derivative. */
        public Partial {
            variables = List.copyOf(variables);
        }
    }

    /**
     * Takes the outputs.
     *
     * @throws NullPointerException if the list is null
     */
    public Results {
        partials = List.copyOf(partials);
    }

    /** Nothing, to begin with. */
    public static final Results NONE = new Results(null, null, null, List.of(), null);

    /**
     * These and the losses.
     *
     * @param values receives them
     * @return the results
     */
    public Results values(Output values) {
        return new Results(values, gradients, hessians, partials, total);
    }

    /**
     * These and the derivatives.
     *
     * @param gradients receives them
     * @return the results
     */
    public Results gradients(Output gradients) {
        return new Results(values, gradients, hessians, partials, total);
    }

    /**
     * These and the derivatives with respect to one prediction of several.
     *
     * @param variable the name of the prediction, or of a parameter that is predicted
     * @param to receives them
     * @return the results
     */
    public Results gradients(String variable, Output to) {
        return partial(List.of(variable), to);
    }

    /**
     * These and the second derivatives with respect to two predictions of several, or twice the same.
     *
     * @param one a name, as for {@link #gradients(String, Output)}
     * @param other a name, likewise
     * @param to receives them
     * @return the results
     */
    public Results hessians(String one, String other, Output to) {
        return partial(List.of(one, other), to);
    }

    private Results partial(List<String> variables, Output to) {
        List<Partial> all = new ArrayList<>(partials);
        all.add(new Partial(variables, to));
        return new Results(values, gradients, hessians, all, total);
    }

    /**
     * These and the second derivatives.
     *
     * @param hessians receives them
     * @return the results
     */
    public Results hessians(Output hessians) {
        return new Results(values, gradients, hessians, partials, total);
    }

    /**
     * These and the total.
     *
     * @param total receives the losses
     * @return the results
     */
    public Results total(Total total) {
        return new Results(values, gradients, hessians, partials, total);
    }
}
