package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.cluster.UnitException;
import org.ssiworkbench.cluster.Units;

class UnitsTest {
	@ParameterizedTest
	@CsvSource({ "500ms,500000000,500ms", "2s,2000000000,2s", "1.5s,1500000000,1500ms", "90min,5400000000000,90min",
			"60min,3600000000000,1h", "7us,7000,7us", "1ns,1,1ns", "0,0,0", "0s,0,0", "-5s,-5000000000,-5s", "' 2 s ',2000000000,2s" })
	void durations(String text, long nanoseconds, String written) {
		assertEquals(nanoseconds, Units.parseDuration(text));
		assertEquals(written, Units.formatDuration(nanoseconds));
	}

	@ParameterizedTest
	@CsvSource({ "64M,67108864,64M", "1G,1073741824,1G", "1.5G,1610612736,1536M", "10K,10240,10K", "7B,7,7B", "0,0,0" })
	void sizes(String text, long bytes, String written) {
		assertEquals(bytes, Units.parseSize(text));
		assertEquals(written, Units.formatSize(bytes));
	}

	@ParameterizedTest
	@CsvSource({ "100M,100000000,100M", "1G,1000000000,1G", "1.5K,1500,1500bit", "0,0,0" })
	void bandwidths(String text, long bitsPerSecond, String written) {
		assertEquals(bitsPerSecond, Units.parseBandwidth(text));
		assertEquals(written, Units.formatBandwidth(bitsPerSecond));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "5", "s", "5 parsecs", "5S", "5m", "1e3s", "0x5s", "5s5", "--5s", "1,5s", "NaN", "99999999999h",
			"99999999999999999999999999999s", "\u0665s" })
	void whatIsNoDurationIsExplained(String text) {
		UnitException fault = assertThrows(UnitException.class, () -> Units.parseDuration(text));
		assertEquals("write a number and one of the units h, min, s, ms, us, ns, such as 500ms or 2s", fault.remedy());
	}

	@Test
	void everyValueIsReadAsItWasWritten() {
		RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
		for (int i = 0; i < 10_000; i++) {
			long value = random.nextLong(Long.MAX_VALUE) >> random.nextInt(63);
			assertRoundTrip(value, Units::formatDuration, Units::parseDuration);
			assertRoundTrip(value, Units::formatSize, Units::parseSize);
			assertRoundTrip(value, Units::formatBandwidth, Units::parseBandwidth);
		}
	}

	private static void assertRoundTrip(long value, Function<Long, String> format, Function<String, Long> parse) {
		assertEquals(value, parse.apply(format.apply(value)));
	}
}
