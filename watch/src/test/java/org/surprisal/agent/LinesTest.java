package org.surprisal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.StepRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.surprisal.watch.Kind;
import org.surprisal.watch.log.WatchFile;
import programs.Lines;

class LinesTest {
    @TempDir
    Path folder;

    @Test
    void theLinesAreThoseOfADebugger() throws Exception {
        Path file = folder.resolve("lines.watch");
        RecordedTest.record(Lines.class, file);
        List<Integer> recorded = new ArrayList<>();
        WatchFile.open(file).events(event -> {
            if (event.kind() == Kind.LINE) {
                add(recorded, event.line());
            }
        });
        assertThat(recorded).hasSizeGreaterThan(100).isEqualTo(stepped(Lines.class.getName()));
    }

    /** A debugger does not stop again in a line that it did not leave. */
    private static void add(List<Integer> lines, int line) {
        if (lines.isEmpty() || lines.getLast() != line) {
            lines.add(line);
        }
    }

    private static Connector.Argument argument(Map<String, Connector.Argument> options, String name) {
        return Objects.requireNonNull(options.get(name));
    }

    private static List<Integer> stepped(String program) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> options = connector.defaultArguments();
        argument(options, "main").setValue(program);
        argument(options, "options")
                .setValue("-cp \""
                        + Path.of(Lines.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        + "\"");
        VirtualMachine machine = connector.launch(options);
        ClassPrepareRequest prepare = machine.eventRequestManager().createClassPrepareRequest();
        prepare.addClassFilter(program);
        prepare.enable();
        List<Integer> lines = new ArrayList<>();
        boolean on = true;
        try {
            while (on) {
                EventSet set = machine.eventQueue().remove();
                for (Event event : set) {
                    switch (event) {
                        case ClassPrepareEvent prepared -> {
                            MethodEntryRequest entry =
                                    machine.eventRequestManager().createMethodEntryRequest();
                            entry.addClassFilter(program);
                            entry.enable();
                        }
                        case MethodEntryEvent entered -> {
                            event.request().disable();
                            StepRequest step = machine.eventRequestManager()
                                    .createStepRequest(entered.thread(), StepRequest.STEP_LINE, StepRequest.STEP_INTO);
                            step.addClassFilter("programs.*");
                            step.enable();
                            add(lines, entered.location().lineNumber());
                        }
                        case StepEvent step -> {
                            if (begins(step.location())) {
                                add(lines, step.location().lineNumber());
                            }
                        }
                        case VMDeathEvent death -> on = false;
                        case VMDisconnectEvent gone -> on = false;
                        default -> {}
                    }
                }
                set.resume();
            }
        } catch (VMDisconnectedException e) {
            // The program ended while it was resumed.
        }
        return lines;
    }

    /** Whether a line begins there: a debugger also stops in the middle of one, where a call returns to. */
    private static boolean begins(Location at) throws AbsentInformationException {
        if (at.lineNumber() < 0) {
            return false;
        }
        for (Location line : at.method().allLineLocations()) {
            if (line.codeIndex() == at.codeIndex()) {
                return true;
            }
        }
        return false;
    }
}
