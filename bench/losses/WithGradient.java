import java.util.function.DoubleSupplier;

/// A pass that leaves a gradient.
public record WithGradient(Contender.Pass pass, DoubleSupplier squares) implements Contender.Pass {
    @Override
    public double run(int times) {
        return pass.run(times);
    }

    @Override
    public double gradient() {
        return squares.getAsDouble();
    }
}
