package org.ssiworkbench.views.internal;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.handlers.IHandlerService;
import org.ssiworkbench.debug.launch.LaunchAttributes;

/** What a view says that has nothing to show: what to do next, with links to it. UI thread only. */
public final class EmptyHint {
	/** The link to the configurations of launches; all others are ids of commands. */
	private static final String LAUNCH = "launch"; //$NON-NLS-1$
	private static final int MARGIN = 10;

	private final IWorkbenchPartSite site;
	private final Composite area;

	private EmptyHint(Composite parent, IWorkbenchPartSite site, String text) {
		this.site = site;
		area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(MARGIN, MARGIN).applyTo(area);
		Link link = new Link(area, SWT.WRAP);
		link.setText(text);
		link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> follow(event.text)));
		GridDataFactory.fillDefaults().grab(true, false).applyTo(link);
	}

	/** That no cluster runs. */
	public static Control noCluster(Composite parent, IWorkbenchPartSite site) {
		return new EmptyHint(parent, site, Messages.noCluster).area;
	}

	/** That no trace is open. */
	public static Control noTrace(Composite parent, IWorkbenchPartSite site) {
		return new EmptyHint(parent, site, Messages.noTrace).area;
	}

	private void follow(String link) {
		if (link.equals(LAUNCH))
			DebugUITools.openLaunchConfigurationDialogOnGroup(site.getShell(),
					new StructuredSelection(DebugPlugin.getDefault().getLaunchManager().getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE)),
					IDebugUIConstants.ID_RUN_LAUNCH_GROUP);
		else
			execute(link);
	}

	private void execute(String command) {
		try {
			site.getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			ILog.of(EmptyHint.class).error("The command " + command + " failed.", e); //$NON-NLS-1$ //$NON-NLS-2$
		}
	}
}
