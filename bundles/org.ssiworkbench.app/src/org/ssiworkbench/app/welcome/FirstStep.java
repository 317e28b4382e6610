package org.ssiworkbench.app.welcome;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.statushandlers.StatusManager;
import org.ssiworkbench.app.Examples;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.ui.launch.ClusterShortcut;
import org.ssiworkbench.views.Ids;

/** What a new user may want to do first. UI thread only. */
enum FirstStep {
	RUN("debug.ui", "cluster", "Run the three-node example", "Boots three Linux kernels on this computer, with User-Mode Linux, as one cluster.") {
		@Override
		void begin(IWorkbenchWindow window) throws CoreException {
			DebugUITools.launch(ClusterShortcut.configuration(example()), ILaunchManager.RUN_MODE);
		}
	},
	DEBUG("debug.ui", "breakpoint", "Debug it on the simulator",
			"The same cluster in virtual time: suspend it, step from message to message (F5 to F7), and back (Shift+F6).") {
		@Override
		void begin(IWorkbenchWindow window) throws CoreException {
			DebugUITools.launch(onSimulator(example()), ILaunchManager.DEBUG_MODE);
		}
	},
	ATTACH("debug.ui", "attach", "Attach to a cluster that runs", "One that ./ssi up has started, or another workbench.") {
		@Override
		void begin(IWorkbenchWindow window) throws CoreException {
			execute(window, Ids.ATTACH);
		}
	},
	OPEN("views", "open_trace", "Open a trace", "Messages, membership and migrations of a recorded run, on one time axis.") {
		@Override
		void begin(IWorkbenchWindow window) throws CoreException {
			execute(window, Ids.OPEN_TRACE);
		}
	},
	REPLAY("views", "play", "Replay a trace in the debugger", "Breakpoints and steps in a recorded run, forth and back.") {
		@Override
		void begin(IWorkbenchWindow window) {
			ILaunchConfigurationType type = DebugPlugin.getDefault().getLaunchManager()
					.getLaunchConfigurationType(LaunchAttributes.REPLAY_TYPE);
			DebugUITools.openLaunchConfigurationDialogOnGroup(window.getShell(), new StructuredSelection(type),
					IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP);
		}
	},
	HELP("app", "help", "Read the help pages", "All views, launches, breakpoints and keys. F1 shows what belongs to the view that you are in.") {
		@Override
		void begin(IWorkbenchWindow window) {
			window.getWorkbench().getHelpSystem().displayHelp();
		}
	},
	PREFERENCES("app", "preferences", "Set preferences", "Limits and habits of the views, colours of messages.") {
		@Override
		void begin(IWorkbenchWindow window) {
			PreferencesUtil.createPreferenceDialogOn(window.getShell(), "org.ssiworkbench.views.preferences", null, null).open();
		}
	};

	private static final String SIMULATED = "three-nodes-simulated";

	private final String bundle;
	private final String icon;
	private final String label;
	private final String description;

	FirstStep(String bundle, String icon, String label, String description) {
		this.bundle = bundle;
		this.icon = icon;
		this.label = label;
		this.description = description;
	}

	/** Its icon, which is one of those of our bundles. */
	ImageDescriptor icon() {
		return ResourceLocator.imageDescriptorFromBundle("org.ssiworkbench." + bundle, "icons/" + icon + ".svg").orElseThrow();
	}

	String label() {
		return label;
	}

	String description() {
		return description;
	}

	/** Takes the step, or says why that is not possible. */
	final void take(IWorkbenchWindow window) {
		try {
			begin(window);
		} catch (CoreException e) {
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
	}

	abstract void begin(IWorkbenchWindow window) throws CoreException;

	private static IFile example() throws CoreException {
		IFile model = ResourcesPlugin.getWorkspace().getRoot().getFile(IPath.fromPortableString(Examples.FIRST_MODEL));
		if (!model.exists())
			throw new CoreException(Status.error("The example " + model.getFullPath() + " is not in the workspace."
					+ " Import the folder examples/three-nodes with File > Import, or start with a new workspace."));
		return model;
	}

	private static ILaunchConfiguration onSimulator(IFile model) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationType type = manager.getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE);
		for (ILaunchConfiguration known : manager.getLaunchConfigurations(type))
			if (known.getName().equals(SIMULATED))
				return known;
		ILaunchConfigurationWorkingCopy made = ClusterShortcut.configuration(model).copy(SIMULATED);
		made.setAttribute(LaunchAttributes.HOST, "simulator");
		made.setAttribute(LaunchAttributes.NAME, SIMULATED);
		return made.doSave();
	}

	private static void execute(IWorkbenchWindow window, String command) throws CoreException {
		try {
			window.getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			throw new CoreException(Status.error("That is not possible now: " + e.getMessage(), e));
		}
	}
}
