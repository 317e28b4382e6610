package org.ssiworkbench.app.welcome;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.intro.IIntroManager;
import org.eclipse.ui.part.IntroPart;

/**
 * What the product is in one sentence, and links to the first steps. Taking a step closes the page, which <em>Help >
 * Welcome</em> opens again. UI thread only.
 */
public final class WelcomePage extends IntroPart {
	/** Of the text, in pixels: longer lines are hard to read. */
	private static final int WIDTH = 640;
	private static final int MARGIN = 24;
	private static final int INDENT = 10;
	private static final int GAP = 12;

	private LocalResourceManager resources;
	private ScrolledComposite scrolled;
	private Composite page;

	@Override
	public void createPartControl(Composite parent) {
		scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
		scrolled.setExpandHorizontal(true);
		scrolled.setExpandVertical(true);
		resources = new LocalResourceManager(JFaceResources.getResources(), scrolled);
		page = new Composite(scrolled, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).margins(MARGIN, MARGIN).spacing(INDENT, 2).applyTo(page);
		head();
		for (FirstStep step : FirstStep.values())
			row(step);
		scrolled.setContent(page);
		scrolled.addListener(SWT.Resize, event -> scrolled.setMinHeight(page.computeSize(scrolled.getClientArea().width, SWT.DEFAULT).y));
	}

	private void head() {
		image(ResourceLocator.imageDescriptorFromBundle("org.ssiworkbench.app", "icons/window64.svg").orElseThrow());
		Label title = new Label(page, SWT.NONE);
		title.setText("SSI Workbench");
		title.setFont(larger(title.getFont(), 2));
		title.setLayoutData(GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).indent(0, GAP).create());
		text("It boots single-system-image clusters on this computer, on real kernels or on a simulator, shows what their nodes say"
				+ " to each other and where their processes run, and lets you stop, step, crash and replay them.");
	}

	private void row(FirstStep step) {
		image(step.icon());
		Link link = new Link(page, SWT.NONE);
		link.setText("<a>" + step.label() + "</a>");
		link.setFont(larger(link.getFont(), 1.2));
		link.setLayoutData(GridDataFactory.fillDefaults().indent(0, GAP).create());
		link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> take(step)));
		text(step.description());
	}

	private void image(ImageDescriptor image) {
		Label label = new Label(page, SWT.NONE);
		label.setImage(resources.create(image));
		label.setLayoutData(GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.CENTER).indent(0, GAP).create());
	}

	/** A paragraph below what is beside an image. */
	private void text(String sentence) {
		new Label(page, SWT.NONE);
		Label label = new Label(page, SWT.WRAP);
		label.setText(sentence);
		label.setLayoutData(GridDataFactory.fillDefaults().hint(WIDTH, SWT.DEFAULT).create());
	}

	private Font larger(Font font, double factor) {
		return resources.create(FontDescriptor.createFrom(font).setHeight((int) Math.round(font.getFontData()[0].getHeight() * factor)));
	}

	private void take(FirstStep step) {
		IWorkbenchWindow window = getIntroSite().getWorkbenchWindow();
		close();
		step.take(window);
	}

	/** Closes the page if it is open. */
	public static void close() {
		IIntroManager manager = PlatformUI.getWorkbench().getIntroManager();
		manager.closeIntro(manager.getIntro());
	}

	@Override
	public void standbyStateChanged(boolean standby) {
		// it scrolls when there is little room
	}

	@Override
	public void setFocus() {
		page.setFocus();
	}
}
