/**
 * The functions in decimals of any precision, from definitions and series that share nothing with the double code: what
 * the double code is judged by.
 */
@NullMarked
package org.surprisal.math.decimal;

import org.jspecify.annotations.NullMarked;
