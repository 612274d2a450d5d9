package io.ballonet.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line as it stands in a document: in a block of code, a line that begins with it, or between back quotes in the text.
 *
 * @param document relative to the root of the tree
 * @param variables assignments before the program, and what an {@code export} in the same document set before
 * @param program {@code ./ballonet}, {@code ./mvnw} or {@code valgrind}
 * @param arguments split at blanks
 */
record DocumentedCommand(String document, List<String> variables, String program, List<String> arguments) {
    private static final Pattern CODE = Pattern.compile("(?s)```[a-z]*\n(.*?)```|`([^`]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("((?:[A-Z_]+=\\S+ )*)(\\./ballonet|\\./mvnw|valgrind)(?: (.*))?");
    private static final Pattern EXPORT = Pattern.compile("export ([A-Z_]+=\\S+)");

    /** Commands that need no more words. */
    private static final Set<String> WHOLE = Set.of("compare", "list", "doctor");

    DocumentedCommand {
        variables = List.copyOf(variables);
        arguments = List.copyOf(arguments);
    }

    /** Those of a document, in its order, each once. */
    static List<DocumentedCommand> in(Path root, Path document) throws IOException {
        String name = root.relativize(document).toString();
        List<String> exported = new ArrayList<>();
        LinkedHashSet<DocumentedCommand> commands = new LinkedHashSet<>();
        Matcher code = CODE.matcher(Files.readString(document));
        while (code.find()) {
            String block = code.group(1);
            List<String> lines =
                    block == null ? List.of(code.group(2).replace('\n', ' ')) : Arrays.asList(block.split("\n", -1));
            for (String line : lines) {
                String plain = line.replaceFirst("\\s+#.*", "").strip();
                Matcher export = EXPORT.matcher(plain);
                if (export.matches()) {
                    exported.add(export.group(1));
                }
                Matcher command = COMMAND.matcher(plain);
                if (command.matches()) {
                    List<String> variables = new ArrayList<>(exported);
                    variables.addAll(words(command.group(1)));
                    commands.add(new DocumentedCommand(
                            name,
                            variables,
                            command.group(2),
                            words(command.group(3) == null ? "" : command.group(3))));
                }
            }
        }
        return List.copyOf(commands);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+", -1));
    }

    /** True if it leaves out what a reader is to put in, or two builds: then it says what a command is called, and no more. */
    boolean isSynopsis() {
        return arguments.stream().anyMatch(word -> word.contains("…") || word.equals("REV1"))
                || (arguments.size() == 1 && !WHOLE.contains(verb()));
    }

    /** The first argument, or an empty string. */
    String verb() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    @Override
    public String toString() {
        return program + " " + String.join(" ", arguments);
    }
}
