package org.ssiworkbench.views;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** For a trace alone: replay on top, the time views below each other, details at the right. */
public final class TracePerspective implements IPerspectiveFactory {
	private static final String REPLAY = "replay";
	private static final String TIME = "time";
	private static final String MORE_TIME = "moreTime";
	private static final String DETAILS = "details";
	private static final String PROJECT_EXPLORER = "org.eclipse.ui.navigator.ProjectExplorer";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		layout.setEditorAreaVisible(false);
		String editors = layout.getEditorArea();
		layout.createFolder("projects", IPageLayout.LEFT, 0.16f, editors).addView(PROJECT_EXPLORER);
		IFolderLayout details = layout.createFolder(DETAILS, IPageLayout.RIGHT, 0.74f, editors);
		details.addView(Ids.STATE_VIEW);
		details.addView(IPageLayout.ID_PROP_SHEET);
		layout.createFolder(REPLAY, IPageLayout.TOP, 0.2f, editors).addView(Ids.REPLAY_VIEW);
		IFolderLayout more = layout.createFolder(MORE_TIME, IPageLayout.BOTTOM, 0.55f, editors);
		more.addView(Ids.MEMBERSHIP_VIEW);
		more.addView(Ids.MIGRATIONS_VIEW);
		layout.createFolder(TIME, IPageLayout.TOP, 0.5f, editors).addView(Ids.MESSAGES_VIEW);
		for (String view : new String[] { Ids.REPLAY_VIEW, Ids.MESSAGES_VIEW, Ids.MEMBERSHIP_VIEW, Ids.MIGRATIONS_VIEW, Ids.STATE_VIEW,
				IPageLayout.ID_PROP_SHEET })
			layout.addShowViewShortcut(view);
		layout.addPerspectiveShortcut(Ids.PERSPECTIVE);
	}
}
