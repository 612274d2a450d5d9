package io.ballonet.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ballonet.unit.PageSize;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The floors of core, obliviousness, and the few classes that alone may touch what is dangerous. */
final class FloorsTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(PageSize.class.getProtectionDomain().getCodeSource().getLocation());

    private static final DescribedPredicate<JavaClass> NATIVE_CALLS = belongToAnyOf(java.lang.foreign.Linker.class);

    private static final String MMU = "io.ballonet.paging.Mmu";
    private static final String GUEST_PAGE_TABLE = "io.ballonet.paging.GuestPageTables";
    private static final String NESTED_TABLE = "io.ballonet.paging.NestedTable";

    @Test
    void dependenciesGoDownOnly() {
        classes().should(Floors.dependOnLowerFloorsOnly()).check(CORE);
    }

    @Test
    void guestHalfSeesNoFrameAndNoNestedTable() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ballonet.guest..", "io.ballonet.balloon.driver..", "io.ballonet.scan..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.ballonet.frame").or(named(NESTED_TABLE)))
                .check(CORE);
    }

    @Test
    void mmuAloneSeesTheTablesOfBothHalves() {
        noClasses()
                .that(not(named(MMU)))
                .and(not(named(GUEST_PAGE_TABLE)))
                .and(not(named(NESTED_TABLE)))
                .and()
                .resideOutsideOfPackage("io.ballonet.host") // the composition root makes both and hands them to the Mmu
                .and(dependOn(GUEST_PAGE_TABLE))
                .should()
                .dependOnClassesThat(named(NESTED_TABLE))
                .allowEmptyShould(true)
                .check(CORE);
        noClasses()
                .that(named(GUEST_PAGE_TABLE))
                .should()
                .dependOnClassesThat(named(NESTED_TABLE))
                .allowEmptyShould(true)
                .check(CORE);
        noClasses()
                .that(named(NESTED_TABLE))
                .should()
                .dependOnClassesThat(named(GUEST_PAGE_TABLE))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void channelAloneUsesRings() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ballonet.channel..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.agrona.concurrent.ringbuffer.."))
                .check(CORE);
    }

    @Test
    void memoryAloneCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ballonet.memory..")
                .should()
                .dependOnClassesThat(NATIVE_CALLS)
                .check(CORE);
        assertTrue(
                CORE.stream()
                        .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> NATIVE_CALLS.test(dependency.getTargetClass()))),
                "no class calls native code, so that the rule above says nothing");
    }

    @Test
    void noClassUsesUnsafe() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("sun.misc..", "jdk.internal..")
                        .or(named("org.agrona.UnsafeApi"))
                        .or(named("org.agrona.UnsafeAccess")))
                .check(CORE);
    }

    @Test
    void telemetrySeesPrimitivesOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.ballonet.telemetry..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.ballonet..")
                        .and(not(resideInAnyPackage("io.ballonet.telemetry..", "io.ballonet.unit.."))))
                .allowEmptyShould(!landed().contains("host"))
                .check(CORE);
    }

    /** The rules above go by name: where a name is gone, they would hold of nothing. The top floor needs all the others. */
    @Test
    void everythingThatTheRulesNameExists() {
        Set<String> landed = landed();
        if (landed.contains("paging")) {
            assertEquals(Set.of(), missing(List.of(GUEST_PAGE_TABLE, NESTED_TABLE, MMU)), "classes that are not there");
        }
        if (landed.contains("host")) {
            Set<String> absent = Floors.GROUND_UP.stream().flatMap(List::stream).collect(Collectors.toSet());
            absent.removeAll(landed);
            assertEquals(Set.of(), absent, "floors that are not there");
        }
        assertTrue(landed.containsAll(List.of("unit", "memory", "channel", "frame.alloc", "scan")), () -> "" + landed);
    }

    private static Set<String> landed() {
        return CORE.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(Floors::packageOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> missing(List<String> names) {
        return names.stream().filter(name -> !CORE.contain(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The class of that name, and those nested in it. */
    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                "are " + name,
                type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaClass> dependOn(String name) {
        DescribedPredicate<JavaClass> target = named(name);
        return DescribedPredicate.describe(
                "depend on " + name,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> target.test(dependency.getTargetClass())));
    }
}
