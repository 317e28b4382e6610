package org.ssiworkbench.views.timeline;

import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ScrollBar;
import org.ssiworkbench.trace.picture.Look;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.picture.Painting;
import org.ssiworkbench.trace.picture.Surface;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.FrameLoader;
import org.ssiworkbench.trace.view.Hit;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.Viewport;
import org.ssiworkbench.views.internal.UiRefresh;

/**
 * Shows one kind of frame of the open trace in the common window of time. What is wanted is computed off the UI thread;
 * until it is there, the last frame is painted for the new window, so that nothing flickers. UI thread only.
 *
 * @param <F> the kind of frame
 */
public final class TimeCanvas<F extends Frame> {
	private static final int SCROLL_STEP = 24;

	/**
	 * What a canvas shows.
	 *
	 * @param <F> the kind of frame
	 */
	@FunctionalInterface
	public interface Source<F> {
		/** Computes a frame; not on the UI thread. */
		F frame(OpenTrace trace, Viewport viewport, Cancel cancel);
	}

	private final Canvas canvas;
	private final Source<F> source;
	private final TimeModel model;
	private SwtSurface surface;
	private final UiRefresh refresh;
	private final TimeModel.Listener listener = this::changed;
	private Look look;
	private boolean dark;
	private FrameLoader<F> loader;
	private OpenTrace loading;
	private volatile F frame;
	/** Whether the frame is not that of what is wanted, because nobody saw it. */
	private boolean stale;
	private boolean nodeLanes;
	private int pointedNode;

	/** A canvas called {@code name} by those who cannot see it. */
	public TimeCanvas(Composite parent, String name, TimeModel model, Source<F> source) {
		this.model = model;
		canvas = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL);
		this.source = source;
		surface = Looks.surface(canvas);
		refresh = new UiRefresh(canvas, this::arrived);
		look = Looks.of(canvas);
		dark = Looks.isDark(canvas);
		Looks.follow(canvas, this::restyle);
		canvas.addPaintListener(event -> paint(event.gc));
		canvas.addListener(SWT.Resize, event -> request());
		canvas.getVerticalBar().addListener(SWT.Selection, event -> request());
		canvas.addDisposeListener(event -> dispose());
		new TimeGestures(this).install();
		describe(name);
		model.addListener(listener);
		changed(TimeModel.Change.TRACE);
	}

	/** The widget. */
	public Canvas control() {
		return canvas;
	}

	/** Says that the lanes are nodes, which the user can hide and move. */
	public TimeCanvas<F> withNodeLanes() {
		nodeLanes = true;
		return this;
	}

	boolean hasNodeLanes() {
		return nodeLanes;
	}

	/** The node of the lane that the user pressed a button on last; 0 for none. */
	int pointedNode() {
		return pointedNode;
	}

	void pressed(Optional<Hit> hit) {
		pointedNode = hit.map(Hit::node).orElse(0);
	}

	TimeModel model() {
		return model;
	}

	/** The frame that is shown; null before the first. */
	public F frame() {
		return frame;
	}

	/** What is wanted became different: computes everything anew. */
	public void invalidate() {
		recompute();
		canvas.redraw();
	}

	/** Until the new frame is there, what is painted stays as it is. */
	private void recompute() {
		if (loader != null)
			loader.clear();
		load();
	}

	/** The part of the trace that is shown, with the size of the canvas. */
	Viewport viewport() {
		Rectangle area = canvas.getClientArea();
		return new Viewport(model.begin(), model.end(), Math.max(1, area.width), Math.max(1, area.height),
				canvas.getVerticalBar().getSelection());
	}

	/** What is at a point of the canvas. */
	Optional<Hit> hit(Point point) {
		return frame == null ? Optional.empty() : frame.hit(viewport(), point.x, point.y);
	}

	/** Scrolls the lanes. */
	void scroll(int pixels) {
		ScrollBar bar = canvas.getVerticalBar();
		bar.setSelection(bar.getSelection() + pixels);
		request();
	}

	/** One turn of the wheel. */
	int scrollStep() {
		return SCROLL_STEP;
	}

	/** Paints what is shown now on any surface of the same size; may be used on any thread. */
	Consumer<Surface> painter() {
		F shown = frame;
		Viewport viewport = viewport();
		Look colors = look;
		TimeFormat times = model.format();
		Marks marks = model.marks();
		return other -> new Painting(other, viewport, colors, times, marks).paint(shown);
	}

	private void changed(TimeModel.Change change) {
		switch (change) {
		case TRACE -> {
			frame = null;
			loader = null;
			request();
		}
		case EVENTS -> recompute();
		case LANES -> invalidate();
		case WINDOW -> request();
		case INSTANT, SELECTION, FORMAT, BOOKMARKS -> canvas.redraw();
		}
	}

	/** Paints the last frame for what is wanted now, and the right one as soon as it is there. */
	private void request() {
		load();
		canvas.redraw();
	}

	/** What nobody sees is computed when it is seen. */
	private void load() {
		OpenTrace trace = model.trace();
		stale = !canvas.isVisible();
		if (trace == null || stale || canvas.getClientArea().isEmpty())
			return;
		if (loader == null || loading != trace) {
			loading = trace;
			loader = new FrameLoader<>(trace.frames(), (viewport, cancel) -> source.frame(trace, viewport, cancel), this::ready,
					fault -> ILog.of(TimeCanvas.class).error("A time view cannot be computed.", fault)); //$NON-NLS-1$
		}
		loader.request(viewport()).ifPresent(this::ready);
	}

	private void ready(F computed) {
		frame = computed;
		refresh.request();
	}

	private void arrived() {
		ScrollBar bar = canvas.getVerticalBar();
		int visible = Math.max(1, canvas.getClientArea().height - Viewport.AXIS);
		int content = frame == null ? 0 : frame.contentHeight();
		bar.setVisible(content > visible);
		if (content > visible)
			bar.setValues(Math.min(bar.getSelection(), content - visible), 0, content, visible, SCROLL_STEP, visible);
		else
			bar.setSelection(0);
		canvas.redraw();
	}

	private void paint(GC gc) {
		if (dark != Looks.isDark(canvas))
			restyle(); // the theme was changed, and its style sheet has arrived by now
		if (stale)
			load();
		F shown = frame;
		if (shown == null) {
			gc.setBackground(canvas.getParent().getBackground());
			gc.fillRectangle(canvas.getClientArea());
			return;
		}
		new Painting(surface.on(gc), viewport(), look, model.format(), model.marks()).paint(shown);
	}

	private void restyle() {
		surface.dispose();
		surface = Looks.surface(canvas);
		look = Looks.of(canvas);
		dark = Looks.isDark(canvas);
		canvas.redraw();
	}

	private void describe(String name) {
		canvas.getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name;
			}

			@Override
			public void getDescription(AccessibleEvent event) {
				event.result = model.trace() == null ? Messages.nothingOpen : model.format().full(model.instant());
			}
		});
	}

	private void dispose() {
		model.removeListener(listener);
		surface.dispose();
	}
}
