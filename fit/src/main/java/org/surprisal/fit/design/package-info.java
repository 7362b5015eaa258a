/** The design matrix: named columns and a model formula, read as blocks of rows. */
@NullMarked
package org.surprisal.fit.design;

import org.jspecify.annotations.NullMarked;
