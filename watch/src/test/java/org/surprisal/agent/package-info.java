/** Tests of reader and recorder together; in the recorder's package, because they start it by hand. */
@NullMarked
package org.surprisal.agent;

import org.jspecify.annotations.NullMarked;
