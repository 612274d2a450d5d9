package io.ballonet.scan;

import java.lang.System.Logger.Level;

/**
 * The loops of one JVM over many accessed bits: on the Vector API where the module {@code jdk.incubator.vector} is there, else
 * plain.
 *
 * @param entries over 8-byte entries
 * @param bits over packed bits
 */
record Kernels(EntryKernel entries, BitKernel bits) {
    /** Loops without the Vector API. */
    static Kernels plain() {
        return new Kernels(new PlainEntryKernel(), new PlainBitKernel());
    }

    /** The fastest loops that this JVM can load. */
    static Kernels best() {
        return Best.KERNELS;
    }

    /** Holds the choice, made once, and says so once if it is the slow one. */
    private static final class Best {
        private static final Kernels KERNELS = choose();

        private static Kernels choose() {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
                return new Kernels(new VectorEntryKernel(), new VectorBitKernel());
            }
            System.getLogger(Kernels.class.getName())
                    .log(Level.INFO, "scans run without vectors: add --add-modules=jdk.incubator.vector");
            return plain();
        }
    }
}
