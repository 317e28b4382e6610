package org.ssiworkbench.views.timeline;

import java.util.Optional;
import java.util.Set;

import org.eclipse.jface.window.DefaultToolTip;
import org.eclipse.jface.window.ToolTip;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Event;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.view.Hit;
import org.ssiworkbench.trace.view.Viewport;

/** Mouse and keyboard on a time canvas, the same in all time views. UI thread only. */
final class TimeGestures {
	private static final double ZOOM_STEP = 0.8;
	private static final int PAN_STEP = 48;
	private static final int CLICK_DISTANCE = 4;
	private static final double AROUND = 0.5;
	/** Pixels around a bookmark's time that its flag takes. */
	private static final int FLAG = 8;

	private final TimeCanvas<?> view;
	private final Canvas canvas;
	private final TimeModel model;
	private final Selections selections;
	private final LaneActions lanes;
	private Point pressed;
	private Viewport atPress;
	private boolean dragged;
	private boolean ranging;
	private DefaultToolTip tip;

	TimeGestures(TimeCanvas<?> view) {
		this.view = view;
		canvas = view.control();
		model = view.model();
		selections = new Selections(model);
		lanes = new LaneActions(model, view);
	}

	void install() {
		canvas.addListener(SWT.MouseWheel, this::wheel);
		canvas.addListener(SWT.MouseDown, this::press);
		canvas.addListener(SWT.MouseMove, this::move);
		canvas.addListener(SWT.MouseUp, this::release);
		canvas.addListener(SWT.MouseDoubleClick, this::doubleClick);
		canvas.addListener(SWT.KeyDown, this::key);
		canvas.addListener(SWT.Traverse, event -> event.doit = true); // or Tab would never leave the canvas
		tip = new DefaultToolTip(canvas, ToolTip.NO_RECREATE, false) {
			@Override
			protected boolean shouldCreateToolTip(Event event) {
				Optional<String> text = text(new Point(event.x, event.y));
				text.ifPresent(this::setText);
				return text.isPresent() && super.shouldCreateToolTip(event);
			}
		};
	}

	private Optional<String> text(Point point) {
		if (point.y >= Viewport.AXIS)
			return view.hit(point).map(TimeGestures::text);
		Viewport viewport = view.viewport();
		return model.bookmarks().stream().filter(mark -> Math.abs(viewport.x(mark.time()) - point.x) <= FLAG)
				.map(mark -> model.format().full(mark.time()) + "\n" + mark.text()).findFirst(); //$NON-NLS-1$
	}

	private static String text(Hit hit) {
		return hit.details().isEmpty() ? hit.title() : hit.title() + "\n" + String.join("\n", hit.details()); //$NON-NLS-1$ //$NON-NLS-2$
	}

	private void show(Viewport viewport) {
		model.setWindow(viewport.begin(), viewport.end());
	}

	private void wheel(Event event) {
		event.doit = false;
		if ((event.stateMask & SWT.MOD1) != 0)
			show(view.viewport().zoomed(event.x, event.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP));
		else if ((event.stateMask & SWT.SHIFT) != 0)
			show(view.viewport().panned(event.count > 0 ? -PAN_STEP : PAN_STEP));
		else
			view.scroll(event.count > 0 ? -view.scrollStep() : view.scrollStep());
	}

	private void press(Event event) {
		canvas.setFocus();
		view.pressed(view.hit(new Point(event.x, event.y)));
		if (event.button == 3)
			choose(new Point(event.x, event.y));
		if (event.button != 1)
			return;
		pressed = new Point(event.x, event.y);
		atPress = view.viewport();
		dragged = false;
		ranging = event.y < Viewport.AXIS || (event.stateMask & SWT.SHIFT) != 0;
	}

	private void move(Event event) {
		if (pressed == null)
			return;
		dragged |= Math.abs(event.x - pressed.x) > CLICK_DISTANCE;
		if (!dragged)
			return;
		if (ranging)
			range(atPress.time(pressed.x), atPress.time(event.x));
		else
			show(atPress.panned(pressed.x - event.x));
	}

	private void range(long one, long other) {
		model.selectRange(Math.min(one, other), Math.max(one, other));
	}

	private void release(Event event) {
		if (event.button != 1 || pressed == null)
			return;
		pressed = null;
		if (!dragged)
			click(new Point(event.x, event.y));
	}

	private void click(Point point) {
		Hit hit = view.hit(point).orElse(null);
		if (hit != null && hit.row() >= 0)
			selections.event(hit.row());
		else {
			model.selectRange(Marks.NONE, Marks.NONE);
			model.select(TimeModel.NO_ROW, Set.of());
			model.setInstant(view.viewport().time(point.x));
		}
	}

	/** Before a context menu: its actions are for what was pointed at. */
	private void choose(Point point) {
		view.hit(point).filter(hit -> hit.row() >= 0).ifPresent(hit -> selections.event(hit.row()));
	}

	/** Zooms to what is there, with as much again around it. */
	private void doubleClick(Event event) {
		view.hit(new Point(event.x, event.y)).filter(hit -> hit.end() > hit.begin()).ifPresent(hit -> {
			long around = Math.max(1, Math.round((hit.end() - hit.begin()) * AROUND));
			model.setWindow(hit.begin() - around, hit.end() + around);
		});
	}

	private void key(Event event) {
		if ((event.stateMask & SWT.MOD1) != 0)
			return; // keys of the workbench
		boolean alt = (event.stateMask & SWT.ALT) != 0;
		double middle = canvas.getClientArea().width / 2.0;
		switch (event.keyCode) {
		case SWT.HOME -> selections.first();
		case SWT.END -> selections.last();
		case SWT.ARROW_RIGHT -> move(alt, 1);
		case SWT.ARROW_LEFT -> move(alt, -1);
		case SWT.ARROW_UP -> up(alt, -1);
		case SWT.ARROW_DOWN -> up(alt, 1);
		case SWT.DEL -> hideLane();
		case SWT.INSERT -> lanes.showAll();
		case SWT.PAGE_UP -> show(view.viewport().panned(-canvas.getClientArea().width));
		case SWT.PAGE_DOWN -> show(view.viewport().panned(canvas.getClientArea().width));
		case SWT.KEYPAD_ADD, '+', '=' -> show(view.viewport().zoomed(middle, ZOOM_STEP));
		case SWT.KEYPAD_SUBTRACT, '-' -> show(view.viewport().zoomed(middle, 1 / ZOOM_STEP));
		case 'f' -> model.fit();
		case 'g' -> GoToTime.ask(canvas.getShell(), model);
		case 'w' -> selections.why();
		case 'n' -> selections.match(1);
		case 'p' -> selections.match(-1);
		case 'b' -> BookmarkDialog.ask(canvas.getShell(), model);
		default -> {
			return;
		}
		}
		tip.hide();
	}

	private void up(boolean lane, int direction) {
		if (lane && view.hasNodeLanes())
			lanes.move(lanes.node(), direction);
		else
			view.scroll(direction * view.scrollStep());
	}

	private void hideLane() {
		if (view.hasNodeLanes() && lanes.node() > 0)
			lanes.hide(lanes.node());
	}

	private void move(boolean otherEnd, int direction) {
		if (otherEnd)
			selections.otherEnd();
		else
			selections.neighbour(direction);
	}
}
