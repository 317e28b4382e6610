package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeModel;

/** The time views on a cluster that runs on the simulator. */
class TimeViewsTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);

	@AfterEach
	void end() throws Exception {
		Launches.endAll();
	}

	@Test
	void followALiveTrace() throws Exception {
		Ui.openPerspective();
		Ui.on(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()));
		MessagesView messages = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
		MembershipView membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		ILaunchConfigurationWorkingCopy configuration = Launches.configuration(Launches.threeNodes(), "ui-time", "simulator");
		configuration.setAttribute(LaunchAttributes.SEED, "7");
		ClusterLaunch launch = Launches.start(configuration);
		Ui.on(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()));
		Ui.await("events", LIMIT, () -> messages.found() > 100);
		Ui.await("transitions", LIMIT, () -> membership.transitions() >= 6);
		Ui.screenshot("time-live");
		launch.terminate();
		Ui.on(() -> {
			TimeModel.get().setFollowing(false);
			TimeModel.get().setWindow(0, 60_000_000);
			Selections selections = new Selections(TimeModel.get());
			selections.event(40);
			selections.why();
			return null;
		});
		assertEquals(40, Ui.on(() -> TimeModel.get().row()));
		Ui.screenshot("time-why");
	}
}
