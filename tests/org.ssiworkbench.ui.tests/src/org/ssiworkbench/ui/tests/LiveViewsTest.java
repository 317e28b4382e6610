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
import org.ssiworkbench.views.timeline.OpenTrace;
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
	/** How far the views may be behind with any event, ms. */
	private static final double BEHIND = 500;
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

		OpenTrace trace = Ui.on(() -> TimeModel.get().trace());
		Arrivals index = new Arrivals("index", trace.index());
		Arrivals table = new Arrivals("table", trace.index());
		Arrivals diagram = new Arrivals("diagram", trace.index());
		index.watch(trace);
		table.watch(messages.table(), messages::found);
		diagram.watch(messages.diagram().control(), () -> shown(messages.diagram().frame()));
		UiWatch watch = new UiWatch(Ui.display(), (long) (BLOCKED * 1e6));
		try (index; table; diagram; watch) {
			crashAndWait(launch, membership);
		}
		double slowdown = watch.slowdown();
		String figures = String.format("behind a running cluster: %s, %s, %s; UI thread kept for up to %.0f ms, ran %.0f ms of %d s;"
				+ " slowdown by the machine %.1f", index, table, diagram, watch.blocks().most(), watch.busy(), SPAN.toSeconds(), slowdown);
		System.out.println(figures);
		Ui.screenshot("live-followed");

		String report = figures + "\nwaits for the UI thread: " + watch.blocks() + '\n' + watch.culprits();
		assertBehind(table, slowdown, report);
		assertBehind(diagram, slowdown, report);
		assertTrue(watch.blocks().percentile(slowdown > OVERLOADED ? 99 : 100) <= BLOCKED * slowdown, report);
	}

	/** Lets a span pass, in which a node crashes and is found down. */
	private static void crashAndWait(ClusterLaunch launch, MembershipView membership) throws Exception {
		int transitions = Ui.on(membership::transitions);
		long crash = System.nanoTime() + SPAN.toNanos() / 4;
		long end = System.nanoTime() + SPAN.toNanos();
		Ui.await("a part of the span", SPAN_LIMIT, () -> System.nanoTime() > crash);
		launch.session().crash(List.of(3)).get();
		Ui.await("the span's end", SPAN_LIMIT, () -> System.nanoTime() > end && membership.transitions() > transitions);
	}

	private static void assertBehind(Arrivals arrivals, double slowdown, String report) {
		assertTrue(arrivals.delays().count() > LEAST_EVENTS, report);
		assertTrue(arrivals.delays().sorted().getFirst() > 0, "clocks that agree: " + report);
		assertTrue(arrivals.delays().most() <= BEHIND * slowdown, report);
	}

	/** How many rows of the index a frame can show. */
	private static int shown(MessageFrame frame) {
		return TimeModel.get().trace().index().rowAt(frame.viewport().end() + 1);
	}

	/** Takes the time from each event's stamp until it is seen to have arrived somewhere. */
	private static final class Arrivals implements AutoCloseable {
		private final String name;
		private final TraceIndex index;
		private final long origin;
		private final long begin;
		private final Set<Long> seen = new HashSet<>();
		private final List<Long> delays = new ArrayList<>();
		private Runnable end;

		Arrivals(String name, TraceIndex index) {
			this.name = name;
			this.index = index;
			origin = index.description().clockOrigin();
			begin = now();
		}

		void watch(OpenTrace trace) {
			Runnable grown = () -> look(index.rows());
			trace.addListener(grown);
			end = () -> trace.removeListener(grown);
		}

		/** Looks at each painting of a control that shows the first rows of the index, as many as {@code rows} says. */
		void watch(Control control, IntSupplier rows) {
			Listener painted = event -> look(rows.getAsInt());
			Ui.display().syncExec(() -> control.addListener(SWT.Paint, painted));
			end = () -> Ui.display().syncExec(() -> control.removeListener(SWT.Paint, painted));
		}

		@Override
		public void close() {
			end.run();
		}

		/** The first {@code rows} rows have arrived. */
		private synchronized void look(int rows) {
			int shown = Math.min(rows, index.rows());
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

		synchronized Delays delays() {
			return new Delays(delays);
		}

		@Override
		public String toString() {
			Delays all = delays();
			return String.format("%s half %.0f ms, 95 %% %.0f ms, worst %.0f ms of %d", name, all.percentile(50), all.percentile(95),
					all.most(), all.count());
		}
	}
}
