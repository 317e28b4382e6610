package org.ssiworkbench.views;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.progress.IProgressConstants;

/**
 * Launches and files on the left, the cluster on the right, what happens over time below the editors.
 */
public final class ClusterPerspective implements IPerspectiveFactory {
	private static final String LEFT = "left";
	private static final String PROJECTS = "projects";
	private static final String RIGHT = "right";
	private static final String INSPECT = "inspect";
	private static final String BOTTOM = "bottom";
	private static final String REPLAY = "replay";
	private static final String PROJECT_EXPLORER = "org.eclipse.ui.navigator.ProjectExplorer";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		String editors = layout.getEditorArea();
		IFolderLayout bottom = layout.createFolder(BOTTOM, IPageLayout.BOTTOM, 0.40f, editors);
		bottom.addView(Ids.MESSAGES_VIEW);
		bottom.addView(Ids.MEMBERSHIP_VIEW);
		bottom.addView(Ids.MIGRATIONS_VIEW);
		bottom.addView(Ids.PROCESSES_VIEW);
		bottom.addView(Ids.KEEPALIVE_VIEW);
		bottom.addPlaceholder(Ids.UPCOMING_VIEW);
		bottom.addView(IConsoleConstants.ID_CONSOLE_VIEW);
		bottom.addView(IProgressConstants.PROGRESS_VIEW_ID);

		layout.createFolder(REPLAY, IPageLayout.TOP, 0.34f, BOTTOM).addView(Ids.REPLAY_VIEW);

		layout.createFolder(LEFT, IPageLayout.LEFT, 0.22f, editors).addView(IDebugUIConstants.ID_DEBUG_VIEW);
		layout.createFolder(PROJECTS, IPageLayout.BOTTOM, 0.60f, LEFT).addView(PROJECT_EXPLORER);

		layout.createFolder(RIGHT, IPageLayout.RIGHT, 0.42f, editors).addView(Ids.CLUSTER_VIEW);
		IFolderLayout inspect = layout.createFolder(INSPECT, IPageLayout.BOTTOM, 0.55f, RIGHT);
		inspect.addView(IPageLayout.ID_PROP_SHEET);
		inspect.addView(Ids.STATE_VIEW);
		inspect.addView(IDebugUIConstants.ID_VARIABLE_VIEW);
		inspect.addView(IDebugUIConstants.ID_BREAKPOINT_VIEW);
		addShortcuts(layout);
	}

	private static void addShortcuts(IPageLayout layout) {
		layout.addActionSet(IDebugUIConstants.LAUNCH_ACTION_SET);
		layout.addActionSet(IDebugUIConstants.DEBUG_ACTION_SET);
		layout.addActionSet(IPageLayout.ID_NAVIGATE_ACTION_SET);
		for (String view : new String[] { Ids.CLUSTER_VIEW, Ids.MESSAGES_VIEW, Ids.MEMBERSHIP_VIEW, Ids.MIGRATIONS_VIEW, Ids.REPLAY_VIEW, Ids.STATE_VIEW, Ids.PROCESSES_VIEW,
				Ids.KEEPALIVE_VIEW, Ids.UPCOMING_VIEW, IDebugUIConstants.ID_DEBUG_VIEW, IConsoleConstants.ID_CONSOLE_VIEW, PROJECT_EXPLORER,
				IPageLayout.ID_PROP_SHEET, IProgressConstants.PROGRESS_VIEW_ID })
			layout.addShowViewShortcut(view);
		layout.addPerspectiveShortcut(IDebugUIConstants.ID_DEBUG_PERSPECTIVE);
		layout.addPerspectiveShortcut(Ids.PERSPECTIVE);
	}
}
