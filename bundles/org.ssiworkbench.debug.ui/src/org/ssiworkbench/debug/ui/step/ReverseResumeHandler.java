package org.ssiworkbench.debug.ui.step;

/** Goes back to the breakpoint hit before, else to the beginning. */
public final class ReverseResumeHandler extends MotionHandler {
	/** Made by the platform. */
	public ReverseResumeHandler() {
		super("reverse"); //$NON-NLS-1$
	}
}
