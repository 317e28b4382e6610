package org.ssiworkbench.debug.ui.step;

/** Goes back to the event that the selected node handled before. */
public final class StepBackHandler extends MotionHandler {
	/** Made by the platform. */
	public StepBackHandler() {
		super("back"); //$NON-NLS-1$
	}
}
