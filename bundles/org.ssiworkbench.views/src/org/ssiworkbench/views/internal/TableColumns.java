package org.ssiworkbench.views.internal;

import java.util.function.Function;

import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;

/** Makes the columns of tables alike. UI thread only. */
public final class TableColumns {
	private static final int CELL_MARGIN = 16;

	private TableColumns() {
	}

	/** Pixels that so many average characters need in a cell. */
	public static int width(Control table, int characters) {
		GC gc = new GC(table);
		try {
			return (int) (gc.getFontMetrics().getAverageCharacterWidth() * characters) + CELL_MARGIN;
		} finally {
			gc.dispose();
		}
	}

	/** A column that can be moved, with nothing in its cells yet. */
	public static TableViewerColumn add(TableViewer viewer, String title, int characters, int alignment) {
		TableViewerColumn made = new TableViewerColumn(viewer, alignment);
		made.getColumn().setText(title);
		made.getColumn().setWidth(width(viewer.getTable(), characters));
		made.getColumn().setMoveable(true);
		return made;
	}

	/** A column of texts. */
	public static <T> TableViewerColumn add(TableViewer viewer, String title, int characters, int alignment, Class<T> type,
			Function<T, String> text) {
		return add(viewer, title, characters, alignment, type, text, element -> null);
	}

	/** A column of texts with images. */
	public static <T> TableViewerColumn add(TableViewer viewer, String title, int characters, int alignment, Class<T> type,
			Function<T, String> text, Function<T, Image> image) {
		TableViewerColumn made = add(viewer, title, characters, alignment);
		made.setLabelProvider(ColumnLabelProvider.createTextImageProvider(element -> text.apply(type.cast(element)),
				element -> image.apply(type.cast(element))));
		return made;
	}
}
