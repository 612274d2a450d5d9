package io.ballonet.arch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.ballonet.channel.BalloonChannelFactory;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.SingleFrameAllocator;
import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.host.HostBuilder;
import io.ballonet.host.MemoryBudget;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.reclaim.policy.TargetPolicyFactory;
import io.ballonet.reclaim.policy.Watermarks;
import io.ballonet.scan.AbstractScan;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.unit.NamedContender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API that a user sees is what the committed texts say: {@code api-library.txt} for who uses memory, {@code
 * api-contenders.txt} for who brings an allocator or a strategy, both with all that they lead to; {@code api-host.txt} the six
 * types of who builds a host of guests. A method more is a decision, which the change of a text shows.
 */
final class ApiTest {
    static Stream<Api> apis() {
        return Stream.of(
                new Api("api-library.txt", ApiText.of(List.of(MemoryBudget.class))),
                new Api(
                        "api-contenders.txt",
                        ApiText.of(List.of(
                                NamedContender.class,
                                FrameAllocatorFactory.class,
                                SingleFrameAllocator.class,
                                ScanStrategyFactory.class,
                                AbstractScan.class,
                                BalloonChannelFactory.class,
                                ReclamationTechniqueFactory.class,
                                TargetPolicyFactory.class,
                                Watermarks.class))),
                new Api(
                        "api-host.txt",
                        ApiText.only(List.of(
                                Host.class,
                                HostBuilder.class,
                                Guest.class,
                                GuestSettings.class,
                                AddressSpace.class,
                                VirtualCpu.class))));
    }

    /** A committed text, and what it should say. */
    record Api(String file, String now) {
        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest
    @MethodSource("apis")
    void apiIsWhatTheTextSays(Api api) throws IOException {
        String now = api.now();
        String committed = committed(api.file());
        if (!now.equals(committed)) {
            Path written = Path.of("target", api.file());
            Files.createDirectories(Path.of("target"));
            Files.writeString(written, now);
            fail("the API is not what " + api.file() + " says:\n" + difference(committed, now)
                    + "If it is meant: cp core/" + written + " core/src/test/resources/io/ballonet/arch/" + api.file());
        }
    }

    /** A member whose type is not public is none that a user can call. */
    @ParameterizedTest
    @MethodSource("apis")
    void everyTypeOfItCanBeSeen(Api api) {
        assertEquals(
                List.of(),
                api.now().lines().filter(line -> line.contains(": hidden ")).toList());
    }

    private static String committed(String file) throws IOException {
        try (InputStream text = ApiTest.class.getResourceAsStream(file)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Lines that went and lines that came, each with its type. */
    private static String difference(String before, String after) {
        List<String> gone = withTypes(before);
        List<String> come = withTypes(after);
        StringBuilder text = new StringBuilder();
        gone.stream().filter(line -> !come.contains(line)).forEach(line -> text.append("- " + line + "\n"));
        come.stream().filter(line -> !gone.contains(line)).forEach(line -> text.append("+ " + line + "\n"));
        return text.toString();
    }

    private static List<String> withTypes(String text) {
        List<String> lines = new ArrayList<>();
        String type = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                lines.add(type + " " + line.strip());
            } else if (!line.isEmpty()) {
                type = line;
                lines.add(type);
            }
        }
        return lines;
    }
}
