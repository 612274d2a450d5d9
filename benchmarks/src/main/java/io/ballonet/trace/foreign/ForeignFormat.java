package io.ballonet.trace.foreign;

import io.ballonet.trace.PageAccess;
import java.util.Locale;

/** The formats that can be imported. Each makes accesses of single lines; an access is one of every
 * page from its first to its last byte. */
public enum ForeignFormat {
    /**
     * Valgrind's lackey ({@code --tool=lackey --trace-mem=yes}): {@code I  addr,size} an instruction, {@code  L addr,size} a
     * load, {@code  S addr,size} a store, {@code  M addr,size} a load and a store of one place; addresses in hex, sizes in
     * bytes. What Valgrind says of itself, {@code ==pid==} and {@code --pid--}, is skipped.
     */
    LACKEY("'I  <hex>,<size>', ' L <hex>,<size>', ' S ...', ' M ...' or '==<pid>== text'") {
        @Override
        void parse(Line line, long number, boolean withInstructions, AccessSink sink) {
            boolean isInstruction = line.startsWith("I  ");
            boolean isWrite = line.startsWith(" S ") || line.startsWith(" M ");
            if (isInstruction || isWrite || line.startsWith(" L ")) {
                line.skip(KIND_BYTES);
                long address = line.takeHex();
                line.take(',');
                long lastByte = address + Math.max(1, line.takeDecimal(MAX_ACCESS_BYTES)) - 1;
                line.takeEnd();
                if (Long.compareUnsigned(lastByte, address) < 0) {
                    line.fail(Line.Problem.RANGE);
                }
                if (line.isGood() && (withInstructions || !isInstruction)) {
                    sink.access(address >>> PAGE_SHIFT, lastByte >>> PAGE_SHIFT, isWrite);
                }
            } else if (!line.startsWith("==") && !line.startsWith("--")) {
                line.fail(Line.Problem.FORM);
            }
        }
    },

    /** The traces of the LIRS authors: a decimal block a line, which is read; blank lines and lines of stars are skipped. */
    LIRS("'<decimal block>', stars or nothing") {
        @Override
        void parse(Line line, long number, boolean withInstructions, AccessSink sink) {
            if (line.isAll('*')) {
                return;
            }
            long block = line.takeDecimal(PageAccess.MAX_PAGE);
            line.takeEnd();
            if (line.isGood()) {
                sink.access(block, block, false);
            }
        }
    },

    /** The traces of the ARC authors: {@code start count ignored request}; the blocks {@code [start, start + count)} are read. */
    ARC("'<start block> <count> <ignored> <request>' in decimal") {
        @Override
        void parse(Line line, long number, boolean withInstructions, AccessSink sink) {
            long start = line.takeDecimal(PageAccess.MAX_PAGE - MAX_PAGES);
            line.take(' ');
            long count = line.takeDecimal(MAX_PAGES);
            line.take(' ');
            line.takeDecimal(Long.MAX_VALUE);
            line.take(' ');
            line.takeDecimal(Long.MAX_VALUE);
            line.takeEnd();
            if (line.isGood() && count > 0) {
                sink.access(start, start + count - 1, false);
            }
        }
    },

    /**
     * The disk traces of CloudPhysics: {@code version,time,op,size,lbn} under a header of these words; {@code op} is a SCSI
     * command in hex that reads or writes, {@code size} in bytes, {@code lbn} in sectors of 512. Each 4 KiB page from the first
     * to the last byte is accessed.
     */
    CLOUDPHYSICS("'version,time,op,size,lbn' with an op of 08, 28, 88, a8 (read), 0a, 2a, 8a or aa (write)") {
        @Override
        void parse(Line line, long number, boolean withInstructions, AccessSink sink) {
            if (number == 1 && line.is("version,time,op,size,lbn")) {
                return;
            }
            line.takeDecimal(Long.MAX_VALUE);
            line.take(',');
            line.takeDecimal(Long.MAX_VALUE);
            line.take(',');
            long op = line.takeHex();
            line.take(',');
            long sizeBytes = line.takeDecimal(MAX_PAGES << PAGE_SHIFT);
            line.take(',');
            long sector = line.takeDecimal(MAX_SECTOR);
            line.takeEnd();
            boolean isWrite = op == 0x0a || op == 0x2a || op == 0x8a || op == 0xaa;
            if (!isWrite && op != 0x08 && op != 0x28 && op != 0x88 && op != 0xa8) {
                line.fail(Line.Problem.FORM);
            }
            if (line.isGood() && sizeBytes > 0) {
                long firstByte = sector << SECTOR_SHIFT;
                sink.access(firstByte >>> PAGE_SHIFT, (firstByte + sizeBytes - 1) >>> PAGE_SHIFT, isWrite);
            }
        }
    };

    private static final int PAGE_SHIFT = 12;
    private static final int SECTOR_SHIFT = 9;
    /** Lackey: letter and spaces before the address. */
    private static final int KIND_BYTES = 3;
    /** Lackey: far above what an instruction touches; what is larger is no size. */
    private static final long MAX_ACCESS_BYTES = 1L << 20;
    /** Pages of one request, 4 GiB: far above what disks take, and a bound on what a bad line can write. */
    private static final long MAX_PAGES = 1L << 20;
    /** CloudPhysics: 4 EiB in sectors. */
    private static final long MAX_SECTOR = (1L << 53) - 1;

    private final String grammar;

    ForeignFormat(String grammar) {
        this.grammar = grammar;
    }

    /** Gives the accesses of a line, the {@code number}th from 1, to {@code sink}, or notes the line's problem and gives none. */
    abstract void parse(Line line, long number, boolean withInstructions, AccessSink sink);

    /** What a line may be, for messages. */
    String grammar() {
        return grammar;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
