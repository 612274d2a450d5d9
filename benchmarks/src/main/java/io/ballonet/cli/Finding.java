package io.ballonet.cli;

/**
 * One line of the doctor.
 *
 * @param mend what to do, empty where nothing is wrong
 */
record Finding(String what, boolean good, String found, String mend) {
    static Finding good(String what, String found) {
        return new Finding(what, true, found, "");
    }

    /** Good if {@code condition} holds, else a warning with its mend. */
    static Finding when(boolean condition, String what, String found, String mend) {
        return new Finding(what, condition, found, condition ? "" : mend);
    }
}
