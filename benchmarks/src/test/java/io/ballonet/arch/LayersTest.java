package io.ballonet.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ballonet.result.Measures;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** The commands see the runs, the runs see traces, peers and results, and these see core; never the other way. */
final class LayersTest {
    private static final String[] PACKAGES = {
        "io.ballonet.cli..",
        "io.ballonet.scenario..",
        "io.ballonet.micro..",
        "io.ballonet.report..",
        "io.ballonet.profile..",
        "io.ballonet.trace..",
        "io.ballonet.peer..",
        "io.ballonet.result.."
    };

    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .importUrl(Measures.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void dependenciesGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("commands")
                .definedBy("io.ballonet.cli..")
                .layer("runs")
                .definedBy(
                        "io.ballonet.scenario..",
                        "io.ballonet.micro..",
                        "io.ballonet.report..",
                        "io.ballonet.profile..")
                .layer("ground")
                .definedBy("io.ballonet.trace..", "io.ballonet.peer..", "io.ballonet.result..")
                .whereLayer("commands")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("runs")
                .mayOnlyBeAccessedByLayers("commands")
                .check(BENCHMARKS);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ballonet.(*)..").should().beFreeOfCycles().check(BENCHMARKS);
    }

    @Test
    void everyClassIsInALayer() {
        classes().should().resideInAnyPackage(PACKAGES).check(BENCHMARKS);
    }

    @Test
    void benchmarksLiveInMicro() {
        methods()
                .that()
                .areAnnotatedWith(Benchmark.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("io.ballonet.micro..")
                .allowEmptyShould(true)
                .check(BENCHMARKS);
    }
}
