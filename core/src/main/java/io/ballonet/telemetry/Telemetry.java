package io.ballonet.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Event;

/** The list of this project's JFR events, and the settings to record them with. */
public final class Telemetry {
    private static final String SETTINGS = "ballonet.jfc";

    private Telemetry() {}

    /** Every event class of this package. */
    public static List<Class<? extends Event>> events() {
        return List.of(
                InflateEvent.class,
                DeflateEvent.class,
                ScanPassEvent.class,
                ReclaimBatchEvent.class,
                ShootdownEvent.class,
                FaultEvent.class,
                PressureStateEvent.class);
    }

    /**
     * The settings of {@code ballonet.jfc}: our events without the per-page ones, garbage collection, execution sampling.
     *
     * @throws IllegalStateException if the file is missing from the jar or broken
     */
    public static Configuration settings() {
        try (InputStream stream = Telemetry.class.getResourceAsStream(SETTINGS)) {
            if (stream == null) {
                throw new IllegalStateException("JFR settings are not on the class path: file=" + SETTINGS);
            }
            return Configuration.create(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("JFR settings cannot be read: file=" + SETTINGS, e);
        }
    }
}
