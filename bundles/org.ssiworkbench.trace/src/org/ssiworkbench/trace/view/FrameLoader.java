package org.ssiworkbench.trace.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Computes frames off the thread that paints. Of the requests that come while a frame is computed only the newest matters.
 * That frame is finished all the same, so that a view that is dragged shows some on the way, unless it takes long. The last
 * frames are kept until the trace changes. Thread-safe.
 *
 * @param <F> the kind of frame
 */
public final class FrameLoader<F extends Frame> {
	private static final int KEPT = 16;
	private static final long PATIENCE = 100_000_000L;

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
	private Viewport next;
	private long since;
	private boolean running;
	private long changes;

	/**
	 * @param executor where frames are computed
	 * @param source computes them
	 * @param ready gets each frame that was computed, in the executor's thread
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
		F known = kept.get(viewport);
		next = known == null ? viewport : null;
		since = System.nanoTime();
		if (next != null && !running) {
			running = true;
			executor.execute(this::run);
		}
		return Optional.ofNullable(known);
	}

	/** Forgets all frames, because the trace or what is wanted of it changed. */
	public synchronized void clear() {
		kept.clear();
		changes++;
	}

	private void run() {
		for (Viewport viewport = take(); viewport != null; viewport = take())
			compute(viewport);
	}

	private synchronized Viewport take() {
		Viewport taken = next;
		next = null;
		running = taken != null;
		return taken;
	}

	private void compute(Viewport viewport) {
		long before = changes();
		try {
			F frame = source.frame(viewport, this::isOvertaken);
			keep(frame, before);
			ready.accept(frame);
		} catch (CancellationException e) {
			// The newer request is computed next.
			return;
		} catch (RuntimeException e) {
			failed.accept(e);
		}
	}

	private synchronized boolean isOvertaken() {
		return next != null && System.nanoTime() - since > PATIENCE;
	}

	private synchronized long changes() {
		return changes;
	}

	private synchronized void keep(F frame, long before) {
		if (changes == before)
			kept.put(frame.viewport(), frame);
	}
}
