package org.ssiworkbench.views.internal;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

/** Rows of a table as text for other programs: cells parted by tabs, in the order and choice of the columns. UI thread only. */
public final class RowText {
	private RowText() {
	}

	/** Copies the selected rows when the user presses the key for it. */
	public static void copyOnKey(Table table) {
		table.addListener(SWT.KeyDown, event -> {
			if (event.keyCode == 'c' && (event.stateMask & SWT.MOD1) != 0)
				copy(table);
		});
	}

	/** Copies the selected rows. */
	public static void copy(Table table) {
		copy(table.getDisplay(),
				Arrays.stream(table.getSelection()).map(item -> cells(table, item)).collect(Collectors.joining("\n")));
	}

	/** Copies a text, unless it is empty. */
	public static void copy(Display display, String text) {
		if (text.isEmpty())
			return;
		Clipboard clipboard = new Clipboard(display);
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}

	private static String cells(Table table, TableItem item) {
		return Arrays.stream(table.getColumnOrder()).filter(column -> table.getColumn(column).getWidth() > 0)
				.mapToObj(item::getText).collect(Collectors.joining("\t"));
	}
}
