package org.ssiworkbench.trace.view.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.Viewport;

/** Everything that frames of a trace are computed from. Any number of frames are computed at a time, but not during an update. */
public final class Tables {
	private static final String DOWN = "DOWN";
	/** No version of an index. */
	private static final long UNFINISHED = -1;

	private final TraceIndex index;
	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
	private final MessageTable messages;
	private final ProcessTable processes = new ProcessTable();
	private final LoadTable loads;
	private final MarkTable marks = new MarkTable();
	private final Beliefs beliefs = new Beliefs(this::changed);
	private final LifeTable lives;
	private final List<Collector> collectors;
	private List<Integer> nodes = List.of();
	private int rows;
	private long version = UNFINISHED;

	/** Tables that are empty until the first update. */
	public Tables(TraceIndex index) {
		this.index = index;
		messages = new MessageTable(index);
		loads = new LoadTable(index);
		lives = new LifeTable(index, beliefs);
		collectors = List.of(messages, processes, loads, marks, beliefs, lives);
	}

	/** Takes in what the index has got since the last update; whether there was something. What was taken in before a cancel stays. */
	public boolean update(Cancel cancel) {
		long newest = index.version();
		if (newest == version)
			return false;
		int end = index.rows();
		forget(index.unchangedRows(version));
		version = newest;
		Batch batch = new Batch(index);
		try {
			while (rows < end) {
				cancel.check();
				take(batch, Math.min(Batch.ROWS, end - rows));
			}
		} catch (CancellationException e) {
			version = UNFINISHED;
			throw e;
		} finally {
			finish();
		}
		return true;
	}

	/** The nodes, ascending. */
	public List<Integer> nodes() {
		return read(() -> nodes);
	}

	/** See {@link org.ssiworkbench.trace.view.TraceViews}; likewise the others. */
	public MessageFrame messages(Viewport viewport, MessageOptions options, Cancel cancel) {
		return read(() -> new MessageModel(index, messages).frame(viewport, options, nodes, cancel));
	}

	public MembershipFrame membership(Viewport viewport, Set<Integer> expanded, Cancel cancel) {
		return read(() -> new MembershipModel(index, beliefs, lives).frame(viewport, expanded, cancel));
	}

	public MatrixFrame matrix(Viewport viewport, long instant) {
		return read(() -> new MembershipModel(index, beliefs, lives).matrix(viewport, instant));
	}

	public MigrationFrame migrations(Viewport viewport, MigrationOptions options, Cancel cancel) {
		return read(() -> new MigrationModel(index, processes, loads).frame(viewport, options, nodes, cancel));
	}

	public OverviewFrame overview(Viewport viewport, Cancel cancel) {
		return read(() -> new OverviewModel(index, marks).frame(viewport, cancel));
	}

	/** Forgets what came from rows that moved. */
	private void forget(int unchanged) {
		if (unchanged >= rows)
			return;
		lock.writeLock().lock();
		try {
			collectors.forEach(collector -> collector.truncate(unchanged));
			rows = unchanged;
		} finally {
			lock.writeLock().unlock();
		}
	}

	private void take(Batch batch, int count) {
		batch.load(rows, count);
		lock.writeLock().lock();
		try {
			collectors.forEach(collector -> collector.add(batch));
			rows += count;
		} finally {
			lock.writeLock().unlock();
		}
	}

	private void finish() {
		lock.writeLock().lock();
		try {
			messages.finish();
			processes.finish();
			marks.finish();
			Set<Integer> all = new TreeSet<>(index.nodes());
			all.addAll(beliefs.nodes());
			nodes = List.copyOf(all);
		} finally {
			lock.writeLock().unlock();
		}
	}

	private void changed(int node, long time, int row, String state) {
		marks.transition(time, row, node, state);
		if (state.equals(DOWN))
			processes.nodeDown(node, time, row);
	}

	private <T> T read(Supplier<T> question) {
		lock.readLock().lock();
		try {
			return question.get();
		} finally {
			lock.readLock().unlock();
		}
	}
}
