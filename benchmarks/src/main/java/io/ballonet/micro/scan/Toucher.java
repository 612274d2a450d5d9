package io.ballonet.micro.scan;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A virtual CPU that writes to pages at random: it sets accessed and dirty where they are clear. */
@State(Scope.Thread)
public class Toucher {
    /** Pages of one operation. */
    static final int PAGES = 64;

    private final SplittableRandom random = new SplittableRandom(7);

    /** Touches {@link #PAGES} pages; gives how many bits it had to set. */
    int touch(TableState table) {
        int set = 0;
        for (int i = 0; i < PAGES; i++) {
            set += table.table().touch(random.nextLong(table.pages())) ? 1 : 0;
        }
        return set;
    }
}
