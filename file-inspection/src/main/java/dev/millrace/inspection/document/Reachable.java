package dev.millrace.inspection.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

import dev.millrace.inspection.Refusal;

/** The streams that a page is made of, found without following it back to its parent or on to other pages. */
final class Reachable {

	/** Far more than any page of a person's making has. */
	private static final int MOST = 200_000;

	private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
	private final Deque<COSBase> open = new ArrayDeque<>();
	private final List<COSStream> streams = new ArrayList<>();

	private Reachable() {}

	static List<COSStream> from(COSDictionary page) throws Refusal {
		var walk = new Reachable();
		walk.seen.add(page);
		walk.open.add(page);
		// Inherited from the tree of pages, which is not walked.
		for (var parent = page.getCOSDictionary(COSName.PARENT); parent != null
				&& walk.seen.add(parent); parent = parent
						.getCOSDictionary(COSName.PARENT)) {
			walk.meet(parent.getDictionaryObject(COSName.RESOURCES));
		}
		while (!walk.open.isEmpty()) {
			walk.visit(walk.open.remove());
		}
		return walk.streams;
	}

	private void visit(COSBase object) throws Refusal {
		if (object instanceof COSStream stream) {
			streams.add(stream);
		}
		if (object instanceof COSDictionary dictionary) {
			for (COSName name : dictionary.keySet()) {
				if (!name.equals(COSName.PARENT)) {
					meet(dictionary.getItem(name));
				}
			}
		} else if (object instanceof COSArray array) {
			for (COSBase element : array) {
				meet(element);
			}
		}
	}

	private void meet(@Nullable COSBase object) throws Refusal {
		var found = object instanceof COSObject reference ? reference.getObject() : object;
		boolean another = found instanceof COSDictionary dictionary
				&& COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
		boolean leads = found instanceof COSDictionary || found instanceof COSArray;
		if (found != null && leads && !another && seen.add(found)) {
			if (seen.size() > MOST) {
				throw Refusal.malformed("The first page has more than %,d parts.".formatted(MOST));
			}
			open.add(found);
		}
	}
}
