package org.surprisal.loss.traits;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Proofs by halving boxes until a bound of intervals is good enough on each of them, or a budget is spent. */
final class Subdivision {
    private Subdivision() {}

    /**
     * How it ended.
     *
     * @param proved whether it holds on every box
     * @param boxes how many were looked at
     */
    record Outcome(boolean proved, int boxes) {}

    /**
     * Whether something holds everywhere.
     *
     * @param start the domain
     * @param holds whether bounds show that it holds on a box
     * @param budget how many boxes to look at
     */
    static Outcome everywhere(Box start, Predicate<Box> holds, int budget) {
        Deque<Box> open = new ArrayDeque<>();
        open.add(start);
        int boxes = 0;
        while (!open.isEmpty()) {
            if (boxes == budget) {
                return new Outcome(false, boxes);
            }
            Box box = open.poll();
            boxes++;
            if (!holds.test(box)) {
                Box[] halves = box.halves();
                if (halves.length == 0) {
                    return new Outcome(false, boxes);
                }
                open.add(halves[0]);
                open.add(halves[1]);
            }
        }
        return new Outcome(true, boxes);
    }

    /**
     * How large something is.
     *
     * @param bound no value is greater
     * @param attained a value that there is
     * @param boxes how many boxes were looked at
     */
    record Greatest(double bound, double attained, int boxes) {}

    private record Scored(Box box, double bound, int order) {}

    /**
     * The greatest value of a function, by branch and bound.
     *
     * @param start the domain
     * @param bound no value on a box is greater
     * @param attained some value on a box
     * @param tolerance how far, relatively, the bound may be above what is attained
     * @param budget how many boxes to look at
     */
    static Greatest greatest(
            Box start, ToDoubleFunction<Box> bound, ToDoubleFunction<Box> attained, double tolerance, int budget) {
        PriorityQueue<Scored> open = new PriorityQueue<>(
                Comparator.comparingDouble((Scored scored) -> -scored.bound()).thenComparingInt(Scored::order));
        open.add(new Scored(start, bound.applyAsDouble(start), 0));
        double best = attained.applyAsDouble(start);
        int boxes = 1;
        while (boxes < budget) {
            Scored top = open.element();
            if (top.bound() <= best * (1 + tolerance)) {
                break;
            }
            Box[] halves = top.box().halves();
            if (halves.length == 0) {
                break;
            }
            open.remove();
            for (Box half : halves) {
                best = Math.max(best, attained.applyAsDouble(half));
                open.add(new Scored(half, Math.min(top.bound(), bound.applyAsDouble(half)), boxes++));
            }
        }
        return new Greatest(open.element().bound(), best, boxes);
    }
}
