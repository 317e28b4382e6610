package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.StartException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi controller}: what {@link org.ssiworkbench.controller.ControllerMain} documents. */
@Command(name = "controller", hidden = true, mixinStandardHelpOptions = true, description = "Runs a cluster for another program that attaches to it.")
final class ControllerCommand implements Callable<Integer> {

	@Mixin
	private StartOptions start;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws StartException, IOException {
		Controller controller = Controller.open(start.options());
		EndOnSignal.install(controller);
		new Output(spec).line("ready " + controller.socket());
		new Output(spec).line("ended: " + controller.run());
		return 0;
	}
}
