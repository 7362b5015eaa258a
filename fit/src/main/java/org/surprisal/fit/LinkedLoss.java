package org.surprisal.fit;

import java.util.Map;
import java.util.Set;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Domain;
import org.surprisal.loss.LinkScale;
import org.surprisal.loss.Loss;
import org.surprisal.loss.LossBuilder;
import org.surprisal.loss.Parameter;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.expr.Symbol;
import org.surprisal.loss.op.Exponential;
import org.surprisal.loss.op.Sigmoid;
import org.surprisal.loss.parse.Parser;

/**
 * A loss as a function of the linear predictor: the link is written into the formula, and gradient and Hessian follow
 * from it as from any other.
 */
final class LinkedLoss {
    private static final Loss PROBIT = binary("-wmul(y, log_ndtr(z)) - wmul(1 - y, log_ndtr(-z))");
    private static final Loss CLOGLOG = binary("wmul(1 - y, exp(z)) - wmul(y, log1mexp(-exp(z)))");
    private static final Loss LOGLOG = binary("wmul(y, exp(-z)) - wmul(1 - y, log1mexp(-exp(-z)))");

    private LinkedLoss() {}

    /** The loss with its link. */
    static Loss of(Loss loss, Link link) {
        boolean binary = loss.name().equals(Catalogue.LOG_LOSS.name());
        return switch (link) {
            case IDENTITY -> loss;
            case LOG -> LinkScale.of(loss, Exponential.OPERATION);
            case LOGIT -> LinkScale.of(loss, Sigmoid.OPERATION);
            case PROBIT -> binary ? PROBIT : written(loss, link);
            case CLOGLOG -> binary ? CLOGLOG : written(loss, link);
            case LOGLOG -> binary ? LOGLOG : written(loss, link);
            case INVERSE, INVERSE_SQUARE, SQRT -> written(loss, link);
        };
    }

    private static Loss written(Loss loss, Link link) {
        Graph graph = new Graph();
        Symbol z = graph.symbol("z", Symbol.Role.PREDICTION, false);
        Expr inverse = new Parser(link.inverse(), graph, Map.of("z", z), Set.of()).parse();
        LossBuilder builder = Loss.named(loss.name())
                .target(loss.target().name(), loss.target().domain())
                .prediction("z", Domain.REAL)
                .value(LinkScale.of(loss.value(), graph, inverse).toString());
        for (Parameter parameter : loss.parameters()) {
            builder.parameter(parameter.name(), parameter.value(), parameter.domain());
        }
        return builder.build();
    }

    /** The log loss from a linear predictor, where the logarithms of both probabilities have forms of their own. */
    private static Loss binary(String formula) {
        return Loss.named(Catalogue.LOG_LOSS.name())
                .target("y", Domain.UNIT_INTERVAL)
                .prediction("z", Domain.REAL)
                .value(formula)
                .build();
    }
}
