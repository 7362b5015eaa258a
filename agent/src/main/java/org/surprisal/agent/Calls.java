package org.surprisal.agent;

import java.lang.constant.ClassDesc;

/** What calls of the JDK mean for a recording. */
final class Calls {
    private Calls() {}

    /** Whether the JVM ends by it, with the exit code on top of the stack. */
    static boolean ends(ClassDesc owner, String name, String type) {
        String in = owner.descriptorString();
        return type.equals("(I)V")
                && ((in.equals("Ljava/lang/System;") && name.equals("exit"))
                        || (in.equals("Ljava/lang/Runtime;") && (name.equals("exit") || name.equals("halt"))));
    }

    /** Whether threads wait for each other in it. */
    static boolean orders(ClassDesc owner, String name) {
        String in = owner.descriptorString();
        return in.startsWith("Ljava/util/concurrent/")
                || in.startsWith("Ljava/lang/Thread")
                || (in.equals("Ljava/lang/Object;") && (name.equals("wait") || name.startsWith("notify")));
    }
}
