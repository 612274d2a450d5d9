package io.ballonet.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Names of a stack's frames, such as a reader wants to see them. */
final class Frames {
    /** What JMH generates around a benchmark; below it there is only JMH. */
    private static final String STUB = ".jmh_generated.";

    /** What the JDK puts between a method and a machine instruction; its time is the method's that called it. */
    private static final Pattern PLUMBING =
            Pattern.compile("(java\\.lang\\.invoke|jdk\\.internal\\.(misc|foreign|access))\\..*");

    private static final Pattern PACKAGE = Pattern.compile("^([a-z_][\\w$]*\\.)+(?=[A-Z])");

    private Frames() {}

    /** Outermost first; empty for no stack. */
    static List<String> of(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (RecordedFrame frame : stack.getFrames()) {
            names.add(frame.getMethod().getType().getName() + "."
                    + frame.getMethod().getName() + compiled(frame.getType()));
        }
        Collections.reverse(names);
        return names;
    }

    /**
     * Without what lies below JMH's stub of the benchmark, without the JDK's own frames between a method and memory, and without
     * packages.
     *
     * @param names outermost first, with packages
     */
    static List<String> readable(List<String> names) {
        int first = 0;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).contains(STUB)) {
                first = i;
            }
        }
        List<String> readable = new ArrayList<>();
        for (String name : names.subList(first, names.size())) {
            if (readable.isEmpty() || !PLUMBING.matcher(name).matches()) {
                readable.add(PACKAGE.matcher(name).replaceFirst(""));
            }
        }
        return readable;
    }

    private static String compiled(String type) {
        return switch (type) {
            case "JIT compiled" -> "_[j]";
            case "Inlined" -> "_[i]";
            case "Interpreted" -> "_[0]";
            default -> "";
        };
    }
}
