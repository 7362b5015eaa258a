package org.surprisal.loss;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.surprisal.loss.expr.FormulaException;

/** The description of a loss, line by line; see {@link Loss#named}. */
public final class LossBuilder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private final Map<String, String> otherNames = new LinkedHashMap<>();
    private Variable target = new Variable("y", Domain.REAL);
    private Variable prediction = new Variable("p", Domain.REAL);
    private @Nullable String value;
    private final Map<List<String>, String> stated = new LinkedHashMap<>();
    private String link = "identity";
    private String elicits = "";
    private String note = "";
    private String source = "";

    LossBuilder(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a loss needs a name");
        }
        this.name = name;
    }

    /**
     * What happened; {@code y} among the finite numbers unless said.
     *
     * @param name its name in the formula
     * @param domain the values it may take
     * @return this description
     */
    public LossBuilder target(String name, Domain domain) {
        target = new Variable(name, domain);
        return this;
    }

    /**
     * What is forecast; {@code p} among the finite numbers unless said.
     *
     * @param name its name in the formula
     * @param domain the values it may take
     * @return this description
     */
    public LossBuilder prediction(String name, Domain domain) {
        prediction = new Variable(name, domain);
        return this;
    }

    /**
     * Something that the formula leaves open.
     *
     * @param name its name in the formula
     * @param value its default
     * @param domain the values it may take
     * @return this description
     */
    public LossBuilder parameter(String name, double value, Domain domain) {
        if (!domain.contains(value)) {
            throw new IllegalArgumentException("the default " + value + " of " + name + " is not in " + domain);
        }
        parameters.add(new Parameter(name, value, domain));
        return this;
    }

    /**
     * The loss of one row.
     *
     * @param formula the formula
     * @return this description
     */
    public LossBuilder value(String formula) {
        value = formula;
        return this;
    }

    /**
     * A better form of the gradient, where the derived one would cancel; a test has to prove the two equal.
     *
     * @param formula the derivative with respect to the prediction
     * @return this description
     */
    public LossBuilder gradient(String formula) {
        return gradient(prediction.name(), formula);
    }

    /**
     * The same for a parameter.
     *
     * @param variable the name of the prediction or of a parameter
     * @param formula the derivative with respect to it
     * @return this description
     */
    public LossBuilder gradient(String variable, String formula) {
        stated.put(List.of(variable), formula);
        return this;
    }

    /**
     * A better form of the Hessian, where the derived one would cancel; a test has to prove the two equal.
     *
     * @param formula the second derivative with respect to the prediction, of a class loss the diagonal
     * @return this description
     */
    public LossBuilder hessian(String formula) {
        return hessian(prediction.name(), prediction.name(), formula);
    }

    /**
     * The same for parameters.
     *
     * @param one the name of the prediction or of a parameter
     * @param other the same, or that of a parameter declared later
     * @param formula the derivative with respect to both
     * @return this description
     */
    public LossBuilder hessian(String one, String other, String formula) {
        stated.put(List.of(one, other), formula);
        return this;
    }

    /**
     * What takes a prediction to the whole line; the identity unless said.
     *
     * @param link such as "logit" or "log"
     * @return this description
     */
    public LossBuilder link(String link) {
        this.link = link;
        return this;
    }

    /**
     * What the best constant prediction is.
     *
     * @param functional such as "mean", "median" or "probability"
     * @return this description
     */
    public LossBuilder elicits(String functional) {
        elicits = functional;
        return this;
    }

    /**
     * What to know about kinks and edges.
     *
     * @param note a sentence or two
     * @return this description
     */
    public LossBuilder note(String note) {
        this.note = note;
        return this;
    }

    /**
     * Another name of this loss here.
     *
     * @param alias the name
     * @return this description
     */
    public LossBuilder alias(String alias) {
        aliases.add(alias);
        return this;
    }

    /**
     * The name of this loss elsewhere.
     *
     * @param library where
     * @param name its name there
     * @return this description
     */
    public LossBuilder alias(String library, String name) {
        otherNames.put(library, name);
        return this;
    }

    /**
     * Where the loss comes from.
     *
     * @param source the literature
     * @return this description
     */
    public LossBuilder source(String source) {
        this.source = source;
        return this;
    }

    /**
     * Ends the description.
     *
     * @return the loss
     * @throws FormulaException if the formula cannot be understood
     * @throws IllegalStateException if there is no formula
     */
    public Loss build() {
        return Loss.of(definition());
    }

    /** Ends the description of a loss of the catalogue, whose formula is read when it is first needed. */
    Loss entry() {
        return Loss.unread(definition());
    }

    private Definition definition() {
        if (value == null) {
            throw new IllegalStateException("the loss " + name + " needs a formula: call value(...)");
        }
        return new Definition(
                name,
                target,
                prediction,
                List.copyOf(parameters),
                Columns.NONE,
                value,
                Collections.unmodifiableMap(new LinkedHashMap<>(stated)),
                new About(
                        link,
                        elicits,
                        note,
                        List.copyOf(aliases),
                        Collections.unmodifiableMap(new LinkedHashMap<>(otherNames)),
                        source),
                Set.of());
    }
}
