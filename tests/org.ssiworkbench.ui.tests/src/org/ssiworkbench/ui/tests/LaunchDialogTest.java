package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.ui.launch.ClusterShortcut;
import org.ssiworkbench.debug.ui.launch.ReplayShortcut;

/** The launch dialog on good and bad models, and the launch shortcut's configurations. */
class LaunchDialogTest {
	private static final Duration LIMIT = Duration.ofSeconds(30);
	private static final String TWINS = """
			<?xml version="1.0" encoding="UTF-8"?>
			<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:ssi="http://www.ssiworkbench.org/cluster/1"
			    id="cluster" name="twins">
			  <nodes id="a" number="1" name="a" initNode="true" kernel="k"/>
			  <nodes id="b" number="1" name="b" kernel="k"/>
			  <kernels id="k"/>
			  <interconnects id="lan"/>
			</ssi:Cluster>
			""";

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
	}

	@AfterEach
	void close() throws Exception {
		Shell dialog = Ui.on(LaunchDialogTest::dialog);
		if (dialog != null)
			Ui.on(() -> {
				dialog.close();
				return null;
			});
		Launches.endAll();
	}

	@Test
	void tellsWhatIsWrongWithAModel() throws Exception {
		ILaunchConfiguration configuration = ClusterShortcut.configuration(Launches.model("twins", TWINS));
		openDialog(configuration);
		Ui.await("the dialog names line and fault", LIMIT, () -> message().contains("Line 5") && message().contains("number"));
		Ui.screenshot(Ui.on(LaunchDialogTest::dialog), "dialog-error");
		configuration.delete();
	}

	@Test
	void launchingABadModelNamesFileAndLine() throws Exception {
		IFile model = Launches.model("twins", TWINS);
		CoreException refused = assertThrows(CoreException.class,
				() -> Launches.start(Launches.configuration(model, "ui-bad", "simulator")));
		String message = refused.getStatus().getMessage();
		assertTrue(message.contains("twins.ssicluster") && message.contains("Line 5: Node b"), message);
	}

	@Test
	void hasATabForEachSubject() throws Exception {
		ILaunchConfiguration configuration = ClusterShortcut.configuration(Launches.threeNodes());
		openDialog(configuration);
		Ui.await("the tabs", LIMIT, () -> tabs() != null && tabs().getItemCount() >= 5);
		assertEquals(List.of("Cluster and Host", "Nodes", "Trace", "Environment", "Common"),
				Ui.on(() -> Arrays.stream(tabs().getItems()).map(CTabItem::getText).toList()));
		for (int tab = 0; tab < 3; tab++) {
			int chosen = tab;
			Ui.on(() -> {
				tabs().setSelection(chosen);
				tabs().notifyListeners(SWT.Selection, new Event());
				return null;
			});
			Ui.screenshot(Ui.on(LaunchDialogTest::dialog), "dialog-tab-" + (tab + 1));
		}
		configuration.delete();
	}

	@Test
	void nodesGetOtherMemoryForALaunch() throws Exception {
		ILaunchConfiguration configuration = ClusterShortcut.configuration(Launches.threeNodes());
		ILaunchConfigurationWorkingCopy copy = configuration.getWorkingCopy();
		copy.setAttribute(LaunchAttributes.MEMORY, Map.of("3", "96M"));
		openDialog(copy.doSave());
		Ui.on(() -> {
			tabs().setSelection(1);
			tabs().notifyListeners(SWT.Selection, new Event());
			return null;
		});
		Ui.await("what was kept", LIMIT, () -> nodes().getItemCount() == 3 && nodes().getItem(2).getText(3).equals("96M"));
		typeMemory(1, "12M");
		Ui.await("the dialog tells the range", LIMIT, () -> message().contains("memory 12M is out of range"));
		Ui.screenshot(Ui.on(LaunchDialogTest::dialog), "dialog-memory");
		typeMemory(1, "twelve");
		Ui.await("the dialog tells what to write", LIMIT, () -> message().contains("node 2: 'twelve' is not a size"));
		typeMemory(1, "128M");
		Ui.await("it is possible", LIMIT, () -> message().isEmpty());
		assertEquals("128M", Ui.on(() -> nodes().getItem(1).getText(3)));
		configuration.delete();
	}

	private static Table nodes() {
		return Ui.controls(dialog(), Table.class).stream().filter(Control::isVisible).findFirst().orElseThrow();
	}

	private static void typeMemory(int row, String text) throws Exception {
		Ui.on(() -> {
			nodes().setSelection(row);
			nodes().notifyListeners(SWT.Selection, new Event());
			Ui.texts(dialog()).stream().filter(field -> field.getMessage().equals("what the model says"))
					.findFirst().orElseThrow().setText(text);
			return null;
		});
	}

	@Test
	void aKernelThatIsNoNodeIsChosenByItsConsole() throws Exception {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy made = manager.getLaunchConfigurationType(LaunchAttributes.ATTACH_TYPE).newInstance(null, "a kernel");
		ILaunchConfiguration configuration = made.doSave();
		openDialog(configuration);
		Ui.await("that nothing is chosen is said", LIMIT, () -> message().contains("Choose"));
		Ui.on(() -> {
			Ui.texts(dialog()).stream().filter(text -> text.getMessage().contains("no node")).findFirst().orElseThrow()
					.setText("/tmp/kernel/mconsole");
			return null;
		});
		Ui.await("it is enough", LIMIT, () -> message().isEmpty());
		Ui.screenshot(Ui.on(LaunchDialogTest::dialog), "dialog-attach-kernel");
		configuration.delete();
	}

	@Test
	void theShortcutMakesOneConfigurationForAModel() throws Exception {
		IFile model = Launches.threeNodes();
		ILaunchConfiguration first = ClusterShortcut.configuration(model);
		assertEquals(first, ClusterShortcut.configuration(model));
		assertEquals(model.getFullPath().toString(), first.getAttribute(LaunchAttributes.MODEL, ""));
		assertEquals(List.of(model), Arrays.asList(first.getMappedResources()));
		first.delete();
	}

	@Test
	void aTraceHasAConfigurationToo() throws Exception {
		IFolder trace = Launches.threeNodes().getProject().getFolder("recorded");
		if (!trace.exists())
			trace.create(true, true, null);
		ILaunchConfiguration configuration = ReplayShortcut.configuration(trace);
		assertEquals(configuration, ReplayShortcut.configuration(trace));
		openDialog(configuration);
		Ui.await("the dialog says that this is no trace", LIMIT, () -> message().contains("has no file metadata"));
		Ui.screenshot(Ui.on(LaunchDialogTest::dialog), "dialog-replay");
		configuration.delete();
	}

	private static void openDialog(ILaunchConfiguration configuration) throws Exception {
		Ui.display().asyncExec(() -> DebugUITools.openLaunchConfigurationDialogOnGroup(Ui.window().getShell(),
				new StructuredSelection(configuration), IDebugUIConstants.ID_DEBUG_LAUNCH_GROUP));
		Ui.await("the dialog", LIMIT, () -> dialog() != null && tabs() != null);
	}

	private static Shell dialog() {
		return Arrays.stream(Ui.display().getShells()).filter(shell -> shell.getData() instanceof TitleAreaDialog).findFirst()
				.orElse(null);
	}

	/** Everything that is written in the dialog's head. */
	private static String message() {
		TitleAreaDialog dialog = (TitleAreaDialog) dialog().getData();
		return Objects.toString(dialog.getErrorMessage(), "");
	}

	private static CTabFolder tabs() {
		return dialog() == null ? null : find(dialog());
	}

	private static CTabFolder find(Composite parent) {
		List<Control> children = new ArrayList<>(List.of(parent.getChildren()));
		for (Control child : children) {
			if (child instanceof CTabFolder folder && folder.isVisible())
				return folder;
			CTabFolder below = child instanceof Composite composite ? find(composite) : null;
			if (below != null)
				return below;
		}
		return null;
	}
}
