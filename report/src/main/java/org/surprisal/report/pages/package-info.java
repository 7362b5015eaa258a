/** The pages of the catalogue of losses, in Markdown with a drawing each. */
@NullMarked
package org.surprisal.report.pages;

import org.jspecify.annotations.NullMarked;
