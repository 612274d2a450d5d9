package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineTest {
    @TempDir
    private Path root = Path.of("");

    @Test
    void emptyRootSaysUnknown() {
        Machine machine = new Machine(root);
        assertEquals("unknown", machine.cpu());
        assertEquals(Optional.empty(), machine.governor());
        assertEquals(Optional.empty(), machine.transparentHugePages());
        assertEquals(OptionalLong.empty(), machine.memoryLimit());
        assertEquals(OptionalLong.empty(), machine.resident());
        assertEquals(Optional.empty(), machine.cpuTime());
        assertFalse(machine.isContainer());
    }

    @Test
    void filesAreRead() throws IOException {
        put("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC\n");
        put("proc/meminfo", "MemTotal:       100 kB\nSwapTotal:        0 kB\n");
        put("proc/self/status", "Name:\tjava\nVmRSS:\t      12 kB\n");
        put("sys/fs/cgroup/memory.max", "51200\n");
        put("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        put("proc/1/cgroup", "0::/docker/abc\n");
        Machine machine = new Machine(root);
        assertEquals("AMD EPYC", machine.cpu());
        assertEquals(OptionalLong.of(102_400), machine.memory("MemTotal"));
        assertEquals(OptionalLong.of(12_288), machine.resident());
        assertEquals(OptionalLong.of(51_200), machine.memoryLimit());
        assertEquals(Optional.of("madvise"), machine.transparentHugePages());
        assertTrue(machine.isContainer());
    }

    @Test
    void limitAboveTheMachineIsNone() throws IOException {
        put("proc/meminfo", "MemTotal:       100 kB\n");
        put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertEquals(OptionalLong.empty(), new Machine(root).memoryLimit());
    }

    @Test
    void clockIsThatOfTheFastestProcessor() throws IOException {
        assertEquals(OptionalDouble.empty(), new Machine(root).clockMhz());
        put("proc/cpuinfo", "cpu MHz\t\t: 1200.5\nflags\t: fpu sse\ncpu MHz\t\t: 3100.25\n");
        assertEquals(OptionalDouble.of(3100.25), new Machine(root).clockMhz());
        put("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2800000\n");
        put("sys/devices/system/cpu/cpu11/cpufreq/scaling_cur_freq", "3500000\n");
        put("sys/devices/system/cpu/cpufreq/scaling_cur_freq", "9900000\n");
        assertEquals(OptionalDouble.of(3500), new Machine(root).clockMhz());
    }

    @Test
    void nominalClockOfAVirtualMachineIsNone() throws IOException {
        put("proc/cpuinfo", "cpu MHz\t\t: 2100.0\nflags\t: fpu hypervisor sse\n");
        assertEquals(OptionalDouble.empty(), new Machine(root).clockMhz());
    }

    @Test
    void stealIsTheShareBetweenTwoReadings() throws IOException {
        put("proc/stat", "cpu  100 0 100 700 0 0 0 100 50 0\ncpu0 1 1 1 1 1 1 1 1\n");
        Machine.CpuTime first = new Machine(root).cpuTime().orElseThrow();
        put("proc/stat", "cpu  150 0 100 730 0 0 0 120 90 0\n");
        Machine.CpuTime second = new Machine(root).cpuTime().orElseThrow();
        assertEquals(20, second.stealPercentSince(first));
        assertTrue(Double.isNaN(first.stealPercentSince(first)));
    }

    @ParameterizedTest
    @CsvSource({
        "AMD EPYC, amd-epyc",
        "AMD EPYC 9754 128-Core Processor, amd-epyc-9754",
        "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz, intel-xeon-e5-2680-v4",
        "AMD Ryzen 7 5800U with Radeon Graphics, amd-ryzen-7-5800u",
        "'', unknown",
    })
    void labelFitsAFolderName(String cpu, String label) {
        assertEquals(label, Machine.label(cpu));
    }

    @ParameterizedTest
    @CsvSource({
        "/home/ann/ballonet/trace.gz, trace.gz",
        "--out=/home/ann/r, --out=r",
        "results/one, results/one",
        "quick, quick",
    })
    void commandLineIsRecordedWithoutPaths(String argument, String recorded) {
        assertEquals(recorded, EnvironmentProbe.withoutPaths(argument));
    }

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
