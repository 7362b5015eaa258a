@NullMarked
package org.surprisal.fit.model;

import org.jspecify.annotations.NullMarked;
