package org.surprisal.loss.traits;

/**
 * A part of a formula that would better be written in another way: the two are equal in decimals wherever they were
 * compared, and the other one is finite where this one is not, or more exact.
 *
 * @param part the part as it is written
 * @param better what to write instead
 * @param at where the part is worst: target and prediction
 * @param computed what the part gives there in doubles
 * @param exact what it should give
 * @param error its error there in units in the last place; infinite where it is not finite
 * @param betterError the error of the other one there; at no point that was compared is it greater to speak of
 */
public record Suggestion(
        String part, String better, String at, double computed, double exact, double error, double betterError) {}
