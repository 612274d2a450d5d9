package io.ballonet.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * The events of one type: when each began, how long it took (0 for an instant), and its attribute, a text that tells events of a
 * type apart. Eight bytes an event and field, so that millions fit. <b>Threads:</b> one.
 */
final class EventSeries {
    private final String name;
    private final LongArrayList startsNs = new LongArrayList();
    private final LongArrayList durationsNs = new LongArrayList();
    private final IntArrayList attributes = new IntArrayList();
    private final List<String> attributeNames = new ArrayList<>();
    private boolean timed;

    EventSeries(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(long startNs, long durationNs, String attribute) {
        startsNs.addLong(startNs);
        durationsNs.addLong(durationNs);
        timed |= durationNs > 0;
        int index = attributeNames.indexOf(attribute);
        if (index < 0) {
            index = attributeNames.size();
            attributeNames.add(attribute);
        }
        attributes.addInt(index);
    }

    int size() {
        return startsNs.size();
    }

    /** True if any event took time. */
    boolean isTimed() {
        return timed;
    }

    long startNs(int event) {
        return startsNs.getLong(event);
    }

    long durationNs(int event) {
        return durationsNs.getLong(event);
    }

    /** Every attribute, in the order of appearance. */
    List<String> attributes() {
        return List.copyOf(attributeNames);
    }

    /** Durations, ascending, of the events that end at such times; of one attribute, or of all where it is negative. */
    long[] durations(LongPredicate at, int attribute) {
        LongArrayList chosen = new LongArrayList();
        for (int event = 0; event < size(); event++) {
            if ((attribute < 0 || attributes.getInt(event) == attribute)
                    && at.test(startNs(event) + durationNs(event))) {
                chosen.addLong(durationNs(event));
            }
        }
        return chosen.longStream().sorted().toArray();
    }
}
