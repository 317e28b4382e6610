package org.ssiworkbench.app.help;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.help.HelpSystem;
import org.eclipse.help.IContext;
import org.eclipse.help.IHelpResource;
import org.eclipse.help.IToc;
import org.eclipse.help.ITopic;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.forms.HyperlinkSettings;
import org.eclipse.ui.forms.events.HyperlinkAdapter;
import org.eclipse.ui.forms.events.HyperlinkEvent;
import org.eclipse.ui.forms.widgets.FormText;
import org.eclipse.ui.forms.widgets.ScrolledFormText;
import org.eclipse.ui.part.ViewPart;
import org.osgi.framework.Bundle;

/** Shows the help pages: the table of contents, what belongs to a view, a page. UI thread only. */
public final class HelpView extends ViewPart {
	/** Its id. */
	public static final String ID = "org.ssiworkbench.app.help";
	private static final String CONTENTS = "contents";
	private static final Pattern PAGE = Pattern.compile("/([\\w.]+)/([\\w./-]+)");

	private ScrolledFormText text;
	private FormText form;

	@Override
	public void createPartControl(Composite parent) {
		text = new ScrolledFormText(parent, SWT.V_SCROLL, false);
		form = new FormText(text, SWT.WRAP);
		form.setHyperlinkSettings(new HyperlinkSettings(parent.getDisplay()));
		form.marginWidth = 10;
		form.marginHeight = 8;
		form.addHyperlinkListener(new HyperlinkAdapter() {
			@Override
			public void linkActivated(HyperlinkEvent event) {
				follow(String.valueOf(event.getHref()));
			}
		});
		text.setFormText(form);
		showContents();
	}

	private void follow(String href) {
		if (href.equals(CONTENTS))
			showContents();
		else
			showPage(href);
	}

	/** Shows all pages there are. */
	void showContents() {
		StringBuilder links = new StringBuilder();
		for (IToc toc : HelpSystem.getTocs()) {
			links.append("<p><b>").append(HelpText.escaped(toc.getLabel())).append("</b></p>");
			for (ITopic topic : toc.getTopics())
				links.append(HelpText.link(topic.getHref(), topic.getLabel()));
		}
		show(links.toString());
	}

	/** Shows what belongs to the control that had the focus. */
	void showContext(IContext context) {
		StringBuilder links = new StringBuilder("<p>").append(HelpText.escaped(String.valueOf(context.getText()))).append("</p>");
		Arrays.stream(context.getRelatedTopics()).forEach(topic -> links.append(link(topic)));
		show(links + HelpText.link(CONTENTS, "All help pages"));
	}

	private static String link(IHelpResource topic) {
		return HelpText.link(topic.getHref(), topic.getLabel());
	}

	/** Shows a page by its place: {@code /bundle/path}. */
	void showPage(String href) {
		URL place = place(href);
		if (place == null) {
			showContents();
			return;
		}
		try (InputStream in = place.openStream()) {
			show(HelpText.ofPage(new String(in.readAllBytes(), StandardCharsets.UTF_8)) + HelpText.link(CONTENTS, "All help pages"));
		} catch (IOException e) {
			ILog.of(getClass()).error("The help page " + href + " cannot be read.", e);
		}
	}

	/** Where a page {@code /bundle/path} is; null if it is nowhere. */
	private static URL place(String href) {
		Matcher match = PAGE.matcher(href);
		Bundle bundle = match.matches() ? Platform.getBundle(match.group(1)) : null;
		return bundle == null ? null : bundle.getEntry(match.group(2));
	}

	private void show(String marked) {
		form.setText("<form>" + marked + "</form>", true, false);
		text.reflow(true);
		text.setOrigin(0, 0);
	}

	/** What is shown. */
	public FormText shown() {
		return form;
	}

	@Override
	public void setFocus() {
		text.setFocus();
	}
}
