package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPreferenceConstants;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.app.help.HelpView;
import org.ssiworkbench.app.welcome.WelcomePage;
import org.ssiworkbench.debug.model.ClusterLaunch;

/** The welcome page, and what its links do. */
class WelcomeTest {
	static final String OPEN = "org.eclipse.ui.help.quickStartAction";
	private static final String VIEW = "org.eclipse.ui.internal.introview";
	private static final Duration LIMIT = Duration.ofSeconds(90);

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		Ui.execute(OPEN);
		assertNotNull(Ui.on(WelcomeTest::welcome));
	}

	@AfterEach
	void end() throws Exception {
		Ui.on(() -> {
			WelcomePage.close();
			return null;
		});
		Launches.endAll();
	}

	@Test
	void aLinkTakesAStepAndClosesThePage() throws Exception {
		Ui.screenshot("welcome");
		follow("Debug it on the simulator");
		assertNull(Ui.on(WelcomeTest::welcome));
		Ui.await("a cluster is debugged", LIMIT, () -> debugged() != null && debugged().session() != null
				&& debugged().session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		assertTrue(debugged().isDebugged());
	}

	@Test
	void theLinksAreReachedByKeyboard() throws Exception {
		Ui.on(() -> {
			Ui.page().activate(welcome());
			assertTrue(links().getFirst().isFocusControl(), "the first link has the focus");
			links().getFirst().traverse(SWT.TRAVERSE_TAB_NEXT);
			assertTrue(links().get(1).isFocusControl(), "Tab goes on to the next one");
			return null;
		});
		follow("Read the help pages");
		assertNotNull(Ui.on(() -> Ui.page().findView(HelpView.ID)));
		Ui.on(() -> {
			Ui.page().hideView(Ui.page().findView(HelpView.ID));
			return null;
		});
	}

	@Test
	void itIsShownOnTheFirstStartOnly() throws Exception {
		IPreferenceStore preferences = PlatformUI.getPreferenceStore();
		assertTrue(preferences.getDefaultBoolean(IWorkbenchPreferenceConstants.SHOW_INTRO), "a new workspace shows it");
		assertFalse(preferences.getBoolean(IWorkbenchPreferenceConstants.SHOW_INTRO), "this one has shown it");
	}

	private static IViewPart welcome() {
		return Ui.page().findView(VIEW);
	}

	private static ClusterLaunch debugged() {
		for (ILaunch launch : DebugPlugin.getDefault().getLaunchManager().getLaunches())
			if (launch instanceof ClusterLaunch cluster)
				return cluster;
		return null;
	}

	private static void follow(String text) throws Exception {
		Ui.on(() -> {
			links().stream().filter(link -> link.getText().contains(text)).findFirst().orElseThrow().notifyListeners(SWT.Selection, null);
			return null;
		});
	}

	/** The links of the page: those that are nothing but a link. */
	static List<Link> links() {
		return Ui.controls(Ui.window().getShell(), Link.class).stream().filter(link -> link.isVisible() && link.getText().startsWith("<a>"))
				.toList();
	}
}
