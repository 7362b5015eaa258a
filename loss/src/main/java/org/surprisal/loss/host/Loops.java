package org.surprisal.loss.host;

import org.surprisal.loss.portable.Primitive;

/** What has to be a loop of its own where arrays are not values. */
final class Loops {
    private Loops() {}

    /** Whether a primitive goes over the classes of a row. */
    static boolean reduces(Primitive primitive) {
        return primitive.overClasses() && primitive != Primitive.CLASS && primitive != Primitive.CLASSES;
    }
}
