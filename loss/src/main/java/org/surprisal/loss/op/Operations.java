package org.surprisal.loss.op;

import java.util.List;
import java.util.Optional;
import org.surprisal.loss.expr.Notation;
import org.surprisal.loss.expr.Operation;

/** The list of operations. To add one, write its file and add its line. */
public final class Operations {
    private static final List<Operation> ALL = List.of(
            Add.OPERATION,
            Subtract.OPERATION,
            Multiply.OPERATION,
            Divide.OPERATION,
            Negate.OPERATION,
            Power.OPERATION,
            Square.OPERATION,
            Comparison.LESS,
            Comparison.LESS_OR_EQUAL,
            Comparison.GREATER,
            Comparison.GREATER_OR_EQUAL,
            Comparison.EQUAL,
            Comparison.NOT_EQUAL,
            Where.OPERATION,
            Abs.OPERATION,
            Sign.OPERATION,
            Min.OPERATION,
            Max.OPERATION,
            SquareRoot.OPERATION,
            Exponential.OPERATION,
            ExpMinusOne.OPERATION,
            Logarithm.OPERATION,
            LogOnePlus.OPERATION,
            LogBaseTwo.OPERATION,
            LogOneMinusExp.OPERATION,
            Tanh.OPERATION,
            Sigmoid.OPERATION,
            Softplus.OPERATION,
            XLogY.OPERATION,
            XLog1pY.OPERATION,
            XLogQuotient.OPERATION,
            WeightedProduct.OPERATION,
            SelectingProduct.OPERATION,
            WeightedQuotient.OPERATION,
            Erf.OPERATION,
            Erfc.OPERATION,
            Gaussian.OPERATION,
            NormalDensity.OPERATION,
            NormalCdf.OPERATION,
            LogNormalCdf.OPERATION,
            InverseMills.OPERATION,
            InverseMillsSlope.OPERATION,
            LogGamma.OPERATION,
            LogGammaOnePlus.OPERATION,
            Digamma.OPERATION,
            Trigamma.OPERATION,
            Polygamma.OPERATION,
            LogGammaDelta.OPERATION,
            LogRising.OPERATION,
            DigammaDelta.OPERATION,
            PolygammaDelta.OPERATION,
            LogBeta.OPERATION,
            IncompleteGamma.OPERATION,
            StudentCdf.OPERATION,
            LogWright.OPERATION,
            LogWright.SLOPE,
            LogWright.CURVATURE,
            ScaledBesselZero.OPERATION,
            ScaledBesselOne.OPERATION,
            Sum.OPERATION,
            LargestClass.OPERATION,
            AtLargestClass.OPERATION,
            CumulativeSum.OPERATION,
            ReverseCumulativeSum.OPERATION,
            Softmax.OPERATION,
            CoSoftmax.OPERATION,
            LogSumExp.OPERATION,
            NegativeLogSoftmax.OPERATION);

    private Operations() {}

    /**
     * Every operation.
     *
     * @return an immutable list
     */
    public static List<Operation> all() {
        return ALL;
    }

    /**
     * An operator.
     *
     * @param symbol such as {@code +} or {@code <=}
     * @param arity the number of arguments, which tells a minus from a sign
     * @return the operation, if there is one
     */
    public static Optional<Operation> operator(String symbol, int arity) {
        return ALL.stream()
                .filter(operation -> operation.notation().symbol().equals(symbol) && operation.arity() == arity)
                .findFirst();
    }

    /**
     * The functions of a name, which differ in the number of arguments.
     *
     * @param name such as {@code log}; {@code pow} is the function form of {@code ^}
     * @return an empty list if there are none
     */
    public static List<Operation> functions(String name) {
        if (name.equals("pow")) {
            return List.of(Power.OPERATION);
        }
        return ALL.stream()
                .filter(operation -> operation.name().equals(name)
                        && (operation.notation().equals(Notation.FUNCTION) || operation == Square.OPERATION))
                .toList();
    }
}
