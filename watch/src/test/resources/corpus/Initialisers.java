import java.util.ArrayList;
import java.util.List;

/** What runs before anybody calls it: initialisers of classes, enums, interfaces, objects. */
public class Initialisers {
    static final List<String> SEEN = new ArrayList<>();
    static int first = start("first");

    static {
        SEEN.add("static");
        first++;
    }

    enum Planet {
        MERCURY(3.3e23, 2.44e6),
        EARTH(5.97e24, 6.37e6) {
            @Override
            double weight(double mass) {
                double here = super.weight(mass);
                return here + 0;
            }
        };

        static final double G = 6.67e-11 * first;
        final double mass;
        final double radius;

        Planet(double mass, double radius) {
            this.mass = mass;
            this.radius = radius;
        }

        double weight(double mass) {
            return G * mass * this.mass / (radius * radius);
        }
    }

    interface Constant {
        Object MADE = start("interface");

        static int one() {
            return 1;
        }
    }

    static class Parent {
        static int parents = start("parent");
        int a = 1;

        {
            a += 2;
        }

        Parent() {
            grow();
        }

        void grow() {
            a *= 2;
        }
    }

    static class Child extends Parent {
        int b = a + 1;
        final int[] cells = {
            b,
            b + 1,
            twice(b)
        };

        Child() {
            this(5);
            b++;
        }

        Child(int more) {
            super();
            b += more;
        }

        @Override
        void grow() {
            a += b;
        }

        static int twice(int x) {
            return 2 * x;
        }
    }

    static int start(String what) {
        SEEN.add(what);
        return SEEN.size();
    }

    public static void main(String[] args) {
        System.out.println(SEEN);
        for (Planet planet : Planet.values()) {
            System.out.println(planet + " " + Math.round(planet.weight(70)));
        }
        Child child = new Child();
        System.out.println(child.a + " " + child.b + " " + child.cells[2]);
        System.out.println(Constant.one());
        System.out.println(Constant.MADE);
        switch (Planet.valueOf("EARTH")) {
            case MERCURY:
                System.out.println("hot");
                break;
            case EARTH:
                System.out.println("here");
        }
    }
}
