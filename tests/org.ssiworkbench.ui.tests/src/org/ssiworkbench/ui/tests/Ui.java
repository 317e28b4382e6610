package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.ssiworkbench.app.Screenshot;
import org.ssiworkbench.app.welcome.WelcomePage;
import org.ssiworkbench.views.Ids;

/** Acting on the workbench from a test. */
final class Ui {
	private static final long POLL_MILLISECONDS = 50;
	private static final long PAINT_MILLISECONDS = 400;

	private Ui() {
	}

	static Display display() {
		return PlatformUI.getWorkbench().getDisplay();
	}

	/** Runs on the UI thread and brings back the result or the failure. */
	static <T> T on(Callable<T> task) throws Exception {
		AtomicReference<T> result = new AtomicReference<>();
		AtomicReference<Throwable> fault = new AtomicReference<>();
		display().syncExec(() -> {
			try {
				result.set(task.call());
			} catch (Exception | AssertionError e) {
				fault.set(e);
			}
		});
		if (fault.get() instanceof Error error)
			throw error;
		if (fault.get() instanceof Exception exception)
			throw exception;
		return result.get();
	}

	/** Waits until something is true on the UI thread; {@code what} is part of the failure. */
	static void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + limit.toNanos();
		while (!on(condition)) {
			if (System.nanoTime() > end) {
				screenshot("failure");
				fail("not within " + limit.toSeconds() + " s: " + what + on(Ui::dialogs));
			}
			Thread.sleep(POLL_MILLISECONDS);
		}
	}

	/** What is written in the dialogs that are open: mostly why something did not happen. */
	private static String dialogs() {
		return Arrays.stream(display().getShells()).filter(shell -> shell.isVisible() && shell != window().getShell())
				.map(shell -> "; dialog " + shell.getText() + ": "
						+ controls(shell, Label.class).stream().map(Label::getText).filter(text -> !text.isBlank()).collect(Collectors.joining(" ")))
				.collect(Collectors.joining());
	}

	static IWorkbenchWindow window() {
		return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
	}

	static IWorkbenchPage page() {
		return window().getActivePage();
	}

	static void openPerspective() throws Exception {
		on(() -> {
			WelcomePage.close();
			window().getShell().setBounds(display().getPrimaryMonitor().getClientArea());
			PlatformUI.getWorkbench().showPerspective(Ids.PERSPECTIVE, window());
			return null;
		});
	}

	static <T extends IViewPart> T show(String view, Class<T> type) throws Exception {
		return on(() -> type.cast(page().showView(view)));
	}

	static void execute(String command) throws Exception {
		on(() -> window().getService(IHandlerService.class).executeCommand(command, null));
	}

	static String cell(Table table, int row, int column) {
		return row < table.getItemCount() ? table.getItem(row).getText(column) : "";
	}

	/** The column with a heading. */
	static int column(Table table, String heading) {
		for (int i = 0; i < table.getColumnCount(); i++)
			if (table.getColumn(i).getText().equals(heading))
				return i;
		throw new AssertionError("no column " + heading);
	}

	/** The text fields in an area, at any depth. */
	static List<Text> texts(Composite area) {
		return controls(area, Text.class);
	}

	/** The controls of a class in an area, at any depth. */
	static <T extends Control> List<T> controls(Composite area, Class<T> type) {
		List<T> found = new ArrayList<>();
		for (Control child : area.getChildren()) {
			if (type.isInstance(child))
				found.add(type.cast(child));
			else if (child instanceof Composite below)
				found.addAll(controls(below, type));
		}
		return found;
	}

	/** Changes the workbench's theme. */
	static void theme(String name) throws Exception {
		on(() -> {
			PlatformUI.getWorkbench().getService(IThemeEngine.class).setTheme("org.eclipse.e4.ui.css.theme." + name, false);
			return null;
		});
	}

	/** Writes what the window shows, after it had time to paint. */
	static void screenshot(String name) throws Exception {
		screenshot(on(() -> window().getShell()), name);
	}

	static void screenshot(Shell shell, String name) throws Exception {
		Thread.sleep(PAINT_MILLISECONDS);
		Path folder = Path.of(System.getProperty("ssi.screenshots", System.getProperty("java.io.tmpdir")));
		Files.createDirectories(folder);
		on(() -> {
			Screenshot.of(shell, folder.resolve(name + ".png"));
			return null;
		});
	}
}
