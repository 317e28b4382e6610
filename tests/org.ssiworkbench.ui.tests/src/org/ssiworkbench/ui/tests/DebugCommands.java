package org.ssiworkbench.ui.tests;

import java.time.Duration;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.commands.ICommandService;

/** The commands that a user of the Debug view has keys and buttons for. */
final class DebugCommands {
	static final String STEP_INTO = "org.eclipse.debug.ui.commands.StepInto";
	static final String STEP_OVER = "org.eclipse.debug.ui.commands.StepOver";
	static final String STEP_RETURN = "org.eclipse.debug.ui.commands.StepReturn";
	static final String RESUME = "org.eclipse.debug.ui.commands.Resume";
	static final String SUSPEND = "org.eclipse.debug.ui.commands.Suspend";
	static final String REVERSE_RESUME = "org.ssiworkbench.debug.ui.command.reverseResume";
	static final String STEP_BACK = "org.ssiworkbench.debug.ui.command.stepBack";
	private static final Duration LIMIT = Duration.ofSeconds(90);

	private DebugCommands() {
	}

	/** Runs a command on what is selected in the Debug view, as soon as it is enabled. */
	static void run(String command) throws Exception {
		IViewPart view = Ui.show(IDebugUIConstants.ID_DEBUG_VIEW, IViewPart.class);
		Ui.on(() -> {
			Ui.page().activate(view);
			return null;
		});
		Ui.await(command + " is enabled", LIMIT, () -> {
			if (!Ui.window().getService(ICommandService.class).getCommand(command).isEnabled())
				return false;
			Ui.execute(command);
			return true;
		});
	}
}
