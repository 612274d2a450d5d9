package io.ballonet.cli;

/** Something the user can mend; the message names the option or file and the mend, in one or two lines. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** An error that ends the command with {@code status}: 1 the run found a failure, 2 wrong usage. */
    public UserError(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Exit status. */
    public int status() {
        return status;
    }
}
