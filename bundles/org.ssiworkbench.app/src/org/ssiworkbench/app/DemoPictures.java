package org.ssiworkbench.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.ssiworkbench.app.welcome.WelcomePage;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.cluster.ClusterView;
import org.ssiworkbench.views.messages.MessagesView;

/**
 * Takes pictures of the workbench attached to a cluster and ends it: with {@code -Dssi.demo.pictures=FOLDER
 * -Dssi.demo.attach=SOCKET}. Exit status 1 and a line on standard error when that fails.
 */
public final class DemoPictures implements IStartup {
	private static final int TIMEOUT_MILLISECONDS = 60_000;
	private static final int SETTLE_MILLISECONDS = 1_500;
	private static final int POLL_MILLISECONDS = 100;

	private final Display display = PlatformUI.getWorkbench().getDisplay();

	@Override
	public void earlyStartup() {
		String folder = System.getProperty("ssi.demo.pictures");
		String socket = System.getProperty("ssi.demo.attach");
		if (folder != null && socket != null)
			new Thread(() -> run(Path.of(folder), Path.of(socket)), "demo pictures").start();
	}

	private void run(Path folder, Path socket) {
		try {
			take(folder, socket);
			display.asyncExec(() -> PlatformUI.getWorkbench().close());
		} catch (Exception e) {
			ILog.of(DemoPictures.class).error("The pictures could not be taken.", e);
			System.err.println("The pictures of the workbench could not be taken: " + e.getMessage());
			System.exit(1);
		}
	}

	private void take(Path folder, Path socket) throws Exception {
		Files.createDirectories(folder);
		IWorkbenchPage page = onDisplay(this::openPerspective);
		AttachLaunch.bySocket(socket, new NullProgressMonitor());
		ClusterView cluster = onDisplay(() -> (ClusterView) page.showView(Ids.CLUSTER_VIEW));
		MessagesView messages = onDisplay(() -> (MessagesView) page.showView(Ids.MESSAGES_VIEW));
		await("the cluster's nodes", () -> cluster.table().getItemCount() > 0);
		await("trace events", () -> messages.found() > 0);
		onDisplay(() -> {
			cluster.selectLast();
			return null;
		});
		picture(page, Ids.CLUSTER_VIEW, folder.resolve("cluster-view.png"));
		picture(page, Ids.MESSAGES_VIEW, folder.resolve("messages.png"));
		picture(page, Ids.MEMBERSHIP_VIEW, folder.resolve("membership.png"));
	}

	private IWorkbenchPage openPerspective() throws Exception {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getWorkbenchWindows()[0];
		window.getShell().setBounds(display.getPrimaryMonitor().getClientArea());
		window.getShell().forceActive();
		WelcomePage.close();
		PlatformUI.getWorkbench().showPerspective(Ids.PERSPECTIVE, window);
		return window.getActivePage();
	}

	private void picture(IWorkbenchPage page, String view, Path file) throws Exception {
		Shell shell = onDisplay(() -> {
			page.showView(view);
			return page.getWorkbenchWindow().getShell();
		});
		Thread.sleep(SETTLE_MILLISECONDS);
		onDisplay(() -> {
			Screenshot.of(shell, file);
			return null;
		});
		if (Files.size(file) == 0)
			throw new IOException(file + " is empty");
	}

	private void await(String what, BooleanSupplier condition) throws Exception {
		long end = System.nanoTime() + TIMEOUT_MILLISECONDS * 1_000_000L;
		while (!onDisplay(condition::getAsBoolean)) {
			if (System.nanoTime() > end)
				throw new IOException("the workbench did not show " + what + " within " + TIMEOUT_MILLISECONDS / 1000 + " seconds");
			Thread.sleep(POLL_MILLISECONDS);
		}
	}

	private <T> T onDisplay(Callable<T> task) throws Exception {
		AtomicReference<T> result = new AtomicReference<>();
		AtomicReference<Exception> fault = new AtomicReference<>();
		display.syncExec(() -> {
			try {
				result.set(task.call());
			} catch (Exception e) {
				fault.set(e);
			}
		});
		if (fault.get() != null)
			throw fault.get();
		return result.get();
	}
}
