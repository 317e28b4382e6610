package org.ssiworkbench.debug.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.session.ClusterSession;

/**
 * Starts one controller and waits until its cluster runs. What was started is ended again when a step fails or the user
 * cancels. The controller writes to a file, not to a pipe of ours, for it outlives a workbench that crashes.
 */
final class ControllerStart {
	private static final String MAIN = "org.ssiworkbench.controller.ControllerMain";
	private static final int POLL_MILLISECONDS = 50;
	private static final int END_SECONDS = 5;
	private static final int LOG_LINES = 5;

	private final String name;
	private final List<String> arguments;
	private final Path directory;
	private final Map<String, String> environment;
	private final boolean debugged;
	private final BooleanSupplier endRequested;
	private final RuntimeFolder folder;
	private final Path log;

	/**
	 * @param arguments the controller's, but for the name
	 * @param directory where it runs
	 * @param environment variables that are added to its environment
	 * @param debugged the nodes boot when breakpoints have been set, and are not waited for
	 */
	ControllerStart(String name, List<String> arguments, Path directory, Map<String, String> environment, boolean debugged,
			BooleanSupplier endRequested) {
		this.name = name;
		this.arguments = arguments;
		this.directory = directory;
		this.environment = environment;
		this.debugged = debugged;
		this.endRequested = endRequested;
		folder = RuntimeFolder.of(name);
		log = Platform.getStateLocation(Platform.getBundle("org.ssiworkbench.debug")).append("controller-" + name + ".log").toPath();
	}

	ClusterSession run(IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, 100);
		refuseSecond();
		progress.subTask("Starting the controller of " + name);
		Process controller = start();
		ClusterSession session = null;
		boolean runs = false;
		try {
			session = attach(controller, progress.split(40));
			if (!debugged)
				awaitNodes(session, progress.split(60));
			runs = true;
			return session;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new OperationCanceledException();
		} finally {
			if (!runs)
				end(controller, session);
		}
	}

	private void refuseSecond() throws CoreException {
		try {
			if (folder.isRunning())
				throw new CoreException(Status.error("A cluster named " + name
						+ " runs already. Attach to it, end it, or give this one another name."));
		} catch (IOException e) {
			throw new CoreException(Status.error("The folder " + folder.path() + " cannot be read: " + e.getMessage() + ".", e));
		}
	}

	private Process start() throws CoreException {
		ProcessBuilder builder = new ProcessBuilder(command());
		builder.environment().putAll(environment);
		builder.directory(directory.toFile());
		builder.redirectErrorStream(true).redirectOutput(log.toFile());
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			return process;
		} catch (IOException e) {
			throw new CoreException(Status.error("The controller could not be started: " + e.getMessage() + ".", e));
		}
	}

	private List<String> command() throws CoreException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"--enable-native-access=ALL-UNNAMED", "-cp", ControllerClasspath.find(), MAIN));
		command.addAll(List.of("--name", name));
		if (debugged)
			command.add("--wait");
		command.addAll(arguments);
		return command;
	}

	private ClusterSession attach(Process controller, SubMonitor progress) throws CoreException, InterruptedException {
		progress.subTask("Waiting for the controller of " + name);
		while (true) {
			progress.setWorkRemaining(20).split(1);
			checkEnd();
			if (!controller.isAlive())
				throw failed(controller);
			if (Files.exists(folder.socket())) {
				ClusterSession session = tryAttach();
				if (session != null)
					return session;
			}
			Thread.sleep(POLL_MILLISECONDS);
		}
	}

	/** Null while the socket is there but the controller does not listen yet, or is one that died. */
	private ClusterSession tryAttach() {
		try {
			return ClusterSession.open(folder.socket());
		} catch (IOException e) {
			return null;
		}
	}

	private void awaitNodes(ClusterSession session, SubMonitor progress) throws CoreException, InterruptedException {
		while (session.isOpen()) {
			ClusterStatus status = session.status();
			if (!"starting".equals(status.phase()))
				return;
			long up = status.nodes().stream().filter(node -> "UP".equals(node.state())).count();
			progress.setWorkRemaining(100).split(1);
			progress.subTask(name + ": " + up + " of " + status.nodes().size() + " nodes are UP");
			checkEnd();
			Thread.sleep(POLL_MILLISECONDS);
		}
		throw new CoreException(Status.error("The cluster " + name + " ended while it started. " + logEnd()));
	}

	private void checkEnd() {
		if (endRequested.getAsBoolean())
			throw new OperationCanceledException();
	}

	private CoreException failed(Process controller) {
		return new CoreException(Status.error("The controller of " + name + " ended with exit status " + controller.exitValue()
				+ ". " + logEnd()));
	}

	private String logEnd() {
		try {
			List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
			List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
			return last.isEmpty() ? "It wrote nothing." : String.join(System.lineSeparator(), last);
		} catch (IOException e) {
			return "Its log " + log + " cannot be read: " + e.getMessage();
		}
	}

	/** Kindly first: the controller ends its nodes when it is told to. */
	private static void end(Process controller, ClusterSession session) {
		if (session != null && session.isOpen())
			session.terminate();
		else
			controller.destroy();
		try {
			if (!controller.waitFor(END_SECONDS, TimeUnit.SECONDS))
				controller.destroyForcibly();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			controller.destroyForcibly();
		}
		if (session != null)
			session.close();
	}
}
