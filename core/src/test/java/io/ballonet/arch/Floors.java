package io.ballonet.arch;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages of core from the ground up: the list that dependencies may only go down. */
final class Floors {
    static final String ROOT = "io.ballonet.";

    /** Lowest first; packages of one row are on one floor and never see each other. A subpackage is on its parent's floor. */
    static final List<List<String>> GROUND_UP = List.of(
            List.of("unit"),
            List.of("telemetry"),
            List.of("memory"),
            List.of("channel"),
            List.of("frame.alloc"),
            List.of("frame"),
            List.of("paging"),
            List.of("scan"),
            List.of("balloon.driver", "balloon.backend"),
            List.of("guest"),
            List.of("reclaim.policy"),
            List.of("reclaim"),
            List.of("host"));

    private Floors() {}

    /** The listed package that holds the class, the longest that fits, or the empty string. */
    static String packageOf(JavaClass type) {
        String best = "";
        for (List<String> floor : GROUND_UP) {
            for (String name : floor) {
                String full = ROOT + name;
                boolean inside = type.getPackageName().equals(full)
                        || type.getPackageName().startsWith(full + ".");
                if (inside && name.length() > best.length()) {
                    best = name;
                }
            }
        }
        return best;
    }

    private static int heightOf(String name) {
        for (int height = 0; height < GROUND_UP.size(); height++) {
            if (GROUND_UP.get(height).contains(name)) {
                return height;
            }
        }
        throw new IllegalArgumentException("not a package of the list: name=" + name);
    }

    /** Fails for a class outside the listed packages, and for each dependency that does not go down. */
    static ArchCondition<JavaClass> dependOnLowerFloorsOnly() {
        return new ArchCondition<>("be on a floor, and depend on lower floors only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = packageOf(type);
                if (from.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is on no floor of the list"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String to = packageOf(dependency.getTargetClass());
                    if (!to.isEmpty() && !to.equals(from) && heightOf(to) >= heightOf(from)) {
                        events.add(SimpleConditionEvent.violated(
                                type, from + " may not see " + to + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }
}
