package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.trace.view.Ticks;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.Viewport;

class TimeFormatTest {
	private static final long ORIGIN = 1_790_000_000_123_456_789L;
	private static final TimeFormat CLOCK = TimeFormat.absolute(ORIGIN, ZoneOffset.UTC);

	@Test
	void timesOfDayHaveGroupedNanoseconds() {
		assertEquals("14:13:20.123 456 789", CLOCK.full(0));
		assertEquals("14:13:22.123 456 790", CLOCK.full(2_000_000_001L));
		assertEquals("14:13:19.999 999 999", CLOCK.full(-123_456_790));
	}

	@Test
	void relativeTimesAreAsExactAsTheyNeedToBe() {
		TimeFormat relative = CLOCK.relativeTo(5_000_000_000L);
		assertEquals("+0.000 341 s", relative.full(5_000_341_000L));
		assertEquals("+0.000 s", relative.full(5_000_000_000L));
		assertEquals("-1.000 000 001 s", relative.full(3_999_999_999L));
		assertEquals("0.341 s", TimeFormat.duration(341_000_000));
	}

	@Test
	void ticksSayNoMoreThanTheirStepTells() {
		TimeFormat midnight = TimeFormat.absolute(0, ZoneOffset.UTC);
		assertEquals("00:00:05", midnight.tick(5_000_000_000L, 1_000_000_000));
		assertEquals("00:00:05.200", midnight.tick(5_200_000_000L, 100_000_000));
		assertEquals("00:00:05.200 010", midnight.tick(5_200_010_000L, 10_000));
		assertEquals("+5.200 s", midnight.relativeTo(0).tick(5_200_000_000L, 100_000_000));
	}

	@Test
	void ticksAreAtRoundTimesAndNotTooClose() {
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < 500; i++) {
			long begin = random.nextLong(1L << 50);
			long span = 16 + random.nextLong(1L << 4 + random.nextInt(46));
			Viewport viewport = Viewport.of(begin, begin + span, 200 + random.nextInt(2000), 100);
			Ticks ticks = Ticks.of(viewport, 0, 100);
			assertTrue(ticks.labelled().size() <= viewport.plotWidth() / 100 + 1, viewport + " " + ticks.step());
			for (long time : ticks.labelled()) {
				assertEquals(0, time % ticks.step());
				assertTrue(time >= viewport.begin() && time <= viewport.end());
			}
		}
	}

	@Test
	void zoomingKeepsTheTimeUnderThePointer() {
		Viewport viewport = Viewport.of(0, 1_000_000_000, 1124, 300);
		double x = 500;
		long time = viewport.time(x);
		for (int i = 0; i < 20; i++)
			viewport = viewport.zoomed(x, 0.5);
		assertEquals(time, viewport.time(x), 2);
		assertEquals(953, viewport.end() - viewport.begin(), 2);
	}

	@Test
	void noMovementOverflows() {
		Viewport viewport = Viewport.of(0, 1_000_000_000, 1124, 300);
		for (int i = 0; i < 200; i++) {
			viewport = viewport.zoomed(200, 3).panned(1e9);
			assertTrue(viewport.begin() < viewport.end());
		}
		for (int i = 0; i < 200; i++)
			viewport = viewport.zoomed(700, 0.3).panned(-1e9);
		assertEquals(Viewport.LEAST_SPAN, viewport.end() - viewport.begin());
	}
}
