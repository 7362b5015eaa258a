package org.surprisal.loss.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.surprisal.loss.Loss;

/** Law 1, one core: value, gradient and Hessian, alone or together, from any entry point, have the same bits. */
class Law1OneCoreTest {
    static List<Loss> losses() {
        return Subjects.all();
    }

    static List<Loss> classLosses() {
        return Subjects.classes();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyEntryPointSaysWhatEachRowAloneSays(Loss loss) {
        for (int classes : loss.perClass() ? new int[] {2, 3, 9} : new int[] {1}) {
            for (Sample sample : Points.kinds(loss, classes)) {
                Answers alone = EntryPoint.alone(loss, sample);
                for (EntryPoint entry : EntryPoint.of(loss, false)) {
                    entry.way().of(loss, sample).assertBitsOf(alone, loss + ", " + entry.name(), sample);
                }
            }
        }
    }

    /** The true class as a number, or as a column of ones and zeros. */
    @ParameterizedTest
    @MethodSource("classLosses")
    void labelsSayWhatDistributionsSay(Loss loss) {
        for (int classes : new int[] {2, 3, 9, 40}) {
            for (Sample sample : Points.kinds(loss, classes)) {
                Sample labelled = sample.labelled();
                if (labelled.rows() > 0) {
                    Answers alone = EntryPoint.alone(loss, labelled);
                    for (EntryPoint entry : EntryPoint.of(loss, true)) {
                        entry.way().of(loss, labelled).assertBitsOf(alone, loss + ", " + entry.name(), labelled);
                    }
                }
            }
        }
    }

    /** The dense Hessian is made of the products of the Hessian with unit vectors. */
    @ParameterizedTest
    @MethodSource("classLosses")
    void theDenseHessianIsItsProducts(Loss loss) {
        Sample sample = Points.inside(loss, 4);
        for (int j = 0; j < 4; j++) {
            double[][] unit = new double[4][sample.rows()];
            Arrays.fill(unit[j], 1);
            double[][] column = new double[4][sample.rows()];
            loss.evaluator().hessianTimes(sample.y(), sample.p(), unit, sample.rows(), column);
            for (int i = 0; i < sample.rows(); i += 7) {
                Point point = sample.point(i);
                double[][] dense = loss.hessianMatrix(point.y(), point.p());
                for (int k = 0; k < 4; k++) {
                    assertThat(Double.doubleToLongBits(dense[k][j]))
                            .as("%s at %s", loss, point)
                            .isEqualTo(Double.doubleToLongBits(column[k][i]));
                }
            }
        }
    }
}
