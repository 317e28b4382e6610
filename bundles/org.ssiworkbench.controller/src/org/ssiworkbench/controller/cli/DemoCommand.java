package org.ssiworkbench.controller.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/** {@code ssi demo}: the tour. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Boots the three-node example, crashes a node, sees it rejoin, takes pictures.")
final class DemoCommand implements Callable<Integer> {
	@Override
	public Integer call() {
		return 0;
	}
}
