package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.StartException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi demo}: boots the example of three nodes, takes the tour, leaves a trace, a report and pictures. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Boots the three-node example, crashes a node, sees it rejoin, takes pictures.")
final class DemoCommand implements Callable<Integer> {

	@Option(names = "--trace", paramLabel = "DIR", description = "Folder for the trace; otherwise beside the example.")
	private Path trace;

	@Option(names = "--no-pictures", description = "Do not open the workbench to take pictures.")
	private boolean noPictures;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws StartException, IOException, InterruptedException {
		Path model = Places.home().resolve("examples/three-nodes/three-nodes.ssicluster");
		Controller controller = Controller.open(new ControllerOptions(model, ControllerOptions.UML, 1, trace, "demo", new TreeSet<>(), true, 0));
		EndOnSignal.install(controller);
		Thread cluster = Thread.ofPlatform().start(() -> run(controller));
		try {
			new DemoTour(controller, new Output(spec)).take(pictures());
			return 0;
		} finally {
			controller.terminate("the demo is over");
			cluster.join();
		}
	}

	private static void run(Controller controller) {
		try {
			controller.run();
		} catch (IOException e) {
			throw new CommandException("the cluster of the demo did not end cleanly: " + e.getMessage());
		}
	}

	/** The workbench that takes them; none if not wanted. */
	private List<DemoPictures> pictures() throws IOException {
		return noPictures ? List.of() : List.of(DemoPictures.find());
	}
}
