package io.ballonet.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a flight recording holds of a run: every event of the category {@value #CATEGORY}, pauses of the garbage collector, and
 * samples of processor time and of allocation.
 *
 * <p>Samples and figures are of the measured phases alone, if the recording has any ({@link PhaseEvent}); of all of it otherwise.
 * Processor time is taken from {@code jdk.CPUTimeSample} where a recording has it, which counts by time used and sees native
 * code, else from {@code jdk.ExecutionSample}.
 *
 * <p>An event's duration is its first field with a {@code Timespan}, as our events, committed at their end, carry it; else the
 * event's own. Its attribute is its last field that is a text.
 */
public final class RecordedProfile {
    /** Of our events, and of whoever wants to see its own beside them. */
    public static final String CATEGORY = "Ballonet";

    private static final String PAUSE = "jdk.GCPhasePause";
    private static final String CPU_TIME = "jdk.CPUTimeSample";
    private static final String EXECUTION = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final String THREAD_ALLOCATION = "jdk.ThreadAllocationStatistics";
    private static final String TEXT = "java.lang.String";
    private static final long NS_OF_SECOND = 1_000_000_000L;

    private final List<Phase> phases = new ArrayList<>();
    private final SortedMap<String, EventSeries> events = new TreeMap<>();
    private final EventSeries pauses = new EventSeries("GC pause");
    private final Stacks cpuTime = new Stacks();
    private final Stacks execution = new Stacks();
    private final Stacks allocation = new Stacks();
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;
    private long withoutStack;
    private ThreadAllocation threads = new ThreadAllocation(Long.MIN_VALUE, Long.MAX_VALUE);

    private RecordedProfile() {}

    /**
     * Reads a recording, event by event.
     *
     * @throws IOException if it cannot be read, or is no recording
     */
    public static RecordedProfile read(Path recording) throws IOException {
        RecordedProfile profile = new RecordedProfile();
        forEach(recording, profile::addPhase);
        profile.phases.sort(Comparator.comparingLong(Phase::startNs));
        long from = profile.phases.stream()
                .filter(Phase::measured)
                .mapToLong(Phase::startNs)
                .min()
                .orElse(Long.MIN_VALUE);
        long to = profile.phases.stream()
                .filter(Phase::measured)
                .mapToLong(Phase::endNs)
                .max()
                .orElse(Long.MAX_VALUE);
        profile.threads = new ThreadAllocation(from, to);
        forEach(recording, profile::add);
        return profile;
    }

    private static void forEach(Path recording, Consumer<RecordedEvent> action) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                action.accept(file.readEvent());
            }
        }
    }

    private void addPhase(RecordedEvent event) {
        startNs = Math.min(startNs, nanos(event.getStartTime()));
        endNs = Math.max(endNs, nanos(event.getEndTime()));
        if (event.getEventType().getName().equals(PhaseEvent.TYPE)) {
            long start = nanos(event.getStartTime());
            long length = Math.min(event.getDuration().toNanos(), event.getLong("plannedNs"));
            phases.add(new Phase(event.getString("phase"), event.getBoolean("measured"), start, start + length));
        }
    }

    private void add(RecordedEvent event) {
        String type = event.getEventType().getName();
        long start = nanos(event.getStartTime());
        switch (type) {
            case PhaseEvent.TYPE -> {}
            case PAUSE -> pauses.add(start, event.getDuration().toNanos(), "");
            case CPU_TIME -> sample(event, start, cpuTime, 1);
            case EXECUTION -> sample(event, start, execution, 1);
            case ALLOCATION -> sample(event, start, allocation, Math.max(1, event.getLong("weight")));
            case THREAD_ALLOCATION -> {
                RecordedThread thread = event.getThread("thread");
                if (thread != null) {
                    threads.add(
                            thread.getJavaName() + " #" + thread.getJavaThreadId(), start, event.getLong("allocated"));
                }
            }
            default -> {
                if (event.getEventType().getCategoryNames().contains(CATEGORY)) {
                    addOurs(event, type);
                }
            }
        }
    }

    private void addOurs(RecordedEvent event, String type) {
        long durationNs = event.getDuration().toNanos();
        String attribute = "";
        boolean carried = false;
        for (ValueDescriptor field : event.getFields()) {
            boolean own =
                    !field.getName().equals("duration") && !field.getName().equals("startTime");
            if (own && !carried && field.getAnnotation(Timespan.class) != null) {
                durationNs = event.getDuration(field.getName()).toNanos();
                carried = true;
            } else if (field.getTypeName().equals(TEXT)) {
                String value = event.getString(field.getName());
                attribute = value == null ? "" : value;
            }
        }
        long end = nanos(event.getEndTime());
        events.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), EventSeries::new)
                .add(end - durationNs, durationNs, attribute);
    }

    private void sample(RecordedEvent event, long timeNs, Stacks stacks, long weight) {
        if (!isMeasured(timeNs)) {
            return;
        }
        List<String> frames = Frames.of(event.getStackTrace());
        if (frames.isEmpty()) {
            withoutStack += event.getEventType().getName().equals(ALLOCATION) ? 0 : 1;
        } else {
            stacks.add(frames, 1, weight);
        }
    }

    /** True in a measured phase, and everywhere in a recording without one. */
    boolean isMeasured(long timeNs) {
        return phases.stream().noneMatch(Phase::measured)
                || phases.stream().anyMatch(phase -> phase.measured() && phase.contains(timeNs));
    }

    /** False if no phase is marked as measured, so that everything counts. */
    boolean hasMeasuredPhases() {
        return phases.stream().anyMatch(Phase::measured);
    }

    /** Phases by their start. */
    List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** Every type of the category, by name. */
    List<EventSeries> events() {
        return List.copyOf(events.values());
    }

    /** What the garbage collector stopped everything for. */
    EventSeries pauses() {
        return pauses;
    }

    /** Figures of each type and of the pauses, in the measured phases. */
    public List<EventFigures> figures() {
        List<EventFigures> figures = new ArrayList<>();
        events.values().forEach(series -> figures.addAll(EventFigures.of(series, this::isMeasured)));
        figures.addAll(EventFigures.of(pauses, this::isMeasured));
        return figures;
    }

    /** Samples of processor time. */
    Stacks cpu() {
        return cpuTime.isEmpty() ? execution : cpuTime;
    }

    /** The event that {@link #cpu} is made of. */
    String sampler() {
        return cpuTime.isEmpty() ? EXECUTION : CPU_TIME;
    }

    /** Samples of processor time whose stack the JVM could not walk. */
    long withoutStack() {
        return withoutStack;
    }

    /** Samples of allocation, each with the bytes that it stands for. */
    Stacks allocation() {
        return allocation;
    }

    /** Bytes that each thread allocated, of those that the recording has two readings of. */
    SortedMap<String, Long> allocatedBytes() {
        return threads.bytes();
    }

    /** Start of the first event, nanoseconds since the epoch. */
    long startNs() {
        return startNs;
    }

    /** End of the last event. */
    long endNs() {
        return endNs;
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NS_OF_SECOND + time.getNano();
    }
}
