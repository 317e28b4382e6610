package org.ssiworkbench.views.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;

/**
 * Keeps the tool bars of views beside their tabs. A tool bar that comes into another perspective's tab folder stays where
 * that folder put it when it was still narrow, over the view's content, until the folder's size changes. UI thread only.
 */
public final class TabHeader {
	/** The size at which a folder's tool bar could not be helped. */
	private static final String HOPELESS = "org.ssiworkbench.views.hopeless";
	private static boolean kept;

	private TabHeader() {
	}

	/** Looks after all tool bars from now on. */
	public static void keep(Display display) {
		if (kept)
			return;
		kept = true;
		for (int type : new int[] { SWT.Resize, SWT.Move, SWT.Show })
			display.addFilter(type, TabHeader::changed);
	}

	private static void changed(Event event) {
		CTabFolder folder = event.widget instanceof CTabFolder self ? self
				: event.widget instanceof Composite bar && bar.getParent() instanceof CTabFolder parent ? parent : null;
		if (folder != null && folder.isVisible() && isCovered(folder))
			event.display.asyncExec(() -> settle(folder));
	}

	private static void settle(CTabFolder folder) {
		if (folder.isDisposed() || !isCovered(folder) || folder.getSize().equals(folder.getData(HOPELESS)))
			return;
		Point size = folder.getSize();
		folder.setSize(size.x - 1, size.y);
		folder.setSize(size);
		folder.setData(HOPELESS, isCovered(folder) ? size : null);
	}

	/** Whether the tool bar lies over what the folder shows. */
	public static boolean isCovered(CTabFolder folder) {
		Control bar = folder.getTopRight();
		return bar != null && bar.isVisible() && bar.getBounds().intersects(folder.getClientArea());
	}

	/** The tab folder that a control is in; null if it is in none. */
	public static CTabFolder folder(Composite inside) {
		Composite at = inside;
		while (at != null && !(at instanceof CTabFolder))
			at = at.getParent();
		return (CTabFolder) at;
	}
}
