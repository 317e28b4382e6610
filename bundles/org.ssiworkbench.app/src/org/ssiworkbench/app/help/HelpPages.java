package org.ssiworkbench.app.help;

import org.eclipse.core.runtime.ILog;
import org.eclipse.help.IContext;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.help.AbstractHelpUI;

/** Help by key and menu, in a view of its own: the product has no web server and no browser for it. UI thread only. */
public final class HelpPages extends AbstractHelpUI {

	@Override
	public void displayHelp() {
		open().showContents();
	}

	@Override
	public void displayDynamicHelp() {
		displayHelp();
	}

	@Override
	public void displaySearch() {
		displayHelp();
	}

	@Override
	public void displayContext(IContext context, int x, int y) {
		open().showContext(context);
	}

	@Override
	public void displayHelpResource(String href) {
		open().showPage(href);
	}

	@Override
	public boolean isContextHelpDisplayed() {
		return false;
	}

	private static HelpView open() {
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		try {
			return (HelpView) page.showView(HelpView.ID);
		} catch (PartInitException e) {
			ILog.of(HelpPages.class).log(e.getStatus());
			throw new IllegalStateException("The Help view cannot be opened: " + e.getMessage(), e);
		}
	}
}
