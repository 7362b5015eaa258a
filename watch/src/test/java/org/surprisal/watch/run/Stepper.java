package org.surprisal.watch.run;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lines of a single-threaded program as a debugger finds them. It steps into every call, and out again of what is
 * the JDK's. What the JDK calls back (a lambda, an initialiser) it would miss on that way out: so it also stops where a
 * method of the program is entered. What the compiler made has no lines that anybody wrote.
 */
final class Stepper {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private final VirtualMachine machine;
    private final boolean breakpoints;
    private final Map<Location, Boolean> begins = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private Stepper(VirtualMachine machine, boolean breakpoints) {
        this.machine = machine;
        this.breakpoints = breakpoints;
    }

    /**
     * Runs it.
     *
     * @param breakpoints also stops where a line begins although no step led there: the JVM hides all steps while it
     *     resolves a call or a field for the first time, and with them the initialiser that this may start
     */
    static List<String> lines(Path classes, String program, boolean breakpoints) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> options = connector.defaultArguments();
        argument(options, "main").setValue(program);
        argument(options, "options").setValue("-cp \"" + classes + "\"");
        Stepper stepper = new Stepper(connector.launch(options), breakpoints);
        stepper.run();
        return stepper.lines;
    }

    private static Connector.Argument argument(Map<String, Connector.Argument> options, String name) {
        return Objects.requireNonNull(options.get(name));
    }

    private void run() throws Exception {
        for (InputStream stream :
                List.of(machine.process().getInputStream(), machine.process().getErrorStream())) {
            Thread.ofVirtual().start(() -> drain(stream));
        }
        ClassPrepareRequest prepare = machine.eventRequestManager().createClassPrepareRequest();
        JDK.forEach(one -> prepare.addClassExclusionFilter(one + "*"));
        prepare.enable();
        try {
            while (true) {
                EventSet set = machine.eventQueue().remove();
                for (Event event : set) {
                    switch (event) {
                        case ClassPrepareEvent prepared -> watch(prepared.referenceType());
                        case LocatableEvent here -> stop(here.thread(), here.location());
                        case VMDeathEvent death -> {
                            return;
                        }
                        case VMDisconnectEvent gone -> {
                            return;
                        }
                        default -> {}
                    }
                }
                set.resume();
            }
        } catch (VMDisconnectedException e) {
            // The program ended while it was resumed.
        }
    }

    private void watch(ReferenceType type) {
        MethodEntryRequest entry = machine.eventRequestManager().createMethodEntryRequest();
        entry.addClassFilter(type);
        entry.enable();
        if (breakpoints) {
            for (Location line : lines(type::allLineLocations)) {
                machine.eventRequestManager().createBreakpointRequest(line).enable();
            }
        }
    }

    /** Into whatever the program calls next; out of what is the JDK's. */
    private void stop(ThreadReference thread, Location at) {
        boolean own = JDK.stream().noneMatch(at.declaringType().name()::startsWith);
        if (own && at.lineNumber() > 0 && begins.computeIfAbsent(at, Stepper::begins)) {
            add(lines, at.declaringType().name(), at.lineNumber());
        }
        EventRequestManager requests = machine.eventRequestManager();
        requests.deleteEventRequests(requests.stepRequests());
        requests.createStepRequest(thread, StepRequest.STEP_LINE, own ? StepRequest.STEP_INTO : StepRequest.STEP_OUT)
                .enable();
    }

    /** A debugger does not stop again in a line that it did not leave. */
    static void add(List<String> lines, String type, int line) {
        String spot = type + ":" + line;
        if (lines.isEmpty() || !lines.getLast().equals(spot)) {
            lines.add(spot);
        }
    }

    /** Whether a line begins there: a debugger also stops in the middle of one, where a call returns to. */
    private static boolean begins(Location at) {
        return !made(at.method())
                && lines(at.method()::allLineLocations).stream().anyMatch(line -> line.codeIndex() == at.codeIndex());
    }

    /** Whether the compiler made it: bridges, accessors, what an enum has of itself; not the bodies of lambdas. */
    private static boolean made(Method method) {
        if (method.declaringType() instanceof ClassType type && type.isEnum()) {
            return method.name().equals("values") || method.name().equals("valueOf") || hidden(method);
        }
        return hidden(method);
    }

    private static boolean hidden(Method method) {
        return method.isSynthetic() && !method.name().startsWith("lambda$");
    }

    private interface Lines {
        List<Location> get() throws AbsentInformationException;
    }

    /** None in a class without tables, as the JVM makes them for lambdas. */
    private static List<Location> lines(Lines lines) {
        try {
            return lines.get();
        } catch (AbsentInformationException e) {
            return List.of();
        }
    }

    private static void drain(InputStream stream) {
        try (stream) {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The program is gone.
        }
    }
}
