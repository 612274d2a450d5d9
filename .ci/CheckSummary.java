import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Checks that a summary.json holds a measurement of every family, and that each value is a finite number. */
final class CheckSummary {
    private static final String[] FAMILIES = {
        "limit", "allocator", "translation", "shootdown", "pin", "channel", "scan", "reclaim", "technique", "replay"
    };

    public static void main(String[] arguments) throws IOException {
        JsonNode summary = new ObjectMapper().readTree(new File(arguments[0]));
        Map<String, Integer> counts = new TreeMap<>();
        boolean good = summary.path("schema").asInt() == 2;
        if (!good) {
            System.err.println("summary.json: schema is not 2: schema=" + summary.path("schema"));
        }
        for (JsonNode measurement : summary.path("measurements")) {
            counts.merge(measurement.path("family").asText(), 1, Integer::sum);
            JsonNode value = measurement.path("value");
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                System.err.println("summary.json: value is not a finite number: measurement=" + measurement);
                good = false;
            }
        }
        for (String family : FAMILIES) {
            if (!counts.containsKey(family)) {
                System.err.println("summary.json: no measurement: family=" + family);
                good = false;
            }
        }
        System.out.println("summary.json: measurements=" + counts);
        if (!good) {
            System.exit(1);
        }
    }
}
