package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Membership;

/** What the demo does with its cluster once the controller runs. */
final class DemoTour {
	private static final NodeList VICTIM = new NodeList(List.of(3));
	private static final int NODE = 3;
	private static final int FLUSH_MS = 500;
	/** What a node recorded in its last moments before a crash is lost; a demo should not lose its first words too. */
	private static final int SETTLE_MS = 1000;

	private final Controller controller;
	private final Output out;
	private final StatusWatch watch = new StatusWatch();

	DemoTour(Controller controller, Output out) {
		this.controller = controller;
		this.out = out;
	}

	/** Throws {@link CommandException} when something does not happen in time. */
	void take(List<DemoPictures> pictures) throws IOException, InterruptedException {
		Path trace = Path.of(controller.info().trace());
		try (RunningCluster cluster = RunningCluster.connect(controller.info().name(), watch)) {
			cluster.await(cluster.service().attach());
			boot();
			crash(cluster);
			rejoin(cluster);
		}
		Thread.sleep(FLUSH_MS); // the nodes hand over their traces every 100 ms
		report(trace);
		for (DemoPictures workbench : pictures)
			for (Path picture : workbench.take(controller.socket(), trace.resolve("pictures")))
				out.line("picture: " + picture);
	}

	private void boot() throws InterruptedException {
		out.line("booting three UML nodes ...");
		watch.await("all three nodes are UP", status -> status.nodes().stream().allMatch(node -> node.state().equals("UP")));
		new StatusTable(watch.last()).print(out);
	}

	private void crash(RunningCluster cluster) throws InterruptedException {
		Thread.sleep(SETTLE_MS);
		out.line("crashing node 3 without a word to the others ...");
		cluster.await(cluster.service().crash(VICTIM));
		watch.await("node 3 was found to be lost and cleaned up", status -> watch.state(NODE).equals("DOWN"));
		new StatusTable(watch.last()).print(out);
	}

	private void rejoin(RunningCluster cluster) throws InterruptedException {
		out.line("booting node 3 again ...");
		cluster.await(cluster.service().add(VICTIM));
		watch.await("node 3 is UP again", status -> watch.state(NODE).equals("UP"));
		new StatusTable(watch.last()).print(out);
	}

	private void report(Path trace) throws IOException {
		List<List<String>> rows;
		try (TraceIndex index = TraceIndex.open(trace)) {
			index.update(IndexProgress.NONE);
			rows = Membership.of(index).stream().map(TraceMembershipCommand::row).toList();
		}
		out.line("membership history:");
		out.table(TraceMembershipCommand.HEAD, rows);
		out.line("trace: " + trace);
		Path report = Files.createDirectories(trace.resolve("report")).resolve("membership.txt");
		Files.write(report, rows.stream().map(row -> String.join("\t", row)).toList());
		out.line("report: " + report);
	}
}
