package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi up}: runs a cluster in this process until it ends. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts a cluster and stays until it ends or Ctrl-C.")
final class UpCommand implements Callable<Integer> {

	@Mixin
	private StartOptions start;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws StartException, IOException {
		Output out = new Output(spec);
		Controller controller = Controller.open(start.options());
		EndOnSignal.install(controller);
		ClusterInfo info = controller.info();
		out.line("cluster " + info.name() + " on " + info.host() + ", trace in " + info.trace());
		String reason;
		try (Narrator narrator = new Narrator(out::line, info)) {
			controller.attach(narrator);
			reason = controller.run();
		}
		out.line("cluster " + info.name() + " ended: " + reason);
		return 0;
	}
}
