package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.TimeModel;

/**
 * How far the views are behind a cluster that runs on three UML kernels, and whether the workbench stays responsive
 * meanwhile. Launching is not part of what is measured, a crash and its detection are. On a machine that has other work, the
 * limits are as many times as long as the UI thread has to wait for a processor; on one that has no processor left for us, of
 * a hundred waits for the UI thread one may be longer.
 */
class LiveViewsTest {
	private static final Duration BOOT = Duration.ofSeconds(120);
	private static final Duration SPAN = Duration.ofSeconds(12);
	private static final Duration SPAN_LIMIT = Duration.ofSeconds(60);
	/** How far the views may be behind with 95 of a hundred events, ms. */
	private static final double BEHIND = 500;
	/** With all events. */
	private static final double MOST_BEHIND = 2000;
	/** How long the UI thread may keep others waiting, ms. */
	private static final double BLOCKED = 100;
	/** What the machine may slow us down by before it counts as having no processor left. */
	private static final double OVERLOADED = 2;
	private static final long LOOK_BACK = 10_000_000_000L;
	private static final int LEAST_EVENTS = 100;

	@AfterEach
	void end() throws Exception {
		Launches.endAll();
	}

	@Test
	void followARunningClusterAndStayResponsive() throws Exception {
		Ui.openPerspective();
		Ui.on(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()));
		MessagesView messages = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
		MembershipView membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.threeNodes(), "ui-live", "uml"));
		Ui.on(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()));
		Ui.await("three nodes UP", BOOT,
				() -> launch.session().nodes().size() == 3 && launch.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		Ui.await("the views follow", BOOT, () -> messages.found() > LEAST_EVENTS && messages.diagram().frame() != null);

		Delays blocks;
		Arrivals table = Ui.on(() -> new Arrivals(messages.table(), messages::found));
		Arrivals diagram = Ui.on(() -> new Arrivals(messages.diagram().control(), () -> shown(messages.diagram().frame())));
		double slowdown;
		String report;
		try (UiWatch watch = new UiWatch(Ui.display(), (long) (BLOCKED * 1e6))) {
			int transitions = Ui.on(() -> membership.table().getItemCount());
			long crash = System.nanoTime() + SPAN.toNanos() / 4;
			long end = System.nanoTime() + SPAN.toNanos();
			Ui.await("a part of the span", SPAN_LIMIT, () -> System.nanoTime() > crash);
			launch.session().crash(List.of(3)).get();
			Ui.await("the span's end", SPAN_LIMIT, () -> System.nanoTime() > end && membership.table().getItemCount() > transitions);
			Ui.on(() -> table.stop() && diagram.stop());
			watch.close();
			blocks = watch.blocks();
			slowdown = watch.slowdown();
			report = String.format("events in the table: %s%nevents in the diagram: %s%nwaits for the UI thread: %s%n"
					+ "it ran %.0f ms; slowdown by the machine: %.1f%n%s", table.delays(), diagram.delays(), blocks, watch.busy(), slowdown,
					watch.culprits());
		}
		System.out.println(report);
		Ui.screenshot("live-followed");

		assertBehind(table, slowdown, report);
		assertBehind(diagram, slowdown, report);
		assertTrue(blocks.percentile(slowdown > OVERLOADED ? 99 : 100) <= BLOCKED * slowdown, report);
	}

	private static void assertBehind(Arrivals arrivals, double slowdown, String report) {
		assertTrue(arrivals.delays().count() > LEAST_EVENTS, report);
		assertTrue(arrivals.delays().sorted().getFirst() > 0, "clocks that agree: " + report);
		assertTrue(arrivals.delays().percentile(95) <= BEHIND * slowdown, report);
		assertTrue(arrivals.delays().most() <= MOST_BEHIND * slowdown, report);
	}

	/** How many rows of the index a frame can show. */
	private static int shown(MessageFrame frame) {
		return TimeModel.get().trace().index().rowAt(frame.viewport().end() + 1);
	}

	/** Takes the time from each event's stamp to the first painting of a control that shows it. UI thread only. */
	private static final class Arrivals {
		private final TraceIndex index = TimeModel.get().trace().index();
		private final long origin = index.description().clockOrigin();
		private final long begin = now();
		private final Control control;
		private final IntSupplier rows;
		private final Listener listener = event -> painted();
		private final Set<Long> seen = new HashSet<>();
		private final List<Long> delays = new ArrayList<>();

		/** @param rows how many rows of the index the control shows by now, all of them from the first on */
		Arrivals(Control control, IntSupplier rows) {
			this.control = control;
			this.rows = rows;
			control.addListener(SWT.Paint, listener);
		}

		private void painted() {
			int shown = Math.min(rows.getAsInt(), index.rows());
			long now = now();
			for (int row = index.rowAt(Math.max(begin, now - LOOK_BACK)); row < shown; row++)
				if (seen.add(index.place(row)))
					delays.add(now - index.time(row));
		}

		/** ns of the cluster's clock. */
		private long now() {
			Instant now = Instant.now();
			return now.getEpochSecond() * 1_000_000_000L + now.getNano() - origin;
		}

		boolean stop() {
			control.removeListener(SWT.Paint, listener);
			return true;
		}

		Delays delays() {
			return new Delays(delays);
		}
	}
}
