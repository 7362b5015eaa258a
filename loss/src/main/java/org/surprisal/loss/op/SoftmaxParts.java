package org.surprisal.loss.op;

import org.surprisal.loss.expr.Elementwise;
import org.surprisal.loss.expr.Expr;
import org.surprisal.loss.expr.Graph;
import org.surprisal.loss.portable.Term;
import org.surprisal.loss.portable.Terms;

/**
 * What the softmax and its relatives share: with z the scores of a row and m the first class with the greatest of them,
 * exp(z_k - z_m) for each k other than m, and the sum of these. Leaving out m, whose term is 1, is what keeps the
 * digits of a confident forecast.
 *
 * @param g the graph to write in
 * @param scores the scores
 * @param best the class m
 * @param greatest the score of m
 * @param others exp(z_k - z_m), and 0 at m
 * @param rest their sum
 */
record SoftmaxParts(Graph g, Expr scores, Expr best, Expr greatest, Expr others, Expr rest) {
    static SoftmaxParts of(Graph g, Expr scores) {
        Expr best = g.raw(FirstLargest.OPERATION, scores);
        Expr greatest = g.raw(Pick.OPERATION, scores, best);
        Expr powers = g.raw(ExpOfDifference.OPERATION, scores, spread(g, greatest));
        Expr others = g.raw(Put.OPERATION, powers, g.num(0), best);
        return new SoftmaxParts(g, scores, best, greatest, others, g.raw(Sum.OPERATION, others));
    }

    /** exp(z_k - z_m), and 0 at m, as a portable form. */
    static Term others(Terms t, Term scores) {
        return t.atLargest(scores, t.number(0), t.exp(t.subtract(scores, t.largest(scores))));
    }

    /** Their sum, likewise. */
    static Term rest(Terms t, Term scores) {
        return t.sum(others(t, scores));
    }

    /** The sum with that of m. */
    static Term all(Terms t, Term scores) {
        return t.add(t.number(1), rest(t, scores));
    }

    /** The softmax. */
    Expr probability() {
        Expr share = call(Divide.OPERATION, others, spread(g, all()));
        return put(share, call(Divide.OPERATION, g.num(1), all()));
    }

    /** 1 - softmax. */
    Expr complement() {
        Expr beside = call(Add.OPERATION, spread(g, g.num(1)), call(Subtract.OPERATION, spread(g, rest), others));
        return put(call(Divide.OPERATION, beside, spread(g, all())), call(Divide.OPERATION, rest, all()));
    }

    /** -log(softmax). */
    Expr surprisal() {
        Expr log = call(LogOnePlus.OPERATION, rest);
        Expr gap = call(Subtract.OPERATION, spread(g, greatest), scores);
        return put(call(Add.OPERATION, gap, spread(g, log)), log);
    }

    /** The logarithm of the sum of exp(z_k), one for all classes. */
    Expr logSum() {
        return call(Add.OPERATION, greatest, call(LogOnePlus.OPERATION, rest));
    }

    private Expr all() {
        return call(Add.OPERATION, g.num(1), rest);
    }

    private Expr put(Expr others, Expr atBest) {
        return g.raw(Put.OPERATION, others, atBest, best);
    }

    private Expr call(Elementwise operation, Expr... arguments) {
        return g.raw(operation, arguments);
    }

    private static Expr spread(Graph g, Expr row) {
        return g.raw(Spread.OPERATION, row);
    }
}
