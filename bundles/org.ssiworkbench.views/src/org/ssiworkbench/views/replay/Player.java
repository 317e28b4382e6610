package org.ssiworkbench.views.replay;

import org.eclipse.swt.widgets.Display;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.views.timeline.TimeModel;

/** Lets the replay clock run. UI thread only. */
final class Player {
	/** The slowest and the fastest speed, in powers of ten. */
	static final int SLOWEST = -3;
	static final int FASTEST = 3;
	private static final int FRAME_MS = 33;

	private final Display display;
	private final Runnable changed;
	private final TimeModel model;
	private double speed = 1;
	private boolean playing;
	private boolean looping;
	private long last;

	/** {@code changed} is run when it begins or ceases to play. */
	Player(Display display, TimeModel model, Runnable changed) {
		this.model = model;
		this.display = display;
		this.changed = changed;
	}

	boolean isPlaying() {
		return playing;
	}

	void setSpeed(double factor) {
		speed = factor;
	}

	double speed() {
		return speed;
	}

	/** Whether the selected range, or else the whole trace, is played again and again. */
	void setLooping(boolean on) {
		looping = on;
	}

	void toggle() {
		if (playing)
			stop();
		else if (model.trace() != null)
			start();
	}

	private void start() {
		playing = true;
		last = System.nanoTime();
		if (model.instant() >= end())
			model.setInstant(begin());
		display.timerExec(FRAME_MS, this::frame);
		changed.run();
	}

	void stop() {
		playing = false;
		changed.run();
	}

	private void frame() {
		if (!playing || model.trace() == null)
			return;
		long now = System.nanoTime();
		long next = model.instant() + Math.max(1, Math.round((now - last) * speed));
		last = now;
		if (next < end())
			model.setInstant(next);
		else if (looping)
			model.setInstant(begin());
		else {
			model.setInstant(end());
			stop();
			return;
		}
		model.reveal(model.instant());
		display.timerExec(FRAME_MS, this::frame);
	}

	private long begin() {
		return looping && model.rangeBegin() != Marks.NONE ? model.rangeBegin() : model.trace().index().begin();
	}

	private long end() {
		return looping && model.rangeEnd() != Marks.NONE ? model.rangeEnd() : model.trace().index().end();
	}
}
