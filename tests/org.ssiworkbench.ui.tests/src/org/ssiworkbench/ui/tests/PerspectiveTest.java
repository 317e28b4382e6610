package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;

import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.console.IConsoleConstants;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.views.Ids;

/** The perspective and its empty views. */
class PerspectiveTest {

	@Test
	void hasTheViewsForACluster() throws Exception {
		Ui.openPerspective();
		assertEquals(Ids.PERSPECTIVE, Ui.on(() -> Ui.page().getPerspective().getId()));
		for (String view : List.of(Ids.CLUSTER_VIEW, Ids.MESSAGES_VIEW, Ids.REPLAY_VIEW, Ids.MEMBERSHIP_VIEW, IDebugUIConstants.ID_DEBUG_VIEW,
				IDebugUIConstants.ID_VARIABLE_VIEW, IDebugUIConstants.ID_BREAKPOINT_VIEW, IConsoleConstants.ID_CONSOLE_VIEW))
			assertNotNull(Ui.on(() -> Ui.page().findViewReference(view)), view);
		Ui.screenshot("0-empty");
	}
}
