package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.trace.view.FrameLoader;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.Viewport;

class FrameLoaderTest {
	private final List<Runnable> waiting = new ArrayList<>();
	private final List<Viewport> ready = new ArrayList<>();
	private final List<RuntimeException> failures = new ArrayList<>();
	private int computed;

	private final FrameLoader<OverviewFrame> loader = new FrameLoader<>(waiting::add, (viewport, cancel) -> {
		computed++;
		if (viewport.begin() < 0)
			throw new IllegalStateException("before the begin");
		return new OverviewFrame(viewport, new int[0], List.of());
	}, frame -> ready.add(frame.viewport()), failures::add);

	private static Viewport at(long begin) {
		return Viewport.of(begin, begin + 100, 200, 100);
	}

	private void run() {
		List<Runnable> now = List.copyOf(waiting);
		waiting.clear();
		now.forEach(Runnable::run);
	}

	@Test
	void ofRequestsThatComeTogetherOnlyTheNewestIsComputed() {
		for (int i = 1; i <= 50; i++)
			assertTrue(loader.request(at(i)).isEmpty());
		run();
		assertEquals(List.of(at(50)), ready);
		assertEquals(1, computed);
	}

	@Test
	void whatWasComputedIsKeptUntilTheTraceChanges() {
		loader.request(at(1));
		run();
		assertEquals(at(1), loader.request(at(1)).orElseThrow().viewport());
		loader.clear();
		assertTrue(loader.request(at(1)).isEmpty());
		run();
		assertEquals(2, computed);
	}

	@Test
	void aFailureIsToldAndTheNextRequestWorks() {
		loader.request(at(-5));
		run();
		assertEquals("before the begin", failures.getFirst().getMessage());
		loader.request(at(2));
		run();
		assertEquals(List.of(at(2)), ready);
	}
}
