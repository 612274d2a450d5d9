package io.ballonet.cli.compare;

import io.ballonet.cli.AddedClassPath;
import io.ballonet.cli.Registries;
import io.ballonet.cli.UserError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Contenders that no benchmark declares and that run all the same wherever a benchmark of their family has contenders: those
 * that {@code ServiceLoader} found in the user's jars, and those that the user names by class or as {@code outer+inner}.
 */
final class JoinedContenders {
    private final Map<String, List<String>> byFamily;

    private JoinedContenders(Map<String, List<String>> byFamily) {
        this.byFamily = byFamily;
    }

    /**
     * Those of each family.
     *
     * @param declared contenders that the benchmarks of each family declare
     * @param asked what the user names; other words than classes and {@code outer+inner} are passed over here
     * @throws UserError for a class that no family takes
     */
    static JoinedContenders of(Map<String, Set<String>> declared, List<String> asked) {
        Map<String, List<String>> byFamily = new TreeMap<>();
        declared.forEach((family, names) -> {
            Set<String> joined = new LinkedHashSet<>(Registries.names(family));
            asked.stream()
                    .filter(name -> isClass(name) || name.indexOf('+') >= 0)
                    .filter(name -> Registries.knows(family, name))
                    .forEach(joined::add);
            joined.removeAll(names);
            byFamily.put(family, List.copyOf(joined));
        });
        for (String name : asked) {
            if (isClass(name) && byFamily.values().stream().noneMatch(joined -> joined.contains(name))) {
                throw new UserError(
                        "--contenders: no class '" + name + "' that is a factory of "
                                + byFamily.keySet().stream()
                                        .filter(family ->
                                                !Registries.names(family).isEmpty())
                                        .collect(Collectors.joining(", "))
                                + " and has a public constructor without parameters; name its jar in "
                                + AddedClassPath.VARIABLE,
                        2);
            }
        }
        return new JoinedContenders(byFamily);
    }

    private static boolean isClass(String name) {
        return name.indexOf('.') > 0 && name.indexOf('+') < 0;
    }

    /** {@code values}, and behind them those of the family. */
    List<String> behind(List<String> values, String family) {
        List<String> all = new ArrayList<>(values);
        all.addAll(byFamily.getOrDefault(family, List.of()));
        return all;
    }
}
