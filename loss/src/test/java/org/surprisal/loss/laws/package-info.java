/**
 * The eight laws of the engine, a class of tests for each, over every loss; and what other engines got wrong.
 *
 * <p>{@link org.surprisal.loss.laws.Subjects} are the losses, {@link org.surprisal.loss.laws.Points} where they are
 * tried, {@link org.surprisal.loss.laws.EntryPoint} the ways to ask them. Only what anybody may call is called here.
 */
@NullMarked
package org.surprisal.loss.laws;

import org.jspecify.annotations.NullMarked;
