package org.surprisal.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house: which module may use what. */
final class ArchitectureTest {
    private static final String[] MODULES = {
        "math", "simd", "loss", "table", "score", "fit", "agent", "watch", "report", "cli"
    };

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.surprisal");

    /** What lives inside other people's services and must give the same bits everywhere. */
    private static final String[] GROUND = {inModule("math"), inModule("loss"), inModule("score"), inModule("fit")};

    /** Functions of {@code Math} whose result the specification fixes, or that need no accuracy. */
    private static final String EXACT = "abs.*|add.*|ceil.*|clamp|copySign|decrement.*|divide.*|floor.*|fma|getExponent"
            + "|increment.*|max|min|mult.*|negate.*|next.*|powExact|unsigned.*|random|rint|round|scalb|signum|sqrt"
            + "|subtract.*|to(Degrees|Radians|IntExact)|ulp|IEEEremainder";

    private static final String INEXACT =
            "a?(sin|cos|tan)|sinh|cosh|tanh|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot";

    private static String inModule(String module) {
        return "org.surprisal." + module + "..";
    }

    @Test
    void everyModuleIsThere() {
        for (String module : MODULES) {
            assertThat(HOUSE.that(resideInAPackage(inModule(module))))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void dataRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.surprisal..")
                .layer("math")
                .definedBy(inModule("math"))
                .layer("simd")
                .definedBy(inModule("simd"))
                .layer("loss")
                .definedBy(inModule("loss"))
                .layer("table")
                .definedBy(inModule("table"))
                .layer("score")
                .definedBy(inModule("score"))
                .layer("fit")
                .definedBy(inModule("fit"))
                .layer("agent")
                .definedBy(inModule("agent"))
                .layer("watch")
                .definedBy(inModule("watch"))
                .layer("report")
                .definedBy(inModule("report"))
                .layer("cli")
                .definedBy(inModule("cli"))
                .whereLayer("math")
                .mayNotAccessAnyLayer()
                .whereLayer("simd")
                .mayOnlyAccessLayers("math")
                .whereLayer("simd")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("loss")
                .mayOnlyAccessLayers("math")
                .whereLayer("table")
                .mayNotAccessAnyLayer()
                .whereLayer("score")
                .mayOnlyAccessLayers("math", "loss")
                .whereLayer("fit")
                .mayOnlyAccessLayers("math", "loss")
                .whereLayer("agent")
                .mayNotAccessAnyLayer()
                .whereLayer("agent")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("watch")
                .mayNotAccessAnyLayer()
                .whereLayer("report")
                .mayOnlyAccessLayers("math", "loss", "score", "fit", "watch")
                .ensureAllClassesAreContainedInArchitecture()
                .check(HOUSE);
    }

    /** From text to results: a package of loss uses those before it only. */
    @Test
    void aFormulaGoesOneWay() {
        List<String> order = List.of(
                "portable", "expr", "algebra", "op", "derive", "parse", "textbook", "oracle", "program", "host");
        for (int i = 0; i < order.size(); i++) {
            String[] later = order.subList(i + 1, order.size()).stream()
                    .map(name -> "org.surprisal.loss." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.surprisal.loss." + order.get(i) + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(later).or(resideInAPackage("org.surprisal.loss")))
                    .check(HOUSE);
        }
        noClasses()
                .that()
                .resideInAPackage("org.surprisal.loss.oracle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.surprisal.loss.op..", "org.surprisal.loss.program..")
                .because("what judges the loops must not share them")
                .check(HOUSE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.surprisal.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource
    void aLibraryHasItsHomes(Map.Entry<String, List<String>> libraryAndHomes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(libraryAndHomes.getValue().stream()
                        .map(ArchitectureTest::inModule)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(libraryAndHomes.getKey())
                .check(HOUSE);
    }

    static Stream<Map.Entry<String, List<String>>> aLibraryHasItsHomes() {
        return Map.of(
                "org.duckdb..",
                List.of("table"),
                "java.sql..",
                List.of("table"),
                "tools.jackson..",
                List.of("report", "watch"),
                "picocli..",
                List.of("cli"),
                "java.awt..",
                List.of("watch.clip"),
                "jdk.jfr..",
                List.of("watch.run"),
                "java.lang.instrument..",
                List.of("agent"),
                "jdk.incubator..",
                List.of("simd"))
                .entrySet()
                .stream();
    }

    /** It enters other programs, whose libraries it must not meet. */
    @Test
    void theAgentNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAPackage(inModule("agent"))
                .should()
                .dependOnClassesThat(describe(
                        "belong to a library",
                        type -> !resideInAnyPackage(inModule("agent"), "java..", "jdk.internal..", "org.jspecify..")
                                        .test(type.getBaseComponentType())
                                && !type.getBaseComponentType().isPrimitive()))
                .check(HOUSE);
    }

    @Test
    void theGroundNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(GROUND)
                .should()
                .dependOnClassesThat(describe(
                        "belong to a library",
                        type -> !resideInAnyPackage("org.surprisal..", "java..", "org.jspecify..")
                                        .test(type.getBaseComponentType())
                                && !type.getBaseComponentType().isPrimitive()))
                .check(HOUSE);
    }

    /** The results of {@code Math}'s transcendental functions differ from one JVM to the next, within an ulp. */
    @Test
    void theGroundUsesItsOwnElementaryFunctions() {
        noClasses()
                .that()
                .resideInAnyPackage(GROUND)
                .should()
                .callMethodWhere(target(owner(type(Math.class))).and(target(nameMatching(INEXACT))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(StrictMath.class)
                .check(HOUSE);
    }

    @Test
    void everyFunctionOfMathIsEitherExactOrRefused() {
        assertThat(Arrays.stream(Math.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == Math.class)
                        .map(Method::getName))
                .allMatch(name -> name.matches(EXACT) != name.matches(INEXACT));
    }

    /** A total must not depend on which thread came first. */
    @Test
    void theGroundHasNoOrderOfThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(GROUND)
                .should()
                .callMethodWhere(target(nameMatching("parallel|parallelStream|parallelPrefix|parallelSetAll")))
                .orShould()
                .callMethodWhere(target(owner(type(DoubleStream.class)))
                        .and(target(nameMatching("average|sum|summaryStatistics|collect"))))
                .orShould()
                .callMethodWhere(target(owner(type(Collectors.class)))
                        .and(target(nameMatching("(averaging|summing|summarizing).*"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DoubleAdder.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DoubleAccumulator.class)
                .check(HOUSE);
    }

    /** Maps and sets made this way have another order in every process; none is kept in a result. */
    @Test
    void noResultHasTheOrderOfAHashTable() {
        noClasses()
                .should()
                .callMethod(Map.class, "copyOf", Map.class)
                .orShould()
                .callMethod(Set.class, "copyOf", Collection.class)
                .orShould()
                .callMethod(Collectors.class, "toSet")
                .orShould()
                .callMethod(Collectors.class, "toUnmodifiableSet")
                .orShould()
                .callMethod(Collectors.class, "toMap", Function.class, Function.class)
                .orShould()
                .callMethod(Collectors.class, "toUnmodifiableMap", Function.class, Function.class)
                .orShould()
                .callMethod(Collectors.class, "groupingBy", Function.class)
                .orShould()
                .callMethod(Collectors.class, "groupingBy", Function.class, Collector.class)
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inModule("cli"), inModule("agent"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(HOUSE);
    }

    /** A name says what a class is; these say that it is a drawer. */
    @Test
    void noClassIsADrawer() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(HOUSE);
    }
}
