package org.ssiworkbench.views.internal;

import java.util.EnumMap;
import java.util.Map;

import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageGcDrawer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;
import org.ssiworkbench.node.NodeState;

/**
 * The mark of each node state: a colour that the user and the theme can change, and a pattern that tells it without
 * colour. UI thread only; the owner disposes it.
 */
public final class StateMarks {
	private static final int SIZE = 14;
	private static final String COLOR_PREFIX = "org.ssiworkbench.views.state.";

	private final Display display;
	private final Runnable changed;
	private final IPropertyChangeListener themeListener = event -> themeChanged(event.getProperty());
	private final Map<NodeState, Image> images = new EnumMap<>(NodeState.class);

	/** {@code changed} is run when the marks look different from now on. */
	public StateMarks(Display display, Runnable changed) {
		this.display = display;
		this.changed = changed;
		themes().addPropertyChangeListener(themeListener);
	}

	/** The mark of a state by its name; null for a name that is no state. */
	public Image of(String state) {
		for (NodeState known : NodeState.values())
			if (known.name().equals(state))
				return images.computeIfAbsent(known, this::draw);
		return null;
	}

	/** The colour of a state. */
	public static Color color(NodeState state) {
		ColorRegistry colors = themes().getCurrentTheme().getColorRegistry();
		return colors.get(COLOR_PREFIX + state.name().toLowerCase());
	}

	/** Frees the images. */
	public void dispose() {
		themes().removePropertyChangeListener(themeListener);
		clear();
	}

	private void themeChanged(String property) {
		if (!property.startsWith(COLOR_PREFIX) && !IThemeManager.CHANGE_CURRENT_THEME.equals(property))
			return;
		Map<NodeState, Image> old = new EnumMap<>(images);
		images.clear();
		changed.run();
		old.values().forEach(Image::dispose);
	}

	private void clear() {
		images.values().forEach(Image::dispose);
		images.clear();
	}

	private Image draw(NodeState state) {
		ImageGcDrawer drawer = new ImageGcDrawer() {
			@Override
			public void drawOn(GC gc, int width, int height) {
				paint(gc, state);
			}

			@Override
			public int getGcStyle() {
				return SWT.TRANSPARENT;
			}
		};
		return new Image(display, drawer, SIZE, SIZE);
	}

	private void paint(GC gc, NodeState state) {
		gc.setAntialias(SWT.ON);
		gc.setBackground(color(state));
		gc.setForeground(color(state));
		switch (state) {
		case NEVERUP -> outline(gc, 1);
		case UP, DOWN, SHUTDOWN -> filled(gc);
		case GOINGDOWN -> {
			filled(gc);
			lines(gc, true, false);
		}
		case COMINGUP -> {
			filled(gc);
			lines(gc, false, true);
		}
		case KCLEANUP -> {
			filled(gc);
			lines(gc, true, true);
		}
		case UCLEANUP -> {
			outline(gc, 2);
			gc.fillRectangle(4, 4, SIZE - 8, SIZE - 8);
		}
		}
	}

	private static void filled(GC gc) {
		gc.fillRoundRectangle(1, 1, SIZE - 2, SIZE - 2, 4, 4);
	}

	private static void outline(GC gc, int width) {
		gc.setLineWidth(width);
		gc.drawRoundRectangle(2, 2, SIZE - 5, SIZE - 5, 4, 4);
	}

	private void lines(GC gc, boolean down, boolean up) {
		gc.setForeground(display.getSystemColor(SWT.COLOR_WHITE));
		gc.setLineWidth(1);
		gc.setClipping(1, 1, SIZE - 2, SIZE - 2);
		for (int x = -SIZE; x <= SIZE; x += 4) {
			if (down)
				gc.drawLine(x, 0, x + SIZE, SIZE);
			if (up)
				gc.drawLine(x, SIZE, x + SIZE, 0);
		}
	}

	private static IThemeManager themes() {
		return PlatformUI.getWorkbench().getThemeManager();
	}
}
