package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.TextSelection;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.SimpleMarkerAnnotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;
import org.ssiworkbench.debug.gdb.KernelFrame;
import org.ssiworkbench.debug.gdb.KernelLaunch;
import org.ssiworkbench.debug.gdb.KernelStop;
import org.ssiworkbench.debug.gdb.KernelTarget;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.ui.gdb.KernelPlace;
import org.ssiworkbench.debug.ui.gdb.SourceBreakpoints;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.cluster.ClusterView;

/** The kernel of a node under gdb, in the platform's views; with a kernel whose source lies beside it also that. */
class KernelDebugTest {
	private static final Duration LIMIT = Duration.ofSeconds(90);
	private static final String DEBUG_KERNEL = "org.ssiworkbench.debug.ui.command.debugKernel";
	private static final boolean HAS_SOURCE = Files.isDirectory(Path.of(System.getProperty("ssi.kernel")).resolveSibling("source"));

	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		Ui.show(IDebugUIConstants.ID_BREAKPOINT_VIEW, IViewPart.class);
		Ui.show(IDebugUIConstants.ID_VARIABLE_VIEW, IViewPart.class);
	}

	@AfterEach
	void end() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(KernelTarget.MODEL), true);
		KernelLaunch kernel = kernelLaunch();
		if (kernel != null)
			kernel.disconnect();
		Launches.endAll();
		Ui.on(() -> Ui.page().closeAllEditors(false));
	}

	@Test
	void aBreakpointInAKernelFunctionIsHit() throws Exception {
		ClusterLaunch cluster = start();
		debugKernel(cluster);
		KernelBreakpoint mkdir = KernelPlace.parse("vfs_mkdir").set();
		KernelBreakpoint absent = KernelPlace.parse("vfs_mkdri").set();
		Ui.await("what is wrong is said", LIMIT, () -> absent.label().contains("not set: Function \"vfs_mkdri\" not defined"));
		cluster.session().type(1, "mkdir /run/made\n");
		Ui.await("stopped in vfs_mkdir", LIMIT, () -> selectedFrame().startsWith("vfs_mkdir("));
		if (HAS_SOURCE)
			looksAtSource();
		Ui.show(IDebugUIConstants.ID_BREAKPOINT_VIEW, IViewPart.class);
		Ui.show(IDebugUIConstants.ID_DEBUG_VIEW, IViewPart.class);
		Ui.screenshot("kernel-breakpoint");
		Ui.await("the other node stands too", LIMIT, () -> cluster.debug().isSuspended(2));

		mkdir.setEnabled(false);
		steps();
		DebugCommands.run(DebugCommands.RESUME);
		Ui.await("all go on", LIMIT, () -> cluster.debug().state().suspended().isEmpty() && !kernel().isSuspended());
		DebugCommands.run(DebugCommands.SUSPEND);
		Ui.await("all stand", LIMIT, () -> cluster.debug().isSuspended(2) && !selectedFrame().isEmpty());
		DebugCommands.run(DebugCommands.RESUME);
		Ui.await("all go on again", LIMIT, () -> cluster.debug().state().suspended().isEmpty() && !kernel().isSuspended());
		kernel().gdbProcess().destroyForcibly();
		Ui.await("the end of gdb is said", LIMIT,
				() -> texts(IDebugUIConstants.ID_DEBUG_VIEW).stream().anyMatch(text -> text.contains("gdb has ended by itself")));
		Ui.screenshot("kernel-gdb-died");
		assertTrue(cluster.session().isOpen());
	}

	/** By lines with a kernel that knows them, else by instructions. */
	private static void steps() throws Exception {
		String caller = kernel().thread().getStackFrames()[1].getName();
		step(DebugCommands.STEP_OVER);
		step(DebugCommands.STEP_INTO);
		while (!Ui.on(KernelDebugTest::selectedFrame).startsWith("vfs_mkdir("))
			step(DebugCommands.STEP_RETURN);
		step(DebugCommands.STEP_RETURN);
		String function = caller.substring(0, caller.indexOf('('));
		Ui.await("at the caller, " + caller, LIMIT, () -> selectedFrame().startsWith(function + '('));
	}

	private static void step(String command) throws Exception {
		KernelStop before = kernel().stop();
		DebugCommands.run(command);
		Ui.await(command + " is done", LIMIT, () -> kernel().stop() != null && kernel().stop() != before);
		IStackFrame top = kernel().thread().getTopStackFrame();
		Ui.await("the frame is selected", LIMIT, () -> DebugUITools.getDebugContext() == top);
	}

	private void looksAtSource() throws Exception {
		Ui.await("the source is shown", LIMIT, () -> Ui.page().getActiveEditor() instanceof ITextEditor editor
				&& editor.getTitle().equals("namei.c"));
		Ui.await("the arguments are shown", LIMIT, () -> texts(IDebugUIConstants.ID_VARIABLE_VIEW).contains("dentry"));
		ITextEditor editor = (ITextEditor) Ui.on(() -> Ui.page().getActiveEditor());
		int line = ((KernelFrame) DebugUITools.getDebugContext()).info().line() + 2;
		toggle(editor, line);
		Ui.await("the ruler shows the breakpoint", LIMIT, () -> hasAnnotation(editor));
		Ui.screenshot("kernel-source");
		toggle(editor, line);
		Ui.await("it is gone", LIMIT, () -> !hasAnnotation(editor));
		int before = ((KernelFrame) DebugUITools.getDebugContext()).info().line();
		DebugCommands.run(DebugCommands.STEP_OVER);
		Ui.await("the next line", LIMIT, () -> DebugUITools.getDebugContext() instanceof KernelFrame frame && frame.info().line() > before);
	}

	private static void toggle(ITextEditor editor, int line) throws Exception {
		Ui.on(() -> {
			IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
			SourceBreakpoints toggle = new SourceBreakpoints();
			TextSelection selection = new TextSelection(document, document.getLineOffset(line - 1), 0);
			assertTrue(toggle.canToggleLineBreakpoints(editor, selection));
			toggle.toggleLineBreakpoints(editor, selection);
			return null;
		});
	}

	private static boolean hasAnnotation(IEditorPart editor) {
		IAnnotationModel model = ((ITextEditor) editor).getDocumentProvider().getAnnotationModel(editor.getEditorInput());
		var annotations = model.getAnnotationIterator();
		while (annotations.hasNext())
			if (annotations.next() instanceof SimpleMarkerAnnotation)
				return true;
		return false;
	}

	private static ClusterLaunch start() throws Exception {
		var configuration = Launches.configuration(Launches.threeNodes(), "ui-kernel", "uml");
		configuration.setAttribute(LaunchAttributes.NODES, List.of("1", "2"));
		ClusterLaunch cluster = Launches.start(configuration);
		Ui.await("two nodes are UP", LIMIT,
				() -> cluster.session().status().nodes().stream().filter(node -> node.state().equals("UP")).count() == 2);
		return cluster;
	}

	private static void debugKernel(ClusterLaunch cluster) throws Exception {
		ClusterView view = Ui.show(Ids.CLUSTER_VIEW, ClusterView.class);
		Ui.on(() -> {
			Ui.page().activate(view);
			view.select(List.of(new ClusterNode(cluster.session(), 1)));
			return null;
		});
		Ui.execute(DEBUG_KERNEL);
		Ui.await("gdb is attached", LIMIT, () -> kernelLaunch() != null && kernel() != null);
	}

	private static KernelLaunch kernelLaunch() {
		return (KernelLaunch) Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getLaunches())
				.filter(KernelLaunch.class::isInstance).findFirst().orElse(null);
	}

	private static KernelTarget kernel() {
		return kernelLaunch().kernel();
	}

	private static String selectedFrame() {
		return DebugUITools.getDebugContext() instanceof KernelFrame frame ? frame.getName() : "";
	}

	private static List<String> texts(String view) {
		Tree tree = (Tree) ((IDebugView) Ui.page().findView(view)).getViewer().getControl();
		return Arrays.stream(tree.getItems()).flatMap(item -> Stream.concat(Stream.of(item),
				Arrays.stream(item.getItems()))).map(TreeItem::getText).toList();
	}
}
