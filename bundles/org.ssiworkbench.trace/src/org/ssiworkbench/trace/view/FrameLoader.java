package org.ssiworkbench.trace.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Computes frames off the thread that paints. Of several requests only the newest matters: it cancels those before it. The
 * last frames are kept until the trace changes. Thread-safe.
 *
 * @param <F> the kind of frame
 */
public final class FrameLoader<F extends Frame> {
	private static final int KEPT = 16;

	/**
	 * How a frame is computed.
	 *
	 * @param <F> the kind of frame
	 */
	@FunctionalInterface
	public interface Source<F> {
		F frame(Viewport viewport, Cancel cancel);
	}

	private final Executor executor;
	private final Source<F> source;
	private final Consumer<F> ready;
	private final Consumer<RuntimeException> failed;
	private final Map<Viewport, F> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Viewport, F> eldest) {
			return size() > KEPT;
		}
	};
	private long newest;
	private long changes;

	/**
	 * @param executor where frames are computed
	 * @param source computes them
	 * @param ready gets each frame that was not overtaken by a newer request, in the executor's thread
	 * @param failed gets what went wrong, in the executor's thread
	 */
	public FrameLoader(Executor executor, Source<F> source, Consumer<F> ready, Consumer<RuntimeException> failed) {
		this.executor = executor;
		this.source = source;
		this.ready = ready;
		this.failed = failed;
	}

	/** The frame if it was computed before; else it is computed and given to {@code ready}. */
	public synchronized Optional<F> request(Viewport viewport) {
		long number = ++newest;
		F known = kept.get(viewport);
		if (known != null)
			return Optional.of(known);
		executor.execute(() -> compute(viewport, number));
		return Optional.empty();
	}

	/** Forgets all frames, because the trace or what is wanted of it changed. */
	public synchronized void clear() {
		kept.clear();
		changes++;
		newest++;
	}

	private void compute(Viewport viewport, long number) {
		Cancel overtaken = () -> !isNewest(number);
		try {
			long before = changes();
			overtaken.check();
			F frame = source.frame(viewport, overtaken);
			if (keep(frame, number, before))
				ready.accept(frame);
		} catch (CancellationException e) {
			return;
		} catch (RuntimeException e) {
			failed.accept(e);
		}
	}

	private synchronized boolean isNewest(long number) {
		return number == newest;
	}

	private synchronized long changes() {
		return changes;
	}

	private synchronized boolean keep(F frame, long number, long before) {
		if (changes != before)
			return false;
		kept.put(frame.viewport(), frame);
		return number == newest;
	}
}
