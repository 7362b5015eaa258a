import com.sun.jdi.Bootstrap;
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
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.StepRequest;
import java.util.Map;

/** A debugger that steps through every line of Bubble and reads nothing: prints its steps and nanoseconds. */
public final class Stepper {
    private Stepper() {}

    public static void main(String[] arguments) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> options = connector.defaultArguments();
        options.get("main").setValue("Bubble sort " + arguments[1] + " 1");
        options.get("options").setValue("-cp \"" + arguments[0] + "\"");
        VirtualMachine machine = connector.launch(options);
        ClassPrepareRequest prepare = machine.eventRequestManager().createClassPrepareRequest();
        prepare.addClassFilter("Bubble");
        prepare.enable();
        long steps = 0;
        long start = System.nanoTime();
        long end = start;
        try {
            boolean on = true;
            while (on) {
                EventSet set = machine.eventQueue().remove();
                for (Event event : set) {
                    switch (event) {
                        case ClassPrepareEvent prepared -> {
                            MethodEntryRequest entry =
                                    machine.eventRequestManager().createMethodEntryRequest();
                            entry.addClassFilter("Bubble");
                            entry.enable();
                        }
                        case MethodEntryEvent entered -> {
                            if (entered.method().name().equals("sort")) {
                                event.request().disable();
                                StepRequest step = machine.eventRequestManager()
                                        .createStepRequest(
                                                entered.thread(), StepRequest.STEP_LINE, StepRequest.STEP_INTO);
                                step.addClassFilter("Bubble");
                                step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                                step.enable();
                                start = System.nanoTime();
                            }
                        }
                        case StepEvent step -> {
                            if (step.location().method().name().equals("sort")) {
                                steps++;
                                end = System.nanoTime();
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
        System.out.println(steps + " " + (end - start));
    }
}
