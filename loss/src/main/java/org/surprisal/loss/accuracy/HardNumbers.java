package org.surprisal.loss.accuracy;

import java.util.stream.DoubleStream;

/** Numbers where functions are hard: zeros, joins of branches, ends of ranges, subnormals, and their neighbours. */
final class HardNumbers {
    /** What follows from how numbers are, and where functions change their form, overflow or underflow. */
    private static final double[] MAGNITUDES = {
        0,
        1e-300,
        1e-160,
        1e-100,
        1e-30,
        1e-16,
        1e-10,
        1e-5,
        1e-3,
        0.1,
        0.25,
        0.3,
        0.5,
        0.7,
        0.9,
        1,
        1.25,
        1.4616321449683622,
        1.5,
        2,
        2.5,
        3,
        4,
        5,
        6,
        6.5,
        8,
        9.5,
        10,
        15.5,
        16,
        17,
        20,
        27.2,
        36.5,
        37,
        38.4,
        40,
        100,
        171,
        300,
        708,
        709.7,
        745,
        746,
        1000,
        12345.678,
        1e6,
        1e10,
        1e16,
        1e30,
        1e100,
        1e150,
        1e300
    };

    private HardNumbers() {}

    /** Each of them, both signs, with the doubles beside it. */
    static double[] all() {
        DoubleStream magnitudes = DoubleStream.concat(
                DoubleStream.of(MAGNITUDES),
                DoubleStream.of(Double.MIN_VALUE, Double.MIN_NORMAL, Math.sqrt(0.5), Math.sqrt(2), Double.MAX_VALUE));
        return magnitudes
                .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x)))
                .flatMap(x -> DoubleStream.of(x, -x))
                .filter(Double::isFinite)
                .distinct()
                .toArray();
    }

    /** Fewer, for functions of several arguments and for losses. */
    static double[] some() {
        return DoubleStream.of(
                        0, 1e-300, 1e-10, 1e-3, 0.25, 0.5, 0.9, 1, 1.25, 2, 3, 7, 16, 36.5, 37, 100, 745, 1000, 1e6,
                        1e10)
                .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x)))
                .flatMap(x -> DoubleStream.of(x, -x))
                .distinct()
                .toArray();
    }
}
