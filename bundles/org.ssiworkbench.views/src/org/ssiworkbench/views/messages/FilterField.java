package org.ssiworkbench.views.messages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.fieldassist.ComboContentAdapter;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.osgi.service.prefs.BackingStoreException;
import org.osgi.service.prefs.Preferences;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.Proposal;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.ViewSettings;
import org.ssiworkbench.views.preferences.ViewPreferences;
import org.ssiworkbench.views.timeline.TimeModel;

/** Where a filter is typed: with proposals, with the filters used before, and with what is wrong shown beside it. UI thread only. */
final class FilterField {
	private static final int DELAY_MS = 300;
	private static final String LAST = "filter"; //$NON-NLS-1$
	private static final String HISTORY = "filters"; //$NON-NLS-1$
	private static final String SEPARATOR = "\n"; //$NON-NLS-1$

	private final TimeModel model;
	private final ViewSettings settings;
	private final Combo text;
	private final ControlDecoration fault;
	private final Consumer<Filter> changed;
	private Filter filter = Filter.ALL;

	/** {@code changed} gets each filter that makes sense. */
	FilterField(Composite parent, TimeModel model, ViewSettings settings, Consumer<Filter> changed) {
		this.model = model;
		this.settings = settings;
		this.changed = changed;
		text = new Combo(parent, SWT.DROP_DOWN);
		text.setToolTipText(Messages.filterTip);
		text.setItems(history().toArray(String[]::new));
		text.addModifyListener(event -> text.getDisplay().timerExec(DELAY_MS, this::apply));
		text.addListener(SWT.DefaultSelection, event -> remember());
		text.addListener(SWT.FocusOut, event -> remember());
		fault = new ControlDecoration(text, SWT.LEFT | SWT.TOP);
		fault.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
		fault.hide();
		propose();
		restore();
	}

	/** The filter of the last time, unless it makes no sense any more. */
	private void restore() {
		try {
			filter = Filter.parse(settings.text(LAST));
			text.setText(filter.toString());
		} catch (FilterException e) {
			settings.set(LAST, ""); //$NON-NLS-1$
		}
	}

	Control control() {
		return text;
	}

	Filter filter() {
		return filter;
	}

	/** Types a filter. */
	void set(String newText) {
		text.setText(newText);
	}

	private void apply() {
		if (text.isDisposed())
			return;
		try {
			Filter parsed = Filter.parse(text.getText());
			fault.hide();
			if (parsed.toString().equals(filter.toString()))
				return;
			filter = parsed;
			settings.set(LAST, parsed.toString());
			changed.accept(parsed);
		} catch (FilterException e) {
			fault.setDescriptionText(e.getMessage() + place(e));
			fault.show();
		}
	}

	private String place(FilterException e) {
		String at = text.getText().substring(Math.min(e.position(), text.getText().length()));
		return at.isBlank() ? Messages.atEnd : NLS.bind(Messages.atPlace, at);
	}

	private void propose() {
		try {
			ContentProposalAdapter adapter = new ContentProposalAdapter(text, new ReplacingAdapter(), this::proposals,
					KeyStroke.getInstance("Ctrl+Space"), null); //$NON-NLS-1$
			adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
			adapter.setAutoActivationDelay(DELAY_MS);
		} catch (ParseException e) {
			throw new IllegalStateException(e);
		}
	}

	private IContentProposal[] proposals(String contents, int position) {
		if (model.trace() == null)
			return new IContentProposal[0];
		return Filter.complete(contents, position, model.trace().index()).stream()
				.map(proposal -> proposal(contents, proposal)).toArray(IContentProposal[]::new);
	}

	/** The whole text as it would be, with the caret behind what was put in. */
	private static IContentProposal proposal(String contents, Proposal proposal) {
		String before = contents.substring(0, proposal.start()) + proposal.text();
		String whole = before + contents.substring(proposal.start() + proposal.length());
		return new ContentProposal(whole, proposal.text(), proposal.help(), before.length());
	}

	private void remember() {
		String used = text.getText().strip();
		if (used.isEmpty() || fault.isVisible())
			return;
		List<String> history = new ArrayList<>(history());
		history.remove(used);
		history.addFirst(used);
		keep(history.subList(0, Math.min(ViewPreferences.filtersKept(), history.size())));
		String present = text.getText();
		Point selection = text.getSelection();
		text.setItems(history.toArray(String[]::new));
		text.setText(present);
		text.setSelection(selection);
	}

	private static void keep(List<String> history) {
		preferences().put(HISTORY, String.join(SEPARATOR, history));
		try {
			preferences().flush();
		} catch (BackingStoreException e) {
			ILog.of(FilterField.class).error("The filters that were used cannot be kept.", e); //$NON-NLS-1$
		}
	}

	private static List<String> history() {
		return Arrays.stream(preferences().get(HISTORY, "").split(SEPARATOR)).filter(line -> !line.isBlank()).toList(); //$NON-NLS-1$
	}

	private static Preferences preferences() {
		return InstanceScope.INSTANCE.getNode(Ids.BUNDLE);
	}

	/** Puts the caret where the proposal wants it. */
	private static final class ReplacingAdapter extends ComboContentAdapter {
		@Override
		public void setControlContents(Control control, String contents, int caret) {
			((Combo) control).setText(contents);
			((Combo) control).setSelection(new Point(caret, caret));
		}
	}
}
