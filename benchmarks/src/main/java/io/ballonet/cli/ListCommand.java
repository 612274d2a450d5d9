package io.ballonet.cli;

import io.ballonet.cli.compare.BenchmarkCatalogue;
import io.ballonet.cli.compare.MeasuredFamily;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import io.ballonet.unit.Role;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ballonet list}: what there is to compare. */
@Command(
        name = "list",
        description = "Lists every contender with its idea and its source, and the families that compare measures.",
        footer = {"", "Example:", "  ballonet list"})
final class ListCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Terminal.out(spec);
        for (Registry<?> registry : Registries.all()) {
            out.println(registry.family());
            for (Contender contender : registry.all()) {
                out.println("  " + contender.registryName() + role(contender));
                out.println("      " + contender.summary());
                out.println("      " + contender.source());
                contender.unavailable().ifPresent(why -> out.println("      not available: " + why));
            }
            out.println();
        }
        out.println("compare measures");
        for (MeasuredFamily family : BenchmarkCatalogue.load().families()) {
            out.println("  " + family.name() + ": " + String.join(", ", family.benchmarks()));
            if (!family.contenders().isEmpty()) {
                out.println("      contenders: " + String.join(", ", family.contenders()));
            }
        }
        out.flush();
        return 0;
    }

    private static String role(Contender contender) {
        return contender.role() == Role.OURS
                ? ""
                : " (" + contender.role().name().toLowerCase(Locale.ROOT) + ")";
    }
}
