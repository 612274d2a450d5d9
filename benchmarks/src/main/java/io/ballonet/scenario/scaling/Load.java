package io.ballonet.scenario.scaling;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/** What threads do over and over. <b>Threads:</b> any number, each with a number of its own; close when they are done. */
interface Load extends AutoCloseable {
    /** Does so many operations; how many of them got nothing. */
    int run(int thread, int operations);

    @Override
    void close();

    /**
     * A copy of a load's class whose code the compiler sees for itself: what one contender's calls look like has no say in how
     * another's are compiled, as in a JVM of its own.
     *
     * @param type with one constructor
     */
    static Load ofItsOwn(Class<? extends Load> type, Object argument) {
        try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            if (bytes == null) {
                throw new IllegalStateException("no class file: type=" + type);
            }
            Class<?> copy = MethodHandles.lookup()
                    .defineHiddenClass(bytes.readAllBytes(), true)
                    .lookupClass();
            return (Load) copy.getDeclaredConstructors()[0].newInstance(argument);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("a class of this package can be copied: type=" + type, e);
        }
    }
}
