package org.surprisal.math;

/**
 * Scratch arrays that each thread keeps, so that calls on blocks allocate nothing and many sums share one room. Whoever
 * takes them owns them until the call returns; nothing is in them before. Plain arrays of doubles hold no class loader.
 */
final class Room {
    /** The length of each array: with a few of them a block stays in the first-level cache. */
    static final int LENGTH = 512;

    private static final ThreadLocal<double[][]> ROOM = ThreadLocal.withInitial(() -> new double[5][LENGTH]);

    private Room() {}

    /** Returns at least so many arrays. */
    static double[][] ofThisThread(int arrays) {
        double[][] room = ROOM.get();
        if (room.length < arrays) {
            room = new double[arrays][LENGTH];
            ROOM.set(room);
        }
        return room;
    }
}
