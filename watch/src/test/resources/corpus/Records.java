import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records, sealed types, patterns in switches and conditions. */
public class Records {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {
        Circle {
            if (radius < 0) {
                throw new IllegalArgumentException("negative");
            }
        }

        static Circle unit() {
            return new Circle(1);
        }
    }

    record Box(double width, double height) implements Shape {
        Box(double side) {
            this(side, side);
        }

        double area() {
            return width * height;
        }
    }

    record Pair<A, B>(A left, B right) implements Shape {}

    static String name(Object o) {
        return switch (o) {
            case null -> "nothing";
            case Circle(double r) when r > 5 -> "large circle";
            case Circle c -> "circle " + c.radius();
            case Box(double w, double h) when w == h -> {
                double side = w;
                yield "square " + side;
            }
            case Box b ->
                "box " + b.area();
            case Pair(Pair(var a, var b), String s) -> "deep " + a + b + s;
            case Pair<?, ?> p when p.left() instanceof Integer i && i > 3 -> "big pair";
            case Pair<?, ?> p -> "pair";
            case int[] array -> "ints " + array.length;
            case Character c -> "char";
            default -> "other";
        };
    }

    static int days(String month) {
        switch (month) {
            case "feb":
                return 28;
            case "apr", "jun", "sep", "nov":
                return 30;
            case "Aa":
            case "BB":
                return -1;
            default:
                return 31;
        }
    }

    static int number(int n) {
        int x = switch (n) {
            case 1, 2, 3 -> n * 10;
            case 1000 -> {
                int y = n;
                yield y + 1;
            }
            default -> n > 5 ? 5 : 0;
        };
        return x;
    }

    public static void main(String[] args) {
        Object[] all = {
            Circle.unit(), new Circle(9), new Box(2), new Box(2, 3), new Pair<>(new Pair<>(1, 2), "s"), new Pair<>(4, 5),
            new Pair<>("a", 'b'), new int[3], 'c', null, "text"
        };
        for (Object one : all) {
            System.out.println(name(one));
        }
        Set<Object> set = new HashSet<>(List.of(new Box(1), new Circle(2)));
        System.out.println(set.contains(new Box(1, 1)) + " " + new Pair<>(1, 2));
        try {
            new Circle(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        for (String month : List.of("feb", "jun", "BB", "Aa", "jan")) {
            System.out.println(days(month));
        }
        System.out.println(number(2) + number(1000) + number(7) + number(4));
        if (all[0] instanceof Circle(double r) && r == 1) {
            System.out.println("unit");
        }
    }
}
