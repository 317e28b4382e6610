package org.ssiworkbench.views.internal;

import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Repaints a control when something changed: any number of requests from any thread become one run on the UI thread, and
 * none is made once the control is gone.
 */
public final class UiRefresh {
	private final Control control;
	private final Display display;
	private final Runnable refresh;
	private final AtomicBoolean pending = new AtomicBoolean();

	/** {@code refresh} is run on the UI thread. */
	public UiRefresh(Control control, Runnable refresh) {
		this.control = control;
		this.display = control.getDisplay();
		this.refresh = refresh;
	}

	/** Asks for a refresh; any thread. */
	public void request() {
		if (!pending.compareAndSet(false, true))
			return;
		try {
			display.asyncExec(this::run);
		} catch (SWTException e) {
			pending.set(true); // the display is gone, and with it everybody who could see the refresh
		}
	}

	private void run() {
		pending.set(false);
		if (!control.isDisposed())
			refresh.run();
	}
}
