package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessions;

/** Launches that attach to a kernel instead of a cluster: a node's, to be debugged, or any other by its management console. */
public final class KernelAttach {
	private KernelAttach() {
	}

	/** Attaches gdb to the kernel of a node, without a dialog and by a configuration that is not kept. */
	public static KernelLaunch debug(ClusterNode node, IProgressMonitor monitor) throws CoreException {
		ILaunchConfigurationWorkingCopy configuration = configuration("Kernel of node " + node.number());
		configuration.setAttribute(LaunchAttributes.SOCKET, node.session().socket().toString());
		configuration.setAttribute(LaunchAttributes.NODE, node.number());
		return (KernelLaunch) configuration.launch(ILaunchManager.DEBUG_MODE, monitor);
	}

	/** Shows the kernel that has this management console. */
	public static KernelLaunch show(Path console, IProgressMonitor monitor) throws CoreException {
		ILaunchConfigurationWorkingCopy configuration = configuration("UML kernel");
		configuration.setAttribute(LaunchAttributes.CONSOLE, console.toString());
		return (KernelLaunch) configuration.launch(ILaunchManager.DEBUG_MODE, monitor);
	}

	private static ILaunchConfigurationWorkingCopy configuration(String name) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		return manager.getLaunchConfigurationType(LaunchAttributes.ATTACH_TYPE).newInstance(null,
				manager.generateLaunchConfigurationName(name));
	}

	/** Whether a configuration of the attach type is for a kernel. */
	public static boolean isKernel(ILaunchConfiguration configuration) throws CoreException {
		return !configuration.getAttribute(LaunchAttributes.CONSOLE, "").isBlank()
				|| configuration.getAttribute(LaunchAttributes.NODE, 0) > 0;
	}

	/** Does what such a configuration says. */
	public static void run(ILaunchConfiguration configuration, KernelLaunch launch, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, "Attaching to a kernel", 2);
		String console = configuration.getAttribute(LaunchAttributes.CONSOLE, "").strip();
		if (!console.isEmpty()) {
			launch.show(kernel(Path.of(console), configuration.getAttribute(LaunchAttributes.PID, "").strip()));
			return;
		}
		Path socket = Path.of(configuration.getAttribute(LaunchAttributes.SOCKET, ""));
		ClusterNode node = new ClusterNode(session(socket), configuration.getAttribute(LaunchAttributes.NODE, 0));
		RunningKernel kernel = kernel(node);
		progress.worked(1);
		progress.subTask("Attaching gdb to process " + kernel.pid());
		launch.debug(kernel, settings(node));
	}

	private static RunningKernel kernel(Path console, String pid) throws CoreException {
		try {
			return pid.isEmpty() ? RunningKernel.at(console) : new RunningKernel(console, Long.parseLong(pid));
		} catch (IOException e) {
			throw new CoreException(Status.error(e.getMessage() + ".", e));
		} catch (NumberFormatException e) {
			throw new CoreException(Status.error("'" + pid + "' is no process id.", e));
		}
	}

	private static RunningKernel kernel(ClusterNode node) throws CoreException {
		if (!"uml".equals(node.session().info().host()))
			throw new CoreException(Status.error("A simulated node has no kernel. Start the cluster on UML."));
		try {
			return RunningKernel.ofNode(new RuntimeFolder(node.session().socket().getParent()), node.number());
		} catch (IOException e) {
			throw new CoreException(Status.error(e.getMessage() + ".", e));
		}
	}

	private static ClusterSession session(Path socket) throws CoreException {
		Optional<ClusterSession> open = ClusterSessions.open().stream().filter(session -> session.socket().equals(socket)).findFirst();
		return open.orElseThrow(() -> new CoreException(Status.error("The cluster of " + socket.getParent().getFileName()
				+ " is not attached. Attach to it, then debug the kernel of its node.")));
	}

	/** What the model says of the node's kernel; without the model a stripped kernel can still be debugged. */
	private static KernelSettings settings(ClusterNode node) {
		ClusterFile model = ClusterFile.load(Path.of(node.session().info().model()));
		Optional<Kernel> kernel = model.cluster() == null ? Optional.empty()
				: model.cluster().getNodes().stream().filter(one -> one.getNumber() == node.number() && one.getKernel() != null)
						.map(Node::getKernel).findFirst();
		return new KernelSettings("node " + node.number() + " of " + node.session().info().name(),
				kernel.map(one -> path(model, one.getSymbols())).orElse(null), kernel.map(one -> path(model, one.getSource())).orElse(null),
				OtherNodes.of(node));
	}

	private static Path path(ClusterFile model, String text) {
		return text == null || text.isBlank() ? null : model.resolve(text);
	}
}
