/** Tests of the recorder, in this JVM: classes are woven by hand and run by a class loader of their own. */
@NullMarked
package org.surprisal.agent;

import org.jspecify.annotations.NullMarked;
