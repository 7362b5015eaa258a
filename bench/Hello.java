import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The least that a command line with picocli can be: what a start is compared with.
@Command(name = "hello", mixinStandardHelpOptions = true, version = "hello 1.0")
final class Hello implements Callable<Integer> {
    @Option(names = "--name", description = "Whom to greet.")
    String name = "world";

    @Override
    public Integer call() {
        System.out.println("Hello, " + name);
        return 0;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Hello()).execute(arguments));
    }
}
