package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.sourcelookup.ISourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.debug.gdb.KernelAttach;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;
import org.ssiworkbench.debug.gdb.KernelFrame;
import org.ssiworkbench.debug.gdb.KernelLaunch;
import org.ssiworkbench.debug.gdb.KernelTarget;
import org.ssiworkbench.debug.gdb.KernelVariable;
import org.ssiworkbench.debug.gdb.UmlTarget;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.session.ClusterNode;

/** Kernels as debug targets: of nodes, and of machines that nobody of ours started. */
@Timeout(180)
class KernelTargetTest {
	private static final long LIMIT_SECONDS = 60;
	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();

	@TempDir
	private Path folder;

	@AfterEach
	void endAll() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(KernelTarget.MODEL), true);
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		for (ILaunch launch : manager.getLaunches()) {
			if (launch instanceof KernelLaunch kernel)
				kernel.disconnect();
			else if (launch.canTerminate())
				launch.terminate();
			manager.removeLaunch(launch);
		}
	}

	@Test
	void theKernelOfANodeStandsAtABreakpointAndTheOthersWithIt() throws Exception {
		ClusterLaunch cluster = start();
		awaitAllUp(cluster);
		KernelBreakpoint symlink = KernelBreakpoint.atFunction("vfs_symlink", "");
		KernelTarget kernel = KernelAttach.debug(new ClusterNode(cluster.session(), 2), new NullProgressMonitor()).kernel();
		assertFalse(kernel.isSuspended(), "it runs on after attaching");

		cluster.session().type(2, "ln -s nothing /run/made && echo made $((6*7))\n");
		await(kernel::isSuspended);
		assertEquals(List.of(symlink), List.of(kernel.thread().getBreakpoints()));
		List<String> names = names(kernel);
		assertTrue(names.get(0).startsWith("vfs_symlink(") && names.stream().anyMatch(name -> name.startsWith("userspace(")), names.toString());
		await(() -> cluster.debug().state().suspended().containsAll(List.of(1, 3)));
		if (hasSource())
			looksAtSource(kernel);

		KernelBreakpoint absent = KernelBreakpoint.atFunction("vfs_symlnik", "");
		await(() -> absent.problem().contains("vfs_symlnik"));
		symlink.setEnabled(false);
		kernel.resume();
		awaitConsole(cluster, "made 42");
		await(() -> cluster.debug().state().suspended().isEmpty());
		awaitAllUp(cluster);
		kernel.disconnect();
		await(kernel::isTerminated);
		cluster.session().type(2, "rm /run/made && echo gone $((7*7))\n");
		awaitConsole(cluster, "gone 49");

		KernelTarget ended = KernelAttach.debug(new ClusterNode(cluster.session(), 3), new NullProgressMonitor()).kernel();
		cluster.session().crash(List.of(3)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
		await(ended::isTerminated);
		assertTrue(ended.getName().contains("The kernel has ended"), ended.getName());
		assertTrue(cluster.session().isOpen());
	}

	private static void looksAtSource(KernelTarget kernel) throws DebugException {
		IStackFrame frame = kernel.thread().getTopStackFrame();
		assertTrue(frame.getName().contains("namei.c:"), frame.getName());
		ISourceLookupDirector director = (ISourceLookupDirector) kernel.getLaunch().getSourceLocator();
		LocalFileStorage file = (LocalFileStorage) director.getSourceElement(frame);
		assertEquals("namei.c", file.getName());
		IVariable dentry = Arrays.stream(frame.getVariables()).filter(variable -> named(variable, "dentry")).findFirst().orElseThrow();
		assertEquals("struct dentry *", dentry.getReferenceTypeName());
		assertTrue(Arrays.stream(dentry.getValue().getVariables()).anyMatch(part -> named(part, "d_inode")));
		assertTrue(((KernelFrame) frame).info().line() > 0);
		assertTrue(kernel.thread().getName().contains(" ln)"), kernel.thread().getName());
		KernelVariable name = ((KernelFrame) frame).expression("(const char *) dentry->d_name.name");
		assertTrue(name.getValueString().contains("\"made\""), name.getValueString());
	}

	private static boolean named(IVariable variable, String name) {
		try {
			return variable.getName().equals(name);
		} catch (DebugException e) {
			return false;
		}
	}

	@Test
	void aForeignKernelIsShownStoppedAskedAndDebugged() throws Exception {
		try (ForeignKernel foreign = new ForeignKernel(folder)) {
			Files.writeString(Files.createDirectories(folder.resolve("ended")).resolve("pid"), "4194304");
			assertEquals(List.of(foreign.kernel()), RunningKernel.in(folder), "one that has ended is not listed");
			KernelLaunch launch = KernelAttach.show(foreign.kernel().console(), new NullProgressMonitor());
			UmlTarget target = (UmlTarget) launch.getDebugTargets()[0];
			assertTrue(target.getName().startsWith("foreign, process " + foreign.kernel().pid() + "  running  (Linux"), target.getName());
			target.suspend();
			assertTrue(target.isSuspended());
			target.resume();
			target.getProcess().getStreamsProxy().write("sysrq m\nproc uptime\n");
			await(() -> target.getProcess().getStreamsProxy().getOutputStreamMonitor().getContents().contains("sysrq: Show Memory"));
			KernelBreakpoint.atFunction("hrtimer_nanosleep", "");
			KernelTarget first = target.debug();
			await(first::isSuspended);
			assertTrue(names(first).get(0).startsWith("hrtimer_nanosleep("));
			first.getProcess().getStreamsProxy().write("info breakpoints\ndetach\n");
			await(first::isTerminated);
			assertTrue(first.getName().endsWith("gdb was detached; the kernel runs on."), first.getName());
			assertTrue(first.getProcess().getStreamsProxy().getOutputStreamMonitor().getContents().contains("hrtimer_nanosleep"));
			breakpoints.removeBreakpoints(breakpoints.getBreakpoints(KernelTarget.MODEL), true);
			KernelBreakpoint.atFunction("vfs_rmdir", ""); // never hit, so that the kernel runs with it
			KernelTarget kernel = target.debug();
			kernel.gdbProcess().destroyForcibly();
			await(kernel::isTerminated);
			assertTrue(kernel.getName().contains("gdb has ended by itself"), kernel.getName());
			assertFalse(target.isTerminated(), "the kernel lives, and so does the session");
			target.suspend();
			target.terminate();
			await(target::isTerminated);
		}
	}

	@Test
	void aKernelThatIsNotThereIsSaid() throws Exception {
		CoreException refused = assertThrows(CoreException.class,
				() -> KernelAttach.show(folder.resolve("none/mconsole"), new NullProgressMonitor()));
		assertTrue(refused.getMessage().contains("no kernel has its management console at"), refused.getMessage());
	}

	private static List<String> names(KernelTarget kernel) throws DebugException {
		return Stream.of(kernel.thread().getStackFrames()).map(frame -> ((KernelFrame) frame).getName()).toList();
	}

	private static boolean hasSource() {
		return Files.isDirectory(ForeignKernel.IMAGE.resolveSibling("source"));
	}

	private ClusterLaunch start() throws Exception {
		Path model = Files.copy(Path.of(System.getProperty("ssi.model")), folder.resolve("three.ssicluster"));
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy configuration = manager.getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE)
				.newInstance(null, manager.generateLaunchConfigurationName("kernel"));
		configuration.setAttribute(LaunchAttributes.MODEL, model.toString());
		configuration.setAttribute(LaunchAttributes.NAME, "kernel-tests");
		configuration.setAttribute(LaunchAttributes.HOST, "uml");
		return (ClusterLaunch) configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
	}

	private static void awaitConsole(ClusterLaunch cluster, String text) throws Exception {
		NodeTarget node = (NodeTarget) cluster.getDebugTargets()[1];
		await(() -> node.getProcess().console().getOutputStreamMonitor().getContents().contains(text));
	}

	private static void awaitAllUp(ClusterLaunch cluster) throws Exception {
		await(() -> cluster.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
	}

	private static void await(Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
		while (!condition.call()) {
			assertTrue(System.nanoTime() < end, "not within " + LIMIT_SECONDS + " s");
			Thread.sleep(20);
		}
	}
}
